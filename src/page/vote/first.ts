/** The question as HTML text, for the Worker to put into the page: readable before any script, and of the same shape after it. */
import type { QuestionView, Snapshot, TallyView } from "../../protocol/server.ts";
import { figure, product, vote as words } from "../../words/en.ts";
import { escaped } from "../html.ts";
import { HAND } from "../ui/mark.ts";
import { letterOf, optionClass, shareOf } from "../ui/options.ts";
import { headingClass, questionsShown, startAt } from "./order.ts";

export function firstHtml({ poll, tallies }: Snapshot): string {
  const question = startAt(poll, {});
  const tapped = poll.oneTap && question?.max === 1;
  const count = questionsShown(poll).length;
  return `<div class="vote"><header class="vote-top"><span class="brand">${HAND_SVG}<span class="vote-title">${escaped(
    poll.title || product.name,
  )}</span></span></header>${question ? formHtml(question, tallies[question.id], tapped, count) : HOSTED}</div>`;
}

const HAND_SVG = `<svg class="hand" viewBox="0 0 24 24" aria-hidden="true"><path d="${HAND}"/></svg>`;

const HOSTED = `<div class="notice">${HAND_SVG}<h1>${words.hosted.title}</h1><p>${words.hosted.line}</p></div>`;

function formHtml(question: QuestionView, tally: TallyView | undefined, tapped: boolean | undefined, count: number): string {
  const { text, min, max, options } = question;
  return `<form class="vote-form">${count > 1 ? '<div class="steps"></div>' : ""}<fieldset class="vote-question"><legend><h1 class="${headingClass(text) ?? ""}">${escaped(text)}</h1></legend
><p class="vote-facts"><span>${words.hint(min, max, options.length)}</span><span class="number">${words.voted(tally?.ballots ?? 0)}</span></p
><div class="vote-options">${options.map((_, option) => optionHtml(question, tally, option, tapped)).join("")}</div></fieldset
><div class="vote-bar"><div class="vote-actions">${barHtml(question, tapped)}</div></div></form>`;
}

function optionHtml(question: QuestionView, tally: TallyView | undefined, option: number, tapped: boolean | undefined): string {
  const share = shareOf(tally, option);
  const figures = share
    ? `<span class="option-percent">${share.percent}%</span><span class="option-count">${figure(share.count)}</span>`
    : "";
  const face = `<span class="option-bar"></span><span class="option-letter" aria-hidden="true">${letterOf(option)}</span><span class="option-text">${escaped(
    question.options[option] ?? "",
  )}</span><span class="option-figures">${figures}</span>`;
  if (tapped) return `<button type="button" class="${optionClass(question, option)}">${face}</button>`;
  const kind = question.max > 1 ? "checkbox" : "radio";
  const off = question.open ? "" : " disabled";
  const input = `<input class="option-input" type="${kind}" name="${question.id}" value="${option}"${off}>`;
  return `<label class="${optionClass(question, option)}">${input}${face}</label>`;
}

function barHtml({ phase }: QuestionView, tapped: boolean | undefined): string {
  if (phase !== "open") return `<p class="vote-said">${phase === "closed" ? words.closedNow : words.notYet}</p>`;
  if (tapped) return `<p class="vote-said">${words.tap}</p>`;
  return `<button type="submit" class="button button-large" aria-disabled="true">${words.vote}</button>`;
}
