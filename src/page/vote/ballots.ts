/** What this person has marked and not yet sent, by question and round: nothing that comes from the room touches it. */
import { signal } from "@preact/signals";
import type { QuestionView } from "../../protocol/server.ts";
import type { Room } from "../room.ts";
import { answered } from "./order.ts";

/** Absent where nothing was marked: then what counts for me is shown. */
const drafts = signal<Record<string, readonly number[]>>({});
/** Questions whose saved vote is being changed. */
const changing = signal<Record<string, true>>({});

export interface Ballot {
  marked: readonly number[];
  /** A vote counts and is not being changed: the marks are only shown. */
  settled: boolean;
  touched: boolean;
}

export function ballotOf({ mine }: Room, question: QuestionView): Ballot {
  const key = keyOf(question);
  const draft = drafts.value[key];
  const saved = (mine.value[question.id]?.choice ?? []) as readonly number[];
  const settled = answered(mine.value, question.id) && !changing.value[key];
  return { marked: settled ? saved : (draft ?? saved), settled, touched: draft !== undefined && !settled };
}

export function mark(question: QuestionView, marked: readonly number[]): void {
  drafts.value = { ...drafts.value, [keyOf(question)]: marked };
}

export function change(question: QuestionView): void {
  changing.value = { ...changing.value, [keyOf(question)]: true };
}

export function cast(room: Room, question: QuestionView, choice: readonly number[]): void {
  const { [keyOf(question)]: _draft, ...otherDrafts } = drafts.value;
  const { [keyOf(question)]: _changing, ...othersChanging } = changing.value;
  drafts.value = choice.length > 0 ? { ...otherDrafts, [keyOf(question)]: choice } : otherDrafts;
  changing.value = othersChanging;
  room.vote(question.id, choice);
}

export function forgetBallots(): void {
  drafts.value = {};
  changing.value = {};
}

function keyOf({ id, round }: QuestionView): string {
  return `${id}.${round}`;
}
