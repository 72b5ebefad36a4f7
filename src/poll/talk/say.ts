/** Saying something in the chat, and asking the host something. */
import { ASKS_MAX } from "../../protocol/limits.ts";
import type { Refusal } from "../decision.ts";
import { tidyName } from "../quiz/names.ts";
import { no } from "./outcome.ts";
import type { Ask, Message, Person, Talk, TalkCommand, TalkDone, TalkEvent, TalkFacts } from "./talk.ts";

type Saying = Extract<TalkCommand, { type: "say" | "ask" }>;

export function decideSaid(talk: Talk, saying: Saying, facts: TalkFacts, now: number): TalkDone | Refusal {
  const { type, voter, n, host, text } = saying;
  const isAsk = type === "ask";
  const earlier = isAsk ? facts.askBy(voter, n) : facts.messageBy(voter, n);
  if (earlier !== undefined) return { status: "same", events: [], ...(isAsk ? { ask: earlier } : { message: earlier }) };
  const name = saying.name === "" ? "" : tidyName(saying.name);
  const refusal = whyNot(saying, name, facts, now);
  if (refusal) return refusal;
  if (typeof name !== "string") return { refused: "bad-message", detail: name.wrong };
  const said = { rev: 0, voter, n, name, text, at: now, host };
  const person = personAs(voter, name, facts, now);
  if (isAsk) {
    const state = facts.settings.approve && !host ? "waiting" : "open";
    const ask: Ask = { ...said, id: talk.ask + 1, state, hidden: false, votes: 0, reply: "" };
    return { status: "done", events: [...person, { type: "ask", ask }], ask: ask.id };
  }
  const message: Message = { ...said, id: talk.message + 1, state: "shown" };
  return { status: "done", events: [...person, { type: "message", message }], message: message.id };
}

function whyNot({ type, voter, host, text }: Saying, name: unknown, facts: TalkFacts, now: number): Refusal | null {
  const { settings } = facts;
  const shut = type === "ask" ? asksAreShut(facts) : chatIsShut(facts);
  if (shut) return shut;
  if (facts.quizRuns) return no("quiz-runs");
  if (facts.person(voter)?.muted) return no("muted");
  if (settings.filter && (facts.isFiltered(text) || (typeof name === "string" && facts.isFiltered(name)))) return no("filtered");
  if (type === "ask") return facts.asks() >= ASKS_MAX ? no("asks-full") : null;
  const saidAt = host ? undefined : facts.saidAt(voter);
  const isSoon = saidAt !== undefined && Math.abs(now - saidAt) < settings.slowSeconds * 1_000;
  return isSoon ? { refused: "too-fast", detail: "slow" } : null;
}

function chatIsShut({ settings: { chat } }: TalkFacts): Refusal | null {
  if (chat === "off") return no("chat-off");
  return chat === "closed" ? { refused: "closed", detail: "chat-closed" } : null;
}

export function asksAreShut({ settings: { questions } }: TalkFacts): Refusal | null {
  if (questions === "off") return no("asks-off");
  return questions === "closed" ? { refused: "closed", detail: "asks-closed" } : null;
}

/** Known by the name of what they said last: who goes on nameless is nameless. */
function personAs(voter: string, name: string, facts: TalkFacts, now: number): TalkEvent[] {
  const known = facts.person(voter);
  return known?.name === name ? [] : [{ type: "person", person: { ...(known ?? newPerson(voter, now)), name } }];
}

export function newPerson(voter: string, now: number): Person {
  return { voter, name: "", muted: false, at: now };
}
