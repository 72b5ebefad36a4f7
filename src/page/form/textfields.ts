/** The fields and settings of the readable form: how each is written, and read again. */
import type { KindName } from "../../protocol/client.ts";
import { tidyText } from "../../protocol/text.ts";
import { KINDS, type PollSettings, type QuestionDraft } from "./draft.ts";
import { typedNumber } from "./typed.ts";

interface Setting<Field extends keyof PollSettings = keyof PollSettings> {
  field: Field;
  write(value: PollSettings[Field]): string;
  /** undefined where it means nothing. */
  read(value: string): PollSettings[Field] | undefined;
}

const yesNo = (field: "revote" | "oneTap" | "sharedDevice" | "receipts"): Setting<typeof field> => ({
  field,
  write: (on) => (on ? "yes" : "no"),
  read: yes,
});

const whole = (field: "keepDays" | "showFrom", unit: string): Setting<typeof field> => ({
  field,
  write: (count) => `${count} ${unit}`,
  read: (value) => (/^\d{1,3}(?: \w+)?$/.test(value) ? Number.parseInt(value, 10) : undefined),
});

const results: Setting<"results"> = {
  field: "results",
  write: String,
  read: (value) => (["always", "after-vote", "after-close", "host"] as const).find((one) => one === value),
};

const ends: Setting<"endsAt"> = {
  field: "endsAt",
  write: String,
  read: (value) => (Number.isNaN(Date.parse(value)) ? undefined : new Date(value).toISOString()),
};

export const SETTING_NAMES = {
  results,
  revote: yesNo("revote"),
  "one tap": yesNo("oneTap"),
  "shared phone": yesNo("sharedDevice"),
  receipts: yesNo("receipts"),
  keep: whole("keepDays", "days"),
  "show from": whole("showFrom", "votes"),
  ends,
} as unknown as Record<string, Setting>;

/** Only what is not as usual; `answers` and options are not among them. */
export function fieldLines({ kind, choice, rating, ranking, words, number, seconds }: QuestionDraft): string[] {
  const lines: Record<KindName, (string | false)[]> = {
    choice: [choice.other && "? other: yes", choice.look !== "bars" && `? look: ${choice.look}`],
    rating: ratingLines(rating),
    ranking: [
      "? kind: ranking",
      ranking.top !== null && `? top: ${ranking.top}`,
      ranking.method !== "irv" && `? winner: ${ranking.method}`,
    ],
    text: ["? kind: text", words.look !== "wall" && `? look: ${words.look}`, words.filter && "? filter: yes"],
    number: numberLines(number),
  };
  return kept([...lines[kind], seconds !== null && `? countdown: ${seconds} s`]);
}

export function kept(lines: readonly (string | false)[]): string[] {
  return lines.filter((line) => line !== false);
}

export function numberLines({ from, to, step, unit, answer }: QuestionDraft["number"]): string[] {
  return kept([
    `? kind: number ${from} to ${to}`,
    step !== "1" && `? step: ${step}`,
    unit.trim() !== "" && `? unit: ${tidyText(unit)}`,
    answer.trim() !== "" && `? answer: ${answer}`,
  ]);
}

function ratingLines({ steps, ...ends }: QuestionDraft["rating"]): string[] {
  const [low, high] = [tidyText(ends.low), tidyText(ends.high)];
  const first = `? kind: rating 1-${steps}`;
  if (low && high && !BETWEEN.test(low + high)) return [`${first} ${low} … ${high}`];
  return [first, low && `? low: ${low}`, high && `? high: ${high}`].filter((line) => line !== "");
}

const BETWEEN = /…|\.\.\./;
const NUMBER = String.raw`[-−]?[\d.,\s]*\d[.,]?|[-−]?[.,]\d+`;
const RANGE = new RegExp(`^(${NUMBER})\\s*(?:to|-|–|…)\\s*(${NUMBER})(?:\\s+(.+))?$`);

type Read = (question: QuestionDraft, value: string) => boolean;

/** Is the value one that means something? Then it is in the question. */
export const FIELDS: Record<string, Read> = {
  kind: readKind,
  answers: readAnswers,
  other: (question, value) => assigned(yes(value), (other) => Object.assign(question.choice, { other })),
  filter: (question, value) => assigned(yes(value), (filter) => Object.assign(question.words, { filter })),
  look: readLook,
  low: (question, low) => assigned(low, () => Object.assign(question.rating, { low })),
  high: (question, high) => assigned(high, () => Object.assign(question.rating, { high })),
  top: (question, value) => assigned(count(value), (top) => Object.assign(question.ranking, { top })),
  winner: (question, value) =>
    assigned(
      (["irv", "borda", "schulze"] as const).find((one) => one === value),
      (method) => Object.assign(question.ranking, { method }),
    ),
  range: readRange,
  tolerance: (question, tolerance) => assigned(numeric(tolerance), () => Object.assign(question.number, { tolerance })),
  accept: ({ words }, value) =>
    assigned(value, () => Object.assign(words, { accepted: [words.accepted, value].filter(Boolean).join("\n") })),
  typos: (question, value) => assigned(yes(value), (typos) => Object.assign(question.words, { typos })),
  step: (question, step) => assigned(numeric(step), () => Object.assign(question.number, { step })),
  unit: (question, unit) => assigned(unit, () => Object.assign(question.number, { unit })),
  answer: (question, answer) => assigned(numeric(answer), () => Object.assign(question.number, { answer })),
  countdown: (question, value) => assigned(secondsIn(value), (seconds) => Object.assign(question, { seconds })),
};

function readKind(question: QuestionDraft, value: string): boolean {
  const [, name = "", rest = ""] = /^(\w+)\s*(.*)$/.exec(value) ?? [];
  const kind = KINDS.find((one) => one === name.toLowerCase());
  if (!kind) return false;
  question.kind = kind;
  if (rest === "") return true;
  if (kind === "number") return readRange(question, rest);
  return kind === "rating" && readScale(question, rest);
}

function readScale({ rating }: QuestionDraft, value: string): boolean {
  const [, steps = "", ends = ""] = /^1\s*(?:-|–|to)\s*(\d{1,2})(?:\s+(.+))?$/.exec(value) ?? [];
  if (!steps) return false;
  const [low = "", high = "", ...more] = ends === "" ? [] : ends.split(BETWEEN);
  if (more.length > 0 || (ends !== "" && !BETWEEN.test(ends))) return false;
  Object.assign(rating, { steps: Number(steps), low: low.trim(), high: high.trim() });
  return true;
}

function readRange({ number }: QuestionDraft, value: string): boolean {
  const [, from = "", to = "", unit = number.unit] = RANGE.exec(value) ?? [];
  if (typedNumber(from) === null || typedNumber(to) === null) return false;
  Object.assign(number, { from: from.trim(), to: to.trim(), unit });
  return true;
}

function readLook(question: QuestionDraft, value: string): boolean {
  if (value === "wall" || value === "cloud") return assigned(value, (look) => Object.assign(question.words, { look }));
  const look = (["bars", "columns", "donut"] as const).find((one) => one === value);
  return assigned(look, () => Object.assign(question.choice, { look }));
}

/** `one`, `all that suit`, `3`, `2 to 3`, `2 to all`. */
function readAnswers({ choice }: QuestionDraft, value: string): boolean {
  const [, least = "", most = least] = /^(\d{1,2})(?:\s*(?:to|-|–)\s*(\d{1,2}|all))?$/.exec(value) ?? [];
  if (value === "one") choice.marks = "one";
  else if (value === "all that suit") choice.marks = "approval";
  else if (least) Object.assign(choice, { marks: "several", min: Number(least), max: most === "all" ? null : Number(most) });
  else return false;
  return true;
}

function assigned<Value>(value: Value | undefined | null | "", assign: (value: Value) => unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  assign(value);
  return true;
}

export function yes(value: string): boolean | undefined {
  return { yes: true, on: true, no: false, off: false }[value.toLowerCase()];
}

/** undefined where the value means nothing. */
export function flag<Name extends string>(name: Name, value: string): Partial<Record<Name, boolean>> | undefined {
  const on = yes(value);
  return on === undefined ? undefined : ({ [name]: on } as Record<Name, boolean>);
}

function count(value: string): number | undefined {
  return /^[1-9]\d?$/.test(value) ? Number(value) : undefined;
}

function numeric(value: string): string | undefined {
  return typedNumber(value) === null ? undefined : value;
}

function secondsIn(value: string): number | undefined {
  const [, digits = "", unit = "s"] = /^(\d{1,5})\s*(s|sec|seconds?|min|minutes?)?$/.exec(value) ?? [];
  return digits ? Number(digits) * (unit.startsWith("m") ? 60 : 1) : undefined;
}
