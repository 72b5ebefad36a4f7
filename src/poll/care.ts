/** A host cares for open answers: hides some, and puts spellings of the same under one name. */
import type { PollCommand } from "../protocol/client.ts";
import { ANSWERS_HIDDEN_MAX, ANSWERS_MERGED_MAX } from "../protocol/limits.ts";
import { fold } from "./kinds/fold.ts";
import type { Care, QuestionOf } from "./state.ts";

export type CareCommand = Extract<PollCommand, { answer: string } | { answers: string[] }>;

/** Null where nothing would change. */
export function caredFor(question: Cared, command: CareCommand): Care | null {
  const { hidden, merged, allowed } = question;
  if (command.command === "merge-answers") {
    const moved = withMerge(merged, command.answers, command.into);
    return moved && { hidden, merged: moved, allowed };
  }
  const key = fold(command.answer);
  if (command.command === "split-answer") {
    const left = merged.filter(({ from }) => fold(from) !== key);
    return left.length < merged.length ? { hidden, merged: left, allowed } : null;
  }
  const name = nameOf(merged, command.answer);
  const care = command.command === "hide-answer" ? withHidden(question, name) : withShown(question, name);
  const isSame = care.hidden.length === hidden.length && care.allowed.length === allowed.length;
  return isSame ? null : { ...care, merged };
}

export function isTooMuch({ hidden, merged, allowed }: Care): boolean {
  return Math.max(hidden.length, allowed.length) > ANSWERS_HIDDEN_MAX || merged.length > ANSWERS_MERGED_MAX;
}

/** Kinds that take answers in people's own words. */
type Cared = QuestionOf<"text"> | QuestionOf<"choice">;

function withHidden({ hidden, allowed }: Cared, name: string): Omit<Care, "merged"> {
  return { hidden: has(hidden, name) ? hidden : [...hidden, name], allowed: lacking(allowed, name) };
}

/** The rules do not know what a filter holds back, so what a host shows is shown whatever it says. */
function withShown(question: Cared, name: string): Omit<Care, "merged"> {
  const { hidden, allowed } = question;
  const filters = question.kind === "text" && question.filter;
  return { hidden: lacking(hidden, name), allowed: filters && !has(allowed, name) ? [...allowed, name] : allowed };
}

function has(answers: readonly string[], name: string): boolean {
  return answers.some((one) => fold(one) === fold(name));
}

function lacking(answers: readonly string[], name: string): string[] {
  return answers.filter((one) => fold(one) !== fold(name));
}

/** Names never point at names: what was merged into an answer goes along with it. */
function withMerge(merged: Care["merged"], answers: readonly string[], into: string): Care["merged"] | null {
  const moving = new Set(answers.map(fold));
  const root = nameOf(merged, into);
  const name = moving.has(fold(root)) ? into : root;
  const key = fold(name);
  const isMoved = ({ from, into }: Care["merged"][number]) =>
    moving.has(fold(from)) || moving.has(fold(into)) || fold(into) === key;
  const all = merged.filter(({ from }) => fold(from) !== key).map((one) => (isMoved(one) ? { from: one.from, into: name } : one));
  const known = new Set([key, ...all.map(({ from }) => fold(from))]);
  for (const from of answers) {
    if (known.has(fold(from))) continue;
    known.add(fold(from));
    all.push({ from, into: name });
  }
  const isSame =
    all.length === merged.length && all.every(({ from, into }, at) => from === merged[at]?.from && into === merged[at]?.into);
  return isSame ? null : all;
}

function nameOf(merged: Care["merged"], answer: string): string {
  return merged.find(({ from }) => fold(from) === fold(answer))?.into ?? answer;
}
