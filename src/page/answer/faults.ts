/** What of an answer can be sent, what is missing in words, and how it is said back. */
import { ANSWER_POINTS_MAX, OPTION_POINTS_MAX } from "../../protocol/limits.ts";
import type { Choice, QuestionView, QuestionViewOf } from "../../protocol/server.ts";
import { points, tidyText } from "../../protocol/text.ts";
import { answer as words } from "../../words/en.ts";
import { around, numberFault, numberFrom } from "./numbers.ts";
import { rankedFrom } from "./ranks.ts";

/** Null when it can be sent. */
export function faultOf(question: QuestionView, marked: Choice): string | null {
  switch (question.kind) {
    case "choice":
      return ownFault(marked);
    case "rating":
      return marked.length === 0 ? words.rating.none : null;
    case "ranking":
      return rankedFrom(marked, question.options.length, question.top).length === 0 ? words.ranking.none : null;
    case "text":
      return textFault(marked[0], ANSWER_POINTS_MAX);
    case "number":
      return typedFault(question, marked[0]);
  }
}

/** How many are chosen is judged for every choice; here, what is written of one's own. */
function ownFault(marked: Choice): string | null {
  const own = marked.find((mark) => typeof mark === "string");
  return own === undefined ? null : textFault(own, OPTION_POINTS_MAX);
}

function textFault(typed: unknown, max: number): string | null {
  const length = points(tidyText(String(typed ?? "")));
  if (length === 0) return words.text.none;
  return length > max ? words.text.long(length - max) : null;
}

function typedFault(question: QuestionViewOf<"number">, typed: Choice[number] | undefined): string | null {
  const fault = numberFault(question, typed);
  if (!fault) return null;
  if (fault !== "step") return words.number[fault === "range" ? "outside" : "none"](question);
  return words.number.between(around(question, typeof typed === "number" ? typed : (numberFrom(String(typed)) ?? 0)));
}

/** What the hub takes. */
export function choiceOf(question: QuestionView, marked: Choice): Choice {
  if (question.kind === "ranking") return rankedFrom(marked, question.options.length, question.top);
  if (question.kind === "number") return marked.map((typed) => (typeof typed === "number" ? typed : (numberFrom(typed) ?? 0)));
  return marked.map((mark) => (typeof mark === "string" ? tidyText(mark) : mark));
}

/** What is left to do, instead of the usual hint. */
export function hintOf(question: QuestionView, marked: Choice): string | undefined {
  if (question.kind === "choice") return;
  if (question.kind === "number") return words.number.range(question);
  if (question.kind !== "ranking") return words[question.kind].hint;
  return question.top === null ? words.ranking.hint : words.ranking.hintTop(question.top, marked.length);
}

/** What the button says that sends it. */
export function sending(question: QuestionView, marked: Choice): string | undefined {
  if (question.kind === "choice") return;
  if (question.kind !== "ranking") return words.send;
  return question.top === null && marked.length === 0 ? words.ranking.asItIs : words.ranking.send;
}

/** An answer in one line. */
export function inWords(question: QuestionView, choice: Choice): string {
  if (question.kind === "number") return words.number.value(Number(choice[0]), question.unit);
  if (question.kind === "rating") return words.rating.of(Number(choice[0]), question.steps);
  const named = choice.map((mark) => (typeof mark === "number" ? (question.options[mark] ?? "") : mark));
  return named.join(question.kind === "ranking" ? " › " : ", ");
}
