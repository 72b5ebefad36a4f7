/** Questions of every kind, and choices that people may make there: possible ones, and nearly possible ones. */
import fc from "fast-check";
import { kindOf } from "../../../src/poll/kinds/index.ts";
import type { Question, QuestionOf } from "../../../src/poll/state.ts";
import type { Reader } from "../../../src/poll/view.ts";
import type { NewPoll } from "../../../src/protocol/client.ts";
import type { Choice, TallyViews } from "../../../src/protocol/server.ts";
import { LISTS, type MemoryHub, stateOf } from "../memory-hub.ts";

export const ASKED = {
  choice: { text: "Which?", options: ["a", "b", "c"], max: 2 },
  rating: { kind: "rating", text: "How was it?", labels: ["poor", "great"] },
  number: { kind: "number", text: "How high?", unit: "m", from: -5, to: 5, step: 0.5, answer: 2.5 },
  ranking: { kind: "ranking", text: "In which order?", options: ["a", "b", "c", "d"], top: 3 },
  text: { kind: "text", text: "What else?" },
  other: { text: "Or?", options: ["a", "b", "c"], max: 3, other: true },
} as const;

export type Name = keyof typeof ASKED;
/** A choice with answers of one's own counts as another. */
type KindIn<N extends Name> = N extends "other" ? "choice" : N;

export const NAMES = Object.keys(ASKED) as Name[];

/** Each in a poll of its own kind only. */
export function questionOf<const Kind extends Name>(kind: Kind, fields: object = {}): QuestionOf<KindIn<Kind>> {
  const [question] = stateOf({ questions: [{ ...ASKED[kind], ...fields }] }).poll.questions;
  return question as QuestionOf<KindIn<Kind>>;
}

export const pollOfAll = (settings: Partial<NewPoll> = {}) => ({ questions: NAMES.map((name) => ASKED[name]), ...settings });

/** Choices around what is possible for the questions above. */
export const CHOICES: Record<Name, fc.Arbitrary<Choice>> = {
  choice: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
  rating: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 2 }),
  number: fc.array(
    fc.integer({ min: -22, max: 22 }).map((quarter) => quarter / 4),
    { maxLength: 2 },
  ),
  ranking: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
  text: fc.array(fc.constantFrom("Pizza", "pizza", " PIZZA ", "Piñata", "pinata", "Sushi", "…", ""), { maxLength: 2 }),
  other: fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom("Ramen", "ramen ", " Curry", "")), { maxLength: 4 }),
};

/** Counted as the hub counts, and looked at as the host does. */
export function resultOf<const Kind extends Name>(
  question: QuestionOf<KindIn<Kind>>,
  choices: readonly Choice[],
): TallyViews[KindIn<Kind>] {
  const asked = question as Question;
  const kind = kindOf(asked);
  let tally = kind.empty(asked);
  for (const choice of choices) {
    const checked = kind.check(asked, choice);
    if (!checked) throw new Error(`${JSON.stringify(choice)} is no choice`);
    tally = kind.add(tally, checked, asked);
  }
  return kind.result(asked, tally, kind.digest?.(asked, choices, LISTS) ?? null, "h") as TallyViews[KindIn<Kind>];
}

/** In a frame, of a reader who may see it. */
export function seenOf<Kind extends Name>(hub: MemoryHub, reader: Reader, id = "q1"): TallyViews[KindIn<Kind>] {
  return hub.sees(reader)[id] as TallyViews[KindIn<Kind>];
}
