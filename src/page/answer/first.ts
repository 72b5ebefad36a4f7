/** Every kind's fields as HTML text, for the Worker: element by element as after the script, which takes them over where they are. */
import type { QuestionView, QuestionViewOf } from "../../protocol/server.ts";
import { answer as words } from "../../words/en.ts";
import { escaped } from "../html.ts";
import { letterOf, optionClass, tintOf } from "../ui/options.ts";
import { hasSlider, typedWidth } from "./numbers.ts";
import { rankedFrom, unranked } from "./ranks.ts";
import { stepsClass } from "./steps.ts";

/** Empty for a choice, which the vote page draws itself. */
export function fieldHtml(poll: string, question: QuestionView): string {
  switch (question.kind) {
    case "rating":
      return ratingHtml(question);
    case "ranking":
      return rankingHtml(poll, question);
    case "text":
      return `<div class="words"><textarea class="words-field" rows="${question.look === "cloud" ? 2 : 4}" placeholder="${words.text.placeholder[question.look]}"></textarea><p class="words-left">&nbsp;</p></div>`;
    case "number":
      return numberHtml(question);
    default:
      return "";
  }
}

export function ownHtml(question: QuestionView): string {
  const input = `<input class="option-input" type="${question.max > 1 ? "checkbox" : "radio"}" name="${question.id}" disabled>`;
  const face = `<span class="option-bar"></span><span class="option-letter" aria-hidden="true">…</span><span class="option-text">${words.own.option}</span><span class="option-figures"></span>`;
  return `<div class="own"><label class="${optionClass(question, question.options.length)} own-card">${input}${face}</label></div>`;
}

/** The time comes with the script; its place is kept. */
export const TIME_HTML =
  '<span class="countdown countdown-unseen" aria-hidden="true"><svg class="countdown-ring" viewBox="0 0 40 40"></svg><span>0:00</span></span>';

/** In the place of the letter, where there is a picture or an emoji. */
export function faceHtml(poll: string, question: QuestionView, option: number): string {
  const { emoji, pictures } = question as { emoji?: (string | null)[]; pictures?: (string | null)[] };
  const picture = pictures?.[option];
  if (picture)
    return `<span class="face-picture">${letterOf(option)}<img src="/api/polls/${poll}/pictures/${picture}" alt="" loading="lazy" decoding="async"></span>`;
  const drawn = emoji?.[option];
  return drawn ? `<span class="face-emoji">${escaped(drawn)}</span>` : "";
}

function ratingHtml({ id, steps, labels }: QuestionViewOf<"rating">): string {
  const step = (at: number) =>
    `<label class="rating-step"><input class="option-input" type="radio" name="${id}" value="${at}" aria-label="${at}"><span aria-hidden="true">${at}</span></label>`;
  const end = (at: number, label = "") => `<span>${label && `<b class="number">${at}</b> <bdi>${escaped(label)}</bdi>`}</span>`;
  const ends =
    labels[0] || labels[1] ? `<p class="rating-ends" aria-hidden="true">${end(1, labels[0])}${end(steps, labels[1])}</p>` : "";
  const all = Array.from({ length: steps }, (_, index) => step(index + 1)).join("");
  return `<div class="rating"><div class="rating-steps ${stepsClass(steps)}">${all}</div>${ends}</div>`;
}

const STEP = '<button type="button" class="rank-step" aria-disabled="true"></button>';

function rankingHtml(poll: string, question: QuestionViewOf<"ranking">): string {
  const { options, top } = question;
  const ranked = rankedFrom([], options.length, top);
  const said = (option: number) =>
    `<span class="rank-words">${faceHtml(poll, question, option)}<bdi>${escaped(options[option] ?? "")}</bdi></span>`;
  const rows = ranked.map(
    (option, place) =>
      `<li class="rank ${tintOf(option)} "><button type="button" class="rank-tile">${place + 1}</button>${said(option)}<span class="rank-steps">${STEP}${STEP}</span></li>`,
  );
  const free = Array.from(
    { length: top ?? 0 },
    (_, place) =>
      `<li class="rank-free" aria-hidden="true"><span class="rank-tile">${place + 1}</span>${place === 0 ? `<span>${words.ranking.free}</span>` : ""}</li>`,
  );
  const rest = top === null ? [] : unranked(ranked, options.length);
  const out = rest.map(
    (option) => `<li class="rank rank-out ${tintOf(option)}"><span class="rank-tile"></span>${said(option)}</li>`,
  );
  const line = rest.length > 0 ? `<li class="rank-rest">${words.ranking.rest}</li>` : "";
  return `<div class="ranking"><ol class="rank-list">${rows.join("")}${free.join("")}${line}${out.join("")}</ol></div>`;
}

function numberHtml(question: QuestionViewOf<"number">): string {
  const { from, to, unit } = question;
  const step = '<span class="button-quiet guess-step"></span>';
  const field = `<span class="guess-field"><input type="text" placeholder="?" size="${typedWidth(question)}" aria-label="${escaped(words.number.label(question))}">${unit && `<bdi class="guess-unit">${escaped(unit)}</bdi>`}</span>`;
  const slider = hasSlider(question)
    ? `<div class="guess-slider"><input type="range" class="guess-unset" disabled aria-label="${words.number.slider}"><p class="guess-ends" aria-hidden="true"><span>${words.number.plain(from)}</span><span>${words.number.plain(to)}</span></p></div>`
    : "";
  return `<div class="guess"><div class="guess-row">${step}${field}${step}</div>${slider}</div>`;
}
