/** The question as HTML text, for the Worker to put into the page: readable before any script, and of the same shape after it. */
import type { PollView, QuestionView, Snapshot, TallyView } from "../../protocol/server.ts";
import { figure, product, vote as words } from "../../words/en.ts";
import { faultOf, hintOf, sending } from "../answer/faults.ts";
import { faceHtml, fieldHtml, ownHtml, TIME_HTML } from "../answer/first.ts";
import { escaped } from "../html.ts";
import { HAND } from "../ui/mark.ts";
import { letterOf, optionClass, shareOf } from "../ui/options.ts";
import { headingClass, isTapped, questionsShown, startAt, talksIn, wantsMore } from "./order.ts";

export function firstHtml({ poll, tallies }: Snapshot): string {
  const question = startAt(poll, {});
  return `<div class="vote"><header class="vote-top"><span class="brand">${HAND_SVG}<span class="vote-title">${escaped(
    poll.title || product.name,
  )}</span></span></header>${question ? formHtml({ poll, question, tally: tallies[question.id] }) : HOSTED}</div>`;
}

const HAND_SVG = `<svg class="hand" viewBox="0 0 24 24" aria-hidden="true"><path d="${HAND}"/></svg>`;

const HOSTED = `<div class="notice">${HAND_SVG}<h1>${words.hosted.title}</h1><p>${words.hosted.line}</p></div>`;

interface Asked {
  poll: PollView;
  question: QuestionView;
  tally: TallyView | undefined;
}

function formHtml(asked: Asked): string {
  const { poll, question, tally } = asked;
  const { text, min, max, options } = question;
  const cards = options.map((_, option) => optionHtml(asked, option)).join("");
  const field =
    question.kind === "choice"
      ? `<div class="vote-options">${cards}${question.other ? ownHtml(question) : ""}</div>`
      : fieldHtml(poll.id, question);
  const hint = hintOf(question, []) ?? words.hint(min, max, options.length);
  const time = question.endsAt || (question.open && poll.endsAt) ? TIME_HTML : "";
  return `<form class="vote-form">${questionsShown(poll).length > 1 ? '<div class="steps"></div>' : ""}<fieldset class="vote-question"><legend><h1 class="${headingClass(text) ?? ""}">${escaped(text)}</h1></legend
><p class="vote-facts"><span>${escaped(hint)}</span>${time}<span class="number">${words.voted(tally?.ballots ?? 0)}</span></p
>${field}</fieldset
><div class="vote-bar"><div class="vote-actions">${barHtml(asked)}</div></div></form>`;
}

function optionHtml({ poll, question, tally }: Asked, option: number): string {
  const share = shareOf(tally, option);
  const figures = share
    ? `<span class="option-percent">${share.percent}%</span><span class="option-count">${figure(share.count)}</span>`
    : "";
  const face = `<span class="option-bar"></span><span class="option-letter" aria-hidden="true">${
    faceHtml(poll.id, question, option) || letterOf(option)
  }</span><span class="option-text">${escaped(question.options[option] ?? "")}</span><span class="option-figures">${figures}</span>`;
  if (isTapped(poll, question)) return `<button type="button" class="${optionClass(question, option)}">${face}</button>`;
  const kind = question.max > 1 ? "checkbox" : "radio";
  const off = question.open ? "" : " disabled";
  const input = `<input class="option-input" type="${kind}" name="${question.id}" value="${option}"${off}>`;
  return `<label class="${optionClass(question, option)}">${input}${face}</label>`;
}

function barHtml({ poll, question }: Asked): string {
  const { phase } = question;
  if (phase !== "open") return `<p class="vote-said">${phase === "closed" ? words.closedNow : words.notYet}</p>`;
  if (isTapped(poll, question)) return `<p class="vote-said">${words.tap}</p>`;
  const ready = question.kind !== "choice" && faultOf(question, []) === null;
  return `<button type="submit" class="button button-large" aria-disabled="${!ready}">${sending(question, []) ?? words.vote}</button>`;
}

/** What a poll with more than lists of words, or with talk, loads beside the page's own sheet and script. */
export function headHtml({ poll }: Snapshot): string {
  const sheetOf = (name: string) => `<link rel="stylesheet" href="/build/${name}.css">`;
  const scriptOf = (name: string) => `<link rel="modulepreload" href="/build/${name}.js">`;
  const talk = talksIn(poll) ? sheetOf("talk") : "";
  if (poll.quiz) return talk + (talk && scriptOf("quiztalk"));
  const answer = wantsMore(poll) ? sheetOf("answer") + scriptOf("answer") : "";
  return answer + talk + (talk && scriptOf("talk"));
}
