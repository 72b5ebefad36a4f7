/** A player's page as HTML text, for the Worker: what is going on, readable before any script, at the place where the script draws it. */
import type { Snapshot } from "../../protocol/server.ts";
import { product, vote, play as words } from "../../words/en.ts";
import { escaped } from "../html.ts";
import { HAND } from "../ui/mark.ts";
import { tintOf } from "../ui/options.ts";
import { shapeOf } from "../ui/shapes.ts";

const HAND_SVG = `<svg class="hand" viewBox="0 0 24 24" aria-hidden="true"><path d="${HAND}"/></svg>`;

const HERO = [0, 1, 2, 3]
  .map((option) => `<svg class="${tintOf(option)}" viewBox="0 0 24 24" aria-hidden="true"><path d="${shapeOf(option)}"/></svg>`)
  .join("");

export function quizFirstHtml({ poll }: Snapshot): string {
  const title = escaped(poll.title || product.name);
  const top = `<header class="vote-top"><span class="brand">${HAND_SVG}<span class="vote-title">${title}</span></span></header>`;
  const question = poll.quiz?.phase === "question" ? poll.questions[poll.quiz.index ?? 0] : undefined;
  const heading = question ? escaped(question.text) : words.join.title;
  const line = question ? vote.step((poll.quiz?.index ?? 0) + 1, poll.quiz?.of ?? 1) : words.players(poll.quiz?.players ?? 0);
  return `<div class="vote play">${top}<div class="play-join">${question ? "" : `<div class="play-hero" aria-hidden="true">${HERO}</div>`}<p class="play-over">${line}</p><h1>${heading}</h1></div></div>`;
}
