/** What this person has marked and not yet sent, by question and round, kept on the device: nothing that comes from the room touches it. */
import { batch, signal } from "@preact/signals";
import type { Choice, QuestionView } from "../../protocol/server.ts";
import { vote as words } from "../../words/en.ts";
import { deviceShelf, recallJson } from "../device.ts";
import type { Room } from "../room.ts";
import { keepFocus } from "./focus.ts";
import { later } from "./later.ts";
import { answered } from "./order.ts";

interface Draft {
  choice: Choice;
  /** A vote counts, and this is to take its place. */
  changing?: boolean;
}

/** Absent where nothing was marked: then what counts for me is shown. What was sent stays, for when it is refused or asked again. */
const drafts = signal<Record<string, Draft>>({});
let shelfName = "";

/** The question whose ballot was sent off although something is missing. */
const lacking = signal("");

export interface Ballot {
  marked: Choice;
  /** A vote counts and is not being changed: the marks are only shown. */
  settled: boolean;
  /** It was filled in, and not sent. */
  unsent: boolean;
  /** What is missing or wrong; null when it can be sent. */
  fault: string | null;
  /** To be told of it. */
  told: boolean;
}

export function recallBallots(poll: string): void {
  shelfName = `showhands:drafts:${poll}`;
  drafts.value = (recallJson(deviceShelf, shelfName) ?? {}) as Record<string, Draft>;
}

export function ballotOf({ mine }: Room, question: QuestionView): Ballot {
  const key = keyOf(question);
  const draft = drafts.value[key];
  const saved = mine.value[question.id]?.choice ?? [];
  const settled = answered(mine.value, question.id) && !draft?.changing;
  // What was not sent in time does not look as if it counted; it is still there if the question opens again.
  const marked = settled || !question.open ? saved : (draft?.choice ?? saved);
  const unsent = !settled && !!draft?.choice.length;
  return { marked, settled, unsent, fault: faultOf(question, marked), told: lacking.value === key };
}

/** A question of a kind that is still on its way takes no vote yet. */
function faultOf(question: QuestionView, marked: Choice): string | null {
  if (question.kind !== "choice") return later.value ? later.value.faultOf(question, marked) : words.first.line;
  return marked.length < question.min ? words.tooFew(question.min) : (later.value?.faultOf(question, marked) ?? null);
}

export function mark(question: QuestionView, choice: Choice): void {
  const key = keyOf(question);
  keep({ ...drafts.value, [key]: { ...drafts.value[key], choice } });
}

export function change(room: Room, question: QuestionView): void {
  const { marked } = ballotOf(room, question);
  keep({ ...drafts.value, [keyOf(question)]: { choice: marked, changing: true } });
  keepFocus();
}

/** What was said in the round before, on this device. */
export function earlier({ id, round }: QuestionView): Choice | undefined {
  return drafts.value[`${id}.${round - 1}`]?.choice;
}

/** The ballot as it is marked; first it says what is missing. */
export function submit(room: Room, question: QuestionView): void {
  const { settled, marked, fault } = ballotOf(room, question);
  if (!question.open || settled) return;
  if (fault) lacking.value = keyOf(question);
  else cast(room, question, later.value?.choiceOf(question, marked) ?? marked);
}

export function cast(room: Room, question: QuestionView, choice: Choice): void {
  const { [keyOf(question)]: _draft, ...others } = drafts.value;
  batch(() => {
    keep(choice.length > 0 ? { ...others, [keyOf(question)]: { choice } } : others);
    lacking.value = "";
    room.vote(question.id, choice);
  });
  keepFocus();
}

export function forgetBallots(): void {
  keep({});
}

function keep(newest: Record<string, Draft>): void {
  drafts.value = newest;
  deviceShelf.set(shelfName, JSON.stringify(newest));
}

function keyOf({ id, round }: QuestionView): string {
  return `${id}.${round}`;
}
