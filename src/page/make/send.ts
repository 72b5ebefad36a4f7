/** `Make poll`: one click, one request. What the server refuses is said at its field, and nothing typed is lost. */
import { signal } from "@preact/signals";
import type { Made, Refusal } from "../../protocol/server.ts";
import { make as words } from "../../words/en.ts";
import { rememberPoll } from "../device.ts";
import { bodyOf, type Place, placeOf } from "../form/body.ts";
import { fieldId } from "../form/focus.ts";
import { draft, forgetDraft, problem, touched } from "./desk.ts";

export const making = signal(false);

export async function makePoll(): Promise<void> {
  if (making.value) return;
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
    refused({ message: words.noAnswer });
  }
}

/** The key travels in the fragment: a browser that stores nothing has no other way to bring it along. */
function leaveFor({ id, hostKey, code }: Made): void {
  const { title, questions } = draft.value;
  rememberPoll({ id, title: title.trim() || (questions[0]?.text.trim() ?? ""), code, at: Date.now(), hostKey });
  forgetDraft();
  location.assign(`/p/${id}/host#key=${hostKey}`);
}

function refused({ message, detail }: { message: string; detail?: string }): void {
  making.value = false;
  const place = placeOf(detail ?? "", draft.value.questions);
  problem.value = { place, message };
  const field = document.getElementById(fieldIdOf(place) ?? "");
  if (place.field !== "poll" && place.field !== "title") touched.value = place.question;
  field?.focus();
}

function fieldIdOf({ field, question, option }: Place): string | null {
  if (field === "poll") return null;
  if (field === "title") return fieldId.title;
  const asked = draft.value.questions[question];
  if (!asked) return null;
  if (field === "text") return fieldId.text(asked.key);
  const blank = asked.options.find(({ text }) => text.trim() === "");
  const meant = field === "option" ? asked.options[option] : (blank ?? asked.options[0]);
  return meant ? fieldId.option(meant.key) : null;
}
