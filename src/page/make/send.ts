/** `Make poll`: one click, one request. What the server refuses is said at its field, and nothing typed is lost. */
import { signal } from "@preact/signals";
import type { Made, Refusal } from "../../protocol/server.ts";
import { make as words } from "../../words/en.ts";
import { rememberPoll } from "../device.ts";
import { bodyOf } from "../form/body.ts";
import type { PollDraft } from "../form/draft.ts";
import { focusSoon } from "../form/focus.ts";
import { lackingIn } from "../form/lacking.ts";
import { fieldOf, type Problem, placeOf } from "../form/place.ts";
import { draft, forgetDraft, problem, touched } from "./desk.ts";
import { dress, goOn } from "./dress.ts";
import { keepPast } from "./past.ts";

export const making = signal(false);

export async function makePoll(): Promise<void> {
  if (making.value) return;
  const written = draft.value;
  const lack = lackingIn(written);
  if (lack) return say(lack);
  making.value = true;
  problem.value = null;
  try {
    const response = await fetch("/api/polls", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(bodyOf(written)),
    });
    const answer: unknown = await response.json();
    if (response.ok) await made(answer as Made, written);
    else refused((answer as Refusal).error);
  } catch {
    say({ place: { field: "poll", question: 0, option: 0 }, message: words.noAnswer });
  }
}

/** From here on there is a poll, whatever becomes of its pictures. */
async function made(poll: Made, written: PollDraft): Promise<void> {
  const { id, hostKey, code } = poll;
  const { title, questions } = written;
  rememberPoll({ id, title: title.trim() || (questions[0]?.text.trim() ?? ""), code, at: Date.now(), hostKey });
  keepPast(id, written);
  forgetDraft();
  if (await dress(poll, written)) goOn(poll);
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
  const asked = draft.value.questions[question];
  if (!asked) return;
  touched.value = question;
  focusSoon(fieldOf(found, asked));
}
