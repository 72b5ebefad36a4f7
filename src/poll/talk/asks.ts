/** Asks: what the room thinks of them, and what a host does with them. */
import { ASKS_MAX } from "../../protocol/limits.ts";
import type { TalkHostCommand } from "../../protocol/saying.ts";
import type { Refusal } from "../decision.ts";
import { toAuthor, withdrawnOf } from "./notices.ts";
import { done, NOT_NOW, no } from "./outcome.ts";
import { asksAreShut } from "./say.ts";
import type { Ask, Talk, TalkCommand, TalkDone, TalkEvent, TalkFacts } from "./talk.ts";

/** As a vote: `same` before anything else is looked at, and the greatest `n` is kept. */
export function decideUpvote(
  { voter, ask: id, up, n }: Extract<TalkCommand, { type: "upvote" }>,
  facts: TalkFacts,
): TalkDone | Refusal {
  const earlier = facts.upvote(id, voter);
  if (earlier && n <= earlier.n) return { status: "same", events: [], ask: id };
  const shut = asksAreShut(facts);
  if (shut) return shut;
  const ask = facts.ask(id);
  if (!ask || ask.hidden || ask.state === "waiting" || ask.state === "removed") return no("no-such-ask");
  if (ask.state !== "open") return { refused: "closed" };
  const more = Number(up) - Number(earlier?.up ?? false);
  const events: TalkEvent[] = [{ type: "upvote", ask: id, voter, up, n }];
  if (more !== 0) events.push({ type: "ask", ask: { ...ask, votes: ask.votes + more } });
  return { status: earlier ? "changed" : "counted", events, ask: id };
}

type AskChange = Extract<TalkHostCommand, { command: "ask" }>;

/** What is so already stays as it is, and is no error: two hosts may do the same. */
export function decideAskChange(talk: Talk, command: AskChange, facts: TalkFacts, now: number): TalkDone | Refusal {
  const ask = facts.ask(command.ask);
  if (!ask || ask.state === "removed") return no("no-such-ask");
  switch (command.change) {
    case "approve":
      return ask.state === "waiting" ? approved(talk, ask, now) : done();
    case "reply":
      return ask.reply === command.text ? done() : done(changed(ask, { reply: command.text }));
    case "show":
      return ask.hidden ? done(changed(ask, { hidden: false })) : done();
    case "hide":
      return ask.hidden ? done() : done(...steppedBack(talk, ask, facts), changed(ask, { hidden: true }));
    case "remove":
      return done(
        ...steppedBack(talk, ask, facts),
        ...withdrawnOf("ask-approved", ask, facts),
        changed(ask, { state: "removed", text: "", name: "", reply: "" }),
      );
    case "archive":
      return ask.state === "archived" ? done() : done(...steppedBack(talk, ask, facts), changed(ask, { state: "archived" }));
    case "answered":
      if (ask.state === "answered") return done();
      return ask.state === "open" ? done(...steppedBack(talk, ask, facts), changed(ask, { state: "answered" })) : NOT_NOW;
    case "reopen":
      return reopened(ask, facts);
    case "unpin":
      return talk.pinnedAsk === ask.id ? done({ type: "staged", ask: null }, changed(ask)) : done();
    case "pin":
      return isSeen(ask) ? done(...chosen("staged", talk.pinnedAsk, ask, facts)) : NOT_NOW;
    case "next":
      return isSeen(ask) ? called(talk, ask, facts, now) : NOT_NOW;
  }
}

/** Told only where the room sees it. */
function approved(talk: Talk, ask: Ask, now: number): TalkDone {
  const told = ask.hidden ? [] : toAuthor(talk, "ask-approved", ask, now);
  return done(changed(ask, { state: "open" }), ...told);
}

function reopened(ask: Ask, facts: TalkFacts): TalkDone | Refusal {
  if (ask.state !== "answered" && ask.state !== "archived") return ask.state === "open" ? done() : NOT_NOW;
  if (ask.state === "archived" && facts.asks() >= ASKS_MAX) return no("asks-full");
  return done(changed(ask, { state: "open" }));
}

/** Who was next before is not any more, and need not hear that they were. */
function called(talk: Talk, ask: Ask, facts: TalkFacts, now: number): TalkDone {
  if (talk.nextAsk === ask.id) return done();
  const before = talk.nextAsk === null ? undefined : facts.ask(talk.nextAsk);
  return done(
    ...chosen("called", talk.nextAsk, ask, facts),
    ...(before ? withdrawnOf("ask-next", before, facts) : []),
    ...toAuthor(talk, "ask-next", ask, now),
  );
}

function chosen(mark: "staged" | "called", held: number | null, ask: Ask, facts: TalkFacts): TalkEvent[] {
  if (held === ask.id) return [];
  const before = held === null ? undefined : facts.ask(held);
  return [{ type: mark, ask: ask.id }, ...(before ? [changed(before)] : []), changed(ask)];
}

/** What is over or unseen stands out nowhere. */
function steppedBack({ pinnedAsk, nextAsk }: Talk, ask: Ask, facts: TalkFacts): TalkEvent[] {
  const events: TalkEvent[] = [];
  if (pinnedAsk === ask.id) events.push({ type: "staged", ask: null });
  if (nextAsk === ask.id) events.push({ type: "called", ask: null }, ...withdrawnOf("ask-next", ask, facts));
  return events;
}

function isSeen({ state, hidden }: Ask): boolean {
  return state === "open" && !hidden;
}

function changed(ask: Ask, to: Partial<Ask> = {}): TalkEvent {
  return { type: "ask", ask: { ...ask, ...to } };
}
