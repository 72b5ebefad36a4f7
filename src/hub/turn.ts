/**
 * A turn: many commands decided in order against one state, then one commit for all of them. Pure but for what `ballotsOf` reads,
 * and without an `await`, so nothing interleaves: a turn is atomic by its shape.
 */

import type { Command, Facts, Picture } from "../poll/command.ts";
import { nextEnd } from "../poll/deadline.ts";
import { decide } from "../poll/decide.ts";
import type { Refusal } from "../poll/decision.ts";
import type { Event } from "../poll/event.ts";
import { evolve } from "../poll/evolve.ts";
import { kindOf } from "../poll/kinds/index.ts";
import { givesReceipts } from "../poll/receipts.ts";
import { type Ballot, questionOf, type State } from "../poll/state.ts";
import type { Choice, VoteStatus } from "../protocol/server.ts";
import { type CastOf, type NetworkCount, Networks } from "./entry/networks.ts";
import { Places } from "./places.ts";
import type { QuizWrites } from "./quiz/rows.ts";
import type { TalkTurn } from "./talk/turn.ts";

/** What is stored of a ballot, where its place is known. */
export interface StoredBallot {
  choice: Choice;
  n: number;
}

/** The ids are of what was said, asked or sent. */
export type Reply =
  | { status: VoteStatus | "done"; seq: number; message?: number; ask?: number; notice?: number; receipt?: string }
  | (Refusal & { suggested?: string });

export interface Turn {
  state: State;
  /** Rows to write: the last of each voter, question and round. */
  ballots: Ballot[];
  /** Bytes to store. */
  pictures: Picture[];
  /** First ballots of networks, where they are counted. */
  networks: NetworkCount[];
  events: Event[];
  /** In the order of the commands. */
  replies: Reply[];
  /** What a quiz writes beside. */
  quiz?: QuizWrites;
  /** What the room's talk writes beside. */
  talk?: TalkTurn;
}

/** A command, and when it came: a vote that was in time counts, however long the turn behind it takes. */
export interface Heard {
  command: Command;
  /** Milliseconds since 1970. */
  at: number;
}

export type BallotsOf = (question: string, round: number, voters: readonly string[]) => Map<string, StoredBallot>;

/** What voters keep of their ballots, in their order. */
export type ReceiptNamesOf = (question: string, round: number, voters: readonly string[]) => string[];

/** Time passes between the commands: what is over by itself is closed before the next one that came after it, and at the end. */
export function takeTurn(
  state: State,
  heard: readonly Heard[],
  ballotsOf: BallotsOf,
  now: number,
  castOf: CastOf = () => 0,
  receiptsOf?: ReceiptNamesOf,
): Turn {
  const networks = new Networks(castOf);
  const known = gatherFacts(state, heard, ballotsOf);
  const written = new Places<Ballot>();
  const turn: Turn = { state, ballots: [], pictures: [], networks: [], events: [], replies: [] };
  let end = nextEnd(state);

  const take = (command: Command, at: number, next: number): Reply => {
    const { poll } = turn.state;
    const step = takeStep(turn.state, command, known, networks, at, receiptsOf);
    turn.state = step.state;
    for (const event of step.events) {
      turn.events.push(event);
      if (event.type === "voted") {
        const { question, round, voter } = event.ballot;
        const isFirst = command.type === "vote" && poll.entry.networkMax !== null && !known.has(question, round, voter);
        if (isFirst) networks.add(question, round, command.network);
        known.set(question, round, voter, event.ballot);
        written.set(question, round, voter, event.ballot);
      } else if (event.type === "picture-kept") {
        turn.pictures.push(event.picture);
      } else if (event.type === "reset-undone" || event.type === "clear-undone") {
        // Votes behind it are for a round that has ballots already; what this turn itself wrote is newer than what is stored.
        for (const { question, round, voters } of gatherFacts(turn.state, heard.slice(next), ballotsOf).groups()) {
          for (const [voter, ballot] of voters) {
            if (!written.has(question, round, voter)) known.set(question, round, voter, ballot);
          }
        }
      }
    }
    if (turn.state.poll !== poll) end = nextEnd(turn.state);
    return step.reply;
  };

  for (const [index, { command, at }] of heard.entries()) {
    if (at >= end) take({ type: "tick" }, at, index);
    turn.replies.push(take(command, at, index + 1));
  }
  if (now >= end) take({ type: "tick" }, now, heard.length);
  turn.ballots = [...written.groups()].flatMap(({ voters }) => [...voters.values()]);
  turn.networks = networks.written();
  return turn;
}

/** A command that breaks a rule of its own, or the code's, is refused and logged; the turn goes on without it, so a poison frame kills no room. */
function takeStep(
  state: State,
  command: Command,
  known: Places<StoredBallot>,
  networks: Networks,
  now: number,
  receiptsOf?: ReceiptNamesOf,
): { state: State; events: Event[]; reply: Reply } {
  try {
    const decision = decide(state, command, factsFor(state, command, known, networks), now);
    if ("refused" in decision) return { state, events: [], reply: decision };
    let next = state;
    for (const event of decision.events) next = evolve(next, event, now);
    for (const event of decision.events) if (event.type === "voted") assertSound(next, event.ballot.question);
    const reply: Reply = { status: decision.status, seq: next.seq };
    if (state.poll.receipts && command.type === "vote") reply.receipt = receiptOf(state, command, receiptsOf);
    return { state: next, events: decision.events, reply };
  } catch (broken) {
    console.error("a command was refused because it would break the poll", command.type, broken);
    return { state, events: [], reply: { refused: "busy" } };
  }
}

/** Always the same one for this voter, question and round. */
function receiptOf(state: State, vote: Extract<Command, { type: "vote" }>, receiptsOf?: ReceiptNamesOf): string | undefined {
  const question = questionOf(state.poll, vote.question);
  if (!question || !receiptsOf || !givesReceipts(state.poll, question)) return undefined;
  return receiptsOf(question.id, vote.round ?? question.round, [vote.voter])[0];
}

export function assertSound(state: State, id: string): void {
  const question = questionOf(state.poll, id);
  const tally = state.tallies[id];
  if (!question || !tally || !kindOf(question).isSound(question, tally)) throw new Error(`the tally of ${id} is not sound`);
}

function gatherFacts(state: State, heard: readonly Heard[], ballotsOf: BallotsOf): Places<StoredBallot> {
  const wanted = new Places<true>();
  for (const { command } of heard) {
    if (command.type === "vote") {
      const round = roundOf(state, command);
      if (round !== undefined) wanted.set(command.question, round, command.voter, true);
    } else if (command.type === "host" && command.voter !== undefined) {
      for (const { id, round } of state.poll.questions) wanted.set(id, round, command.voter, true);
    }
  }
  const known = new Places<StoredBallot>();
  for (const { question, round, voters } of wanted.groups()) {
    for (const [voter, ballot] of ballotsOf(question, round, [...voters.keys()])) known.set(question, round, voter, ballot);
  }
  return known;
}

function factsFor(state: State, command: Command, known: Places<StoredBallot>, networks: Networks): Facts {
  if (command.type === "host" && command.voter !== undefined) return { theirs: ballotsIn(state, command.voter, known) };
  if (command.type !== "vote") return {};
  const round = roundOf(state, command) ?? 0;
  const earlier = known.get(command.question, round, command.voter);
  const isCounted = !earlier && state.poll.entry.networkMax !== null;
  return { ...(earlier && { earlier }), ...(isCounted && { cast: networks.cast(command.question, round, command.network) }) };
}

/** What counts of this voter in the current rounds. */
function ballotsIn({ poll }: State, voter: string, known: Places<StoredBallot>): Ballot[] {
  return poll.questions.flatMap(({ id, round }) => {
    const ballot = known.get(id, round, voter);
    return ballot && ballot.choice.length > 0 ? [{ question: id, round, voter, choice: ballot.choice, n: ballot.n }] : [];
  });
}

/** The round that a vote is for. A reset inside a turn moves it on, to a round where nobody has a ballot yet. */
function roundOf(state: State, vote: Extract<Command, { type: "vote" }>): number | undefined {
  return vote.round ?? questionOf(state.poll, vote.question)?.round;
}
