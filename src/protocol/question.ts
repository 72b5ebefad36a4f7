/** The kinds of questions as somebody sends them: schemas, inferred types, and what must hold between their fields. */
import * as v from "valibot";
import { faultOf, LOOKS } from "./fits.ts";
import { PICTURE_ID } from "./ids.ts";
import {
  ACCEPTED_MAX,
  ANSWER_POINTS_MAX,
  COUNTDOWN_SECONDS_MAX,
  COUNTDOWN_SECONDS_MIN,
  EMOJI_UNITS_MAX,
  LABEL_POINTS_MAX,
  NUMBER_DECIMALS_MAX,
  NUMBER_MAX,
  OPTION_POINTS_MAX,
  OPTIONS_PER_QUESTION_MAX,
  OPTIONS_PER_QUESTION_MIN,
  QUESTION_POINTS_MAX,
  RANKED_OPTIONS_MAX,
  RATING_STEPS_DEFAULT,
  RATING_STEPS_MAX,
  RATING_STEPS_MIN,
  UNIT_POINTS_MAX,
} from "./limits.ts";
import { points, tidyText } from "./text.ts";

/** Text of one to `max` code points after tidying. Half a surrogate pair is no text. */
export const text = (max: number, min = 1, tidy = tidyText) =>
  v.pipe(
    v.string(),
    v.check((typed) => typed.isWellFormed()),
    v.transform(tidy),
    v.check((tidy) => points(tidy) >= min, "empty"),
    v.check((tidy) => points(tidy) <= max, "long"),
  );

export const whole = (min: number, max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
const marks = whole(1, OPTIONS_PER_QUESTION_MAX);
const options = v.pipe(
  v.array(text(OPTION_POINTS_MAX)),
  v.minLength(OPTIONS_PER_QUESTION_MIN, "few"),
  v.maxLength(OPTIONS_PER_QUESTION_MAX, "many"),
);
const ranked = v.pipe(options, v.maxLength(RANKED_OPTIONS_MAX, "many"));
const steps = whole(RATING_STEPS_MIN, RATING_STEPS_MAX);
const labels = v.tuple([text(LABEL_POINTS_MAX, 0), text(LABEL_POINTS_MAX, 0)]);
const finite = v.pipe(
  v.number(),
  v.minValue(-NUMBER_MAX),
  v.maxValue(NUMBER_MAX),
  v.check(hasFewDecimals),
  v.transform((number) => (number === 0 ? 0 : number)), // -0 is an honest 0
);
const step = v.pipe(v.number(), v.gtValue(0), v.maxValue(NUMBER_MAX), v.check(hasFewDecimals));
const answer = v.nullable(finite);
const tolerance = v.pipe(finite, v.minValue(0));
const right = v.pipe(
  v.array(whole(0, OPTIONS_PER_QUESTION_MAX - 1)),
  v.transform((marked) => [...new Set(marked)].sort((one, other) => one - other)),
);
const accepted = v.pipe(v.array(text(ANSWER_POINTS_MAX)), v.maxLength(ACCEPTED_MAX, "many"));
const top = v.nullable(whole(1, RANKED_OPTIONS_MAX));
const method = v.picklist(["irv", "borda", "schulze"]);
const drawn = v.picklist(LOOKS.choice);
const look = v.picklist(LOOKS.text);
const emoji = v.nullable(v.array(v.nullable(v.pipe(v.string(), v.check(isEmoji)))));
const pictures = v.nullable(v.array(v.nullable(v.pipe(v.string(), v.regex(PICTURE_ID)))));
const faces = { emoji: v.optional(emoji, null), pictures: v.optional(pictures, null) };
/** Of an object whose fields may all be left out: a list has none of them either, and is no such object. */
export const settingsOf = <const Entries extends v.ObjectEntries>(entries: Entries) => {
  const settings = v.object(entries);
  return v.pipe(
    v.custom<v.InferInput<typeof settings>>((given) => !Array.isArray(given)),
    settings,
  );
};

export const countdown = whole(COUNTDOWN_SECONDS_MIN, COUNTDOWN_SECONDS_MAX);
const seconds = v.nullable(countdown);
const unit = text(UNIT_POINTS_MAX, 0);
const asked = text(QUESTION_POINTS_MAX);
const common = { text: asked, seconds: v.optional(seconds, null) };

/** The fields of each kind. `kind` may be left out of a choice. */
const kinds = [
  v.object({
    kind: v.optional(v.literal("choice"), "choice"),
    ...common,
    options,
    min: v.optional(marks, 1),
    max: v.optional(marks, 1),
    other: v.optional(v.boolean(), false),
    look: v.optional(drawn, "bars"),
    right: v.optional(right, []),
    ...faces,
  }),
  v.object({
    kind: v.literal("rating"),
    ...common,
    steps: v.optional(steps, RATING_STEPS_DEFAULT),
    labels: v.optional(labels, ["", ""]),
  }),
  v.object({
    kind: v.literal("number"),
    ...common,
    unit: v.optional(unit, ""),
    from: finite,
    to: finite,
    step: v.optional(step, 1),
    answer: v.optional(answer, null),
    tolerance: v.optional(tolerance, 0),
  }),
  v.object({
    kind: v.literal("ranking"),
    ...common,
    options: ranked,
    top: v.optional(top, null),
    method: v.optional(method, "irv"),
    ...faces,
  }),
  v.object({
    kind: v.literal("text"),
    ...common,
    look: v.optional(look, "wall"),
    filter: v.optional(v.boolean(), false),
    accepted: v.optional(accepted, []),
    typos: v.optional(v.boolean(), true),
  }),
] as const;

const anyKind = v.variant("kind", kinds);

export type NewQuestion = v.InferOutput<typeof anyKind>;
/** As somebody writes it, before defaults are filled in. */
export type QuestionBody = v.InferInput<typeof anyKind>;
export type QuestionBodyOf<Name extends KindName> = Extract<QuestionBody, { kind?: Name | undefined }>;
export type KindName = NewQuestion["kind"];
export type NewQuestionOf<Name extends KindName> = Extract<NewQuestion, { kind: Name }>;

export const question = v.pipe(
  anyKind,
  v.check(
    (made) => faultOf(made) === null,
    ({ input }) => faultOf(input) ?? "",
  ),
);

/** A whole question as the fields of a command; what holds between them is judged in `src/poll`, with a sentence of its own. */
const [choice, rating, number, ranking, free] = kinds;
const adds = { command: v.literal("add-question") };
export const addQuestion = v.variant("kind", [
  v.object({ ...adds, ...choice.entries }),
  v.object({ ...adds, ...rating.entries }),
  v.object({ ...adds, ...number.entries }),
  v.object({ ...adds, ...ranking.entries }),
  v.object({ ...adds, ...free.entries }),
]);

/** What an `edit` may change of a question. Which of them its kind has is judged in `src/poll`. */
export const editable = {
  text: v.optional(asked),
  options: v.optional(options),
  min: v.optional(marks),
  max: v.optional(marks),
  steps: v.optional(steps),
  labels: v.optional(labels),
  unit: v.optional(unit),
  from: v.optional(finite),
  to: v.optional(finite),
  step: v.optional(step),
  answer: v.optional(answer),
  tolerance: v.optional(tolerance),
  right: v.optional(right),
  accepted: v.optional(accepted),
  typos: v.optional(v.boolean()),
  top: v.optional(top),
  method: v.optional(method),
  other: v.optional(v.boolean()),
  look: v.optional(v.union([drawn, look])),
  filter: v.optional(v.boolean()),
  emoji: v.optional(emoji),
  pictures: v.optional(pictures),
  seconds: v.optional(seconds),
};

/** One picture of the font, with its skin, flag or family: no letters among them. */
function isEmoji(typed: string): boolean {
  return typed.length <= EMOJI_UNITS_MAX && /^(?:\p{RGI_Emoji})$/v.test(typed);
}

function hasFewDecimals(number: number): boolean {
  const scale = 10 ** NUMBER_DECIMALS_MAX;
  return Math.round(number * scale) / scale === number;
}
