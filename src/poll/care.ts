/** A host cares for open answers: hides some, and puts spellings of the same under one name. */
import type { HostCommand } from "../protocol/client.ts";
import { ANSWERS_HIDDEN_MAX, ANSWERS_MERGED_MAX } from "../protocol/limits.ts";
import { fold } from "./kinds/fold.ts";
import type { Care, QuestionOf } from "./state.ts";

export type CareCommand = Extract<HostCommand, { answer: string } | { answers: string[] }>;

/** Null where nothing would change. */
export function caredFor({ hidden, merged }: QuestionOf<"text">, command: CareCommand): Care | null {
  if (command.command === "merge-answers") return withMerge({ hidden, merged }, command.answers, command.into);
  const key = fold(command.answer);
  if (command.command === "split-answer") {
    const left = merged.filter(({ from }) => fold(from) !== key);
    return left.length < merged.length ? { hidden, merged: left } : null;
  }
  const name = nameOf(merged, command.answer);
  const others = hidden.filter((one) => fold(one) !== fold(name));
  const isHidden = others.length < hidden.length;
  if (isHidden === (command.command === "hide-answer")) return null;
  return { hidden: isHidden ? others : [...hidden, name], merged };
}

export function isTooMuch({ hidden, merged }: Care): boolean {
  return hidden.length > ANSWERS_HIDDEN_MAX || merged.length > ANSWERS_MERGED_MAX;
}

/** Names never point at names: what was merged into an answer goes along with it. */
function withMerge({ hidden, merged }: Care, answers: readonly string[], into: string): Care | null {
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
  return isSame ? null : { hidden, merged: all };
}

function nameOf(merged: Care["merged"], answer: string): string {
  return merged.find(({ from }) => fold(from) === fold(answer))?.into ?? answer;
}
