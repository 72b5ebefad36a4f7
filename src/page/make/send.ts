/** `Make poll`: one click, one request. What the server refuses is said at its field, and nothing typed is lost. */
import { signal } from "@preact/signals";
import type { Made, Refusal } from "../../protocol/server.ts";
import { make as words } from "../../words/en.ts";
import { rememberPoll } from "../device.ts";
import { bodyOf } from "../form/body.ts";
import { fieldId, focusSoon } from "../form/focus.ts";
import { lackingIn } from "../form/lacking.ts";
import { fieldOf, type Problem, placeOf } from "../form/place.ts";
import { draft, forgetDraft, problem, touched } from "./desk.ts";

export const making = signal(false);

export async function makePoll(): Promise<void> {
  if (making.value) return;
  const lack = lackingIn(draft.value);
  if (lack) return say(lack);
  making.value = true;
  problem.value = null;
  try {
    const response = await fetch("/api/polls", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(bodyOf(draft.value)),
    });
    const answer: unknown = await response.json();
    if (response.ok) leaveFor(answer as Made);
    else refused((answer as Refusal).error);
  } catch {
    say({ place: { field: "poll", question: 0, option: 0 }, message: words.noAnswer });
  }
}

/** The key travels in the fragment: a browser that stores nothing has no other way to bring it along. */
function leaveFor({ id, hostKey, code }: Made): void {
  const { title, questions } = draft.value;
  rememberPoll({ id, title: title.trim() || (questions[0]?.text.trim() ?? ""), code, at: Date.now(), hostKey });
  forgetDraft();
  location.assign(`/p/${id}/host#key=${hostKey}`);
}

/** `detail` names the place in the body, as in `questions.0.options.3 long`. */
function refused({ message, detail }: Refusal["error"] & { detail?: string }): void {
  say({ place: placeOf(detail ?? "", draft.value.questions), message });
}

/** At its field, with the focus there. */
function say(found: Problem): void {
  const { field, question } = found.place;
  making.value = false;
  problem.value = found;
  if (field === "poll") return;
  if (field === "title") return focusSoon(fieldId.title);
  const asked = draft.value.questions[question];
  touched.value = question;
  if (asked) focusSoon(fieldOf(found, asked));
}
