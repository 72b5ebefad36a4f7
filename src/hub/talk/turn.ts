/** The talk of a turn: what the poll's own commands give the room to know, then what was said, in order, each against what came before. */
import { whyNot } from "../../poll/entry.ts";
import type { Event } from "../../poll/event.ts";
import type { Ballot, State } from "../../poll/state.ts";
import { decideTalk } from "../../poll/talk/decide.ts";
import { evolveTalk } from "../../poll/talk/evolve.ts";
import { noticesOf } from "../../poll/talk/notices.ts";
import { ballotQuestionOf, type Talk, type TalkCommand, type TalkEvent } from "../../poll/talk/talk.ts";
import type { Reply } from "../turn.ts";
import type { TalkCredits } from "./credits.ts";
import type { KnownTalk } from "./facts.ts";

/** What one turn's talk came to: to be stored in the one commit of the turn. */
export interface TalkTurn {
  before: Talk;
  after: Talk;
  events: TalkEvent[];
  /** The last of each voter and ask. */
  upvotes: Ballot[];
}

/** A command, and when it came. */
export interface Spoken {
  command: TalkCommand;
  at: number;
}

export function takeTalkTurn(
  state: State,
  talk: Talk,
  told: readonly Event[],
  spoken: readonly Spoken[],
  facts: KnownTalk,
  credits: TalkCredits,
  now: number,
): { turn: TalkTurn; replies: Reply[] } {
  const upvotes = new Map<string, Ballot>();
  const turn: TalkTurn = { before: talk, after: talk, events: [], upvotes: [] };
  const apply = (event: TalkEvent, at: number): void => {
    turn.after = evolveTalk(turn.after, event, at);
    turn.events.push(event);
    facts.apply(event);
    if (event.type === "upvote") upvotes.set(`${event.ask} ${event.voter}`, ballotOf(event));
  };
  for (const event of noticesOf(talk, told, facts, now)) apply(event, now);
  const replies = spoken.map(({ command, at }): Reply => {
    const shut = isCosting(command) && !command.host ? whyNot(state, command.shown) : null;
    if (shut) return shut;
    const decided = decideSoundly(turn.after, command, facts, at);
    if ("refused" in decided) return decided;
    const { events, ...done } = decided;
    // Last of all: what is the same, or refused anyway, costs nobody a credit.
    if (events.length > 0 && isCosting(command) && !credits.spend(command.type, command.voter, at)) return TOO_MUCH;
    for (const event of events) apply(event, at);
    return { ...done, seq: state.seq };
  });
  turn.upvotes = [...upvotes.values()];
  return { turn, replies };
}

const TOO_MUCH: Reply = { refused: "too-fast", detail: "too-much-talk" };

/** A poison frame kills no room. */
function decideSoundly(...[talk, command, facts, at]: Parameters<typeof decideTalk>): ReturnType<typeof decideTalk> {
  try {
    return decideTalk(talk, command, facts, at);
  } catch (broken) {
    console.error("a command was refused because it would break the talk", command.type, broken);
    return { refused: "busy" };
  }
}

function isCosting(command: TalkCommand): command is Extract<TalkCommand, { type: "say" | "ask" | "upvote" }> {
  return command.type === "say" || command.type === "ask" || command.type === "upvote";
}

function ballotOf({ ask, voter, up, n }: Extract<TalkEvent, { type: "upvote" }>): Ballot {
  return { question: ballotQuestionOf(ask), round: 1, voter, choice: up ? [0] : [], n };
}
