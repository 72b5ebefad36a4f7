/** What I have marked or typed and not yet sent, on the device: a reload loses nothing. Sent once, it stands. */
import { batch, signal } from "@preact/signals";
import type { Choice, QuestionView } from "../../protocol/server.ts";
import { choiceOf, faultOf } from "../answer/faults.ts";
import { deviceShelf, recallJson } from "../device.ts";
import type { Room } from "../room.ts";

/** Of one question: what was marked for an earlier one is of no use. */
const draft = signal<{ key: string; choice: Choice }>({ key: "", choice: [] });
/** Asked to send what cannot be sent: the question that is told of it. */
const lacking = signal("");
let shelfName = "";
let timer: ReturnType<typeof setTimeout> | undefined;

/** Before the end, so that it is on its way in time. */
const SENT_BEFORE_END_MS = 250;

export function recallMarks(poll: string): void {
  shelfName = `showhands:marks:${poll}`;
  const kept = recallJson(deviceShelf, shelfName) as { key: string; choice: Choice } | null;
  if (kept) draft.value = kept;
}

export function marksOf(question: QuestionView): Choice {
  return draft.value.key === keyOf(question) ? draft.value.choice : [];
}

export function mark(question: QuestionView, choice: Choice): void {
  draft.value = { key: keyOf(question), choice };
  deviceShelf.set(shelfName, JSON.stringify(draft.value));
}

/** Null when it can be sent. */
export function faultIn(question: QuestionView): string | null {
  const marked = marksOf(question);
  return marked.length === 0 && question.kind === "choice" ? "" : faultOf(question, marked);
}

/** What is wrong, once somebody has tried to send it. */
export function toldFault(question: QuestionView): string | null {
  return lacking.value === keyOf(question) ? faultIn(question) : null;
}

export function send(room: Room, question: QuestionView): void {
  if (faultIn(question) !== null) lacking.value = keyOf(question);
  else answer(room, question, marksOf(question));
}

/** The first one counts, so there is no second. */
export function answer(room: Room, question: QuestionView, choice: Choice): void {
  batch(() => {
    mark(question, choice);
    room.vote(question.id, choiceOf(question, choice));
  });
}

/** What is filled in when the time is over is sent: nobody loses an answer for want of a tap. */
export function sendAtEnd(room: Room, question: QuestionView, endsAt: number | null): void {
  clearTimeout(timer);
  if (endsAt === null || faultIn(question) !== null) return;
  const wait = endsAt - SENT_BEFORE_END_MS - room.now();
  if (wait > 0) timer = setTimeout(() => answer(room, question, marksOf(question)), wait);
}

export function keepUnsent(): void {
  clearTimeout(timer);
}

function keyOf({ id, round }: QuestionView): string {
  return `${id}.${round}`;
}
