/** From a draft to the body of `POST /api/polls`. */
import type { PollBody, QuestionBody, QuestionBodyOf } from "../../protocol/client.ts";
import { isBlankOption, isBlankQuestion, type OptionDraft, type Picture, type PollDraft, type QuestionDraft } from "./draft.ts";
import { typedNumber } from "./typed.ts";

/** Blank options and wholly blank further questions are left out: nobody means them. */
export function bodyOf({ title, pace, settings, questions }: PollDraft): PollBody {
  const meant = meantQuestions(questions).map((index) => questionBody(questions[index] as QuestionDraft));
  return { title, pace, ...settings, questions: meant };
}

/** All fields of its kind, without its pictures: those are put in once there is a poll to hold them. */
export function questionBody(question: QuestionDraft): QuestionBody {
  const { text, seconds } = question;
  switch (question.kind) {
    case "choice":
      return choiceBody(question);
    case "rating": {
      const { steps, low, high } = question.rating;
      return { kind: "rating", text, steps, labels: [low, high], seconds } satisfies QuestionBodyOf<"rating">;
    }
    case "ranking": {
      const { top, method } = question.ranking;
      const { options, emoji } = facesOf(question);
      const most = top === null || top >= options.length ? null : top;
      return { kind: "ranking", text, options, top: most, method, emoji, seconds } satisfies QuestionBodyOf<"ranking">;
    }
    case "text":
      return { kind: "text", text, ...question.words, seconds } satisfies QuestionBodyOf<"text">;
    case "number": {
      const { unit, answer, ...range } = question.number;
      // What is no number is found before anything is sent.
      const [from, to, step] = [range.from, range.to, range.step].map((typed) => typedNumber(typed) ?? Number.NaN) as Numbers;
      const right = typedNumber(answer);
      return { kind: "number", text, unit, from, to, step, answer: right, seconds } satisfies QuestionBodyOf<"number">;
    }
  }
}

type Numbers = [number, number, number];

export function choiceBody(question: QuestionDraft) {
  const { marks, min, max, other, look } = question.choice;
  const { options, emoji } = facesOf(question);
  const most = { one: 1, several: Math.max(1, Math.min(max ?? options.length, options.length)), approval: options.length }[marks];
  return {
    kind: "choice",
    text: question.text,
    options,
    min: marks === "several" ? Math.min(min, most) : 1,
    max: Math.max(1, most),
    other,
    look,
    emoji,
    seconds: question.seconds,
  } satisfies QuestionBodyOf<"choice">;
}

function facesOf(question: QuestionDraft): { options: string[]; emoji: (string | null)[] | null } {
  const meant = meantOptions(question).map((index) => question.options[index] as OptionDraft);
  const emoji = meant.map((option) => option.emoji);
  return { options: meant.map(({ text }) => text), emoji: emoji.some(Boolean) ? emoji : null };
}

export function meantQuestions(questions: readonly QuestionDraft[]): number[] {
  const meant = [...questions.keys()].filter((index) => !isBlankQuestion(questions[index] as QuestionDraft));
  return meant.length > 0 ? meant : [0];
}

export function meantOptions({ options }: QuestionDraft): number[] {
  return [...options.keys()].filter((index) => !isBlankOption(options[index] as OptionDraft));
}

/** In the order of the options as the body has them; empty where the kind has none. */
export function picturesOf(question: QuestionDraft): (Picture | null)[] {
  if (question.kind !== "choice" && question.kind !== "ranking") return [];
  return meantOptions(question).map((index) => question.options[index]?.picture ?? null);
}
