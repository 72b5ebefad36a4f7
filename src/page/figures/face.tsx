/** An option as figures name it: its letter on its colour, its picture or emoji, its words, and whether I chose it. */
import type { QuestionView } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { letterOf, tintOf } from "../ui/options.ts";

/** What of an option is drawn. A row may also stand for something without a letter. */
export interface Named {
  text: string;
  letter: string;
  tint: string;
  /** Squares are for several answers, circles for one. */
  isSquare: boolean;
  emoji: string | null;
  picture: string | null;
}

export function namesOf(question: QuestionView, poll: string): Named[] {
  const { emoji, pictures } = question as { emoji?: (string | null)[]; pictures?: (string | null)[] };
  return question.options.map((text, option) => {
    const picture = pictures?.[option];
    return {
      text,
      letter: letterOf(option),
      tint: tintOf(option),
      isSquare: question.max > 1 && question.kind === "choice",
      emoji: emoji?.[option] ?? null,
      picture: picture ? `/api/polls/${poll}/pictures/${picture}` : null,
    };
  });
}

export function Letter({ of }: { of: Named }) {
  return (
    <span class={`fig-letter ${of.isSquare ? "fig-square" : ""} ${of.tint}`} aria-hidden="true">
      {of.letter}
    </span>
  );
}

/** Beside the words, which say the same: nothing to read out. */
export function Picture({ of }: { of: Named }) {
  if (of.picture) return <img class="fig-picture" src={of.picture} alt="" decoding="async" />;
  return of.emoji ? (
    <span class="fig-emoji" aria-hidden="true">
      {of.emoji}
    </span>
  ) : null;
}

export function Words({ of, mine }: { of: Named; mine?: boolean }) {
  return (
    <span class="fig-text">
      <bdi>{of.text}</bdi>
      {mine && <Mine />}
    </span>
  );
}

export function Mine({ said = words.mine }: { said?: string }) {
  return (
    <span class="fig-mine">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M5 12.5l4.5 4.5L19 7.5" />
      </svg>
      {said}
    </span>
  );
}
