/** From a draft to the body of `POST /api/polls`. */
import type { PollBody, QuestionBody, QuestionBodyOf } from "../../protocol/client.ts";
import type { QuizSettings } from "../../protocol/quiz.ts";
import { quizForm as words } from "../../words/en.ts";
import { letterOf } from "../ui/options.ts";
import { isBlankOption, isBlankQuestion, type OptionDraft, type Picture, type PollDraft, type QuestionDraft } from "./draft.ts";
import { typedNumber } from "./typed.ts";

/** Blank options and wholly blank further questions are left out: nobody means them. */
export function bodyOf({ title, pace, settings, quiz, talk, entry, questions }: PollDraft): PollBody {
  const isQuiz = pace === "quiz";
  const meant = meantQuestions(questions).map((index) => questionBody(questions[index] as QuestionDraft, isQuiz));
  // Who sees what, and until when, is a quiz's own matter.
  if (isQuiz) return { title, pace, quiz: namedTeams(quiz), keepDays: settings.keepDays, talk, entry, questions: meant };
  return { title, pace, ...settings, talk, entry, questions: meant };
}

/** All fields of its kind, without its pictures: those are put in once there is a poll to hold them. */
export function questionBody(question: QuestionDraft, isQuiz = false): QuestionBody {
  const { text, seconds } = question;
  if (isQuiz) return quizBody(question);
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
    case "text": {
      const { look, filter } = question.words;
      return { kind: "text", text, look, filter, seconds } satisfies QuestionBodyOf<"text">;
    }
    case "number": {
      return numberBody(question);
    }
  }
}

function numberBody({ text, number: { unit, answer, ...range }, seconds }: QuestionDraft) {
  // What is no number is found before anything is sent.
  const [from, to, step] = [range.from, range.to, range.step].map((typed) => typedNumber(typed) ?? Number.NaN) as Numbers;
  const right = typedNumber(answer);
  return { kind: "number", text, unit, from, to, step, answer: right, seconds } satisfies QuestionBodyOf<"number">;
}

type Numbers = [number, number, number];

/** How many options a player may mark follows from how many are right. A kind that a quiz does not take stays as it is, to be refused. */
function quizBody(question: QuestionDraft): QuestionBody {
  const { kind, text, seconds } = question;
  switch (kind) {
    case "choice": {
      const { options, emoji } = facesOf(question);
      const right = rightOf(question);
      return { kind, text, options, emoji, right, min: 1, max: right.length > 1 ? options.length : 1, seconds };
    }
    case "text":
      return { kind, text, accepted: acceptedOf(question.words.accepted), typos: question.words.typos, seconds };
    case "number":
      return { ...numberBody(question), tolerance: typedNumber(question.number.tolerance) ?? 0 };
    default:
      return questionBody(question);
  }
}

/** In the order of the options as the body has them. */
export function rightOf(question: QuestionDraft): number[] {
  return meantOptions(question).flatMap((option, index) => (question.options[option]?.right ? [index] : []));
}

export function acceptedOf(typed: string): string[] {
  return typed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function namedTeams(quiz: QuizSettings): QuizSettings {
  return { ...quiz, teams: quiz.teams.map((name, at) => name.trim() || words.team(letterOf(at))) };
}

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
