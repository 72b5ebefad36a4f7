/** What this person has marked and not yet sent, by question and round: nothing that comes from the room touches it. */
import { batch, signal } from "@preact/signals";
import type { QuestionView } from "../../protocol/server.ts";
import type { Room } from "../room.ts";
import { keepFocus } from "./focus.ts";
import { answered } from "./order.ts";

/** Absent where nothing was marked: then what counts for me is shown. */
const drafts = signal<Record<string, readonly number[]>>({});
/** Questions whose saved vote is being changed. */
const changing = signal<Record<string, true>>({});

/** The question whose ballot was sent off with too few marks. */
const lacking = signal("");

export interface Ballot {
  marked: readonly number[];
  /** A vote counts and is not being changed: the marks are only shown. */
  settled: boolean;
  touched: boolean;
  /** To be told that marks are missing. */
  lacking: boolean;
}

export function ballotOf({ mine }: Room, question: QuestionView): Ballot {
  const key = keyOf(question);
  const draft = drafts.value[key];
  const saved = (mine.value[question.id]?.choice ?? []) as readonly number[];
  const settled = answered(mine.value, question.id) && !changing.value[key];
  const marked = settled ? saved : (draft ?? saved);
  return {
    marked,
    settled,
    touched: draft !== undefined && !settled,
    lacking: lacking.value === key && marked.length < question.min,
  };
}

export function mark(question: QuestionView, marked: readonly number[]): void {
  drafts.value = { ...drafts.value, [keyOf(question)]: marked };
}

export function change(question: QuestionView): void {
  changing.value = { ...changing.value, [keyOf(question)]: true };
  keepFocus();
}

/** Somebody pressed `Vote` with too few marks. */
export function lack(question: QuestionView): void {
  lacking.value = keyOf(question);
}

export function cast(room: Room, question: QuestionView, choice: readonly number[]): void {
  const { [keyOf(question)]: _draft, ...otherDrafts } = drafts.value;
  const { [keyOf(question)]: _changing, ...othersChanging } = changing.value;
  batch(() => {
    drafts.value = choice.length > 0 ? { ...otherDrafts, [keyOf(question)]: choice } : otherDrafts;
    changing.value = othersChanging;
    lacking.value = "";
    room.vote(question.id, choice);
  });
  keepFocus();
}

export function forgetBallots(): void {
  drafts.value = {};
  changing.value = {};
}

function keyOf({ id, round }: QuestionView): string {
  return `${id}.${round}`;
}
