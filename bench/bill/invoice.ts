/** From what was counted in a small meeting to what a large one costs. Pure arithmetic; every line of it can be printed. */
import { TURN_WITHIN_MS } from "../../src/protocol/limits.ts";
import { FLUSH_US } from "../scale/measured.ts";
import { gapMsOf, paceMsOf, relaysFor } from "../scale/pace.ts";
import { type Counted, combine, NOTHING, type Use } from "./counts.ts";
import { AWAKE_AFTER_LAST_S, MESSAGES_PER_REQUEST, OBJECT_GB, PRICES, type Price } from "./prices.ts";

export interface Room {
  voters: number;
  questions: number;
  minutes: number;
}

/** What people do that no price list knows. All of it on the high side. */
export const HABITS = {
  changes: 0.2, // of the votes: every fifth is changed once
  comebacks: 0.5, // of everybody, for each question: phones lock themselves, and every second one is unlocked to vote
  resends: 0.02, // of the votes: the network lost the answer
  votingS: 60, // everybody who votes on a question does it within this time
  arrivingS: 600, // and everybody comes within this time
} as const;

export interface Line {
  what: string;
  times: number;
  each: Use;
}

type Used = Record<keyof typeof PRICES, number>;

interface Charge {
  price: Price;
  used: number;
  dollars: number;
}

/** Seconds in which the hub cannot sleep. At most: what happens at once is counted one after the other, until the meeting's own time is over. */
interface Awake {
  voting: number;
  others: number;
  after: number;
  all: number;
}

export interface Invoice {
  lines: readonly Line[];
  awakeS: Awake;
  charges: readonly Charge[];
  dollars: number;
  /** How many such meetings a free account holds in a day, and what runs out first. */
  free: { meetings: number; bound: string };
}

/** What a vote costs by itself and what its turn costs, from one vote alone and from many in few turns. */
export function apart(lone: Use, crowd: Use, votes: number, turns: number): { voteInTurn: Use; turn: Use } {
  const voteInTurn =
    votes > turns
      ? combine([lone, crowd], ([one = 0, all = 0]) => Math.min(one, Math.max(0, (all - one * turns) / (votes - turns))))
      : lone;
  return { voteInTurn, turn: combine([lone, voteInTurn], ([whole = 0, part = 0]) => whole - part) };
}

/** Votes that come by chance, evenly over some seconds: the first opens a turn, and all that follow within its few milliseconds share it. */
export function turnsOf(votes: number, seconds: number): number {
  return votes / (1 + ((votes / seconds) * TURN_WITHIN_MS) / 1_000);
}

export function invoiceOf(counted: Counted, room: Room): Invoice {
  const lines = linesOf(counted, room);
  const awakeS = awakeSeconds(counted, room, lines);
  const used = usedIn(counted, room, lines, awakeS.all);
  const charges = Object.entries(PRICES).map(([name, price]): Charge => {
    const amount = used[name as keyof Used];
    return { price, used: amount, dollars: (amount * price.dollarsPerMillion) / 1e6 };
  });
  return { lines, awakeS, charges, dollars: charges.reduce((sum, { dollars }) => sum + dollars, 0), free: freeOf(charges) };
}

function linesOf(counted: Counted, room: Room): Line[] {
  const { voters, questions, minutes } = room;
  const votes = voters * (1 + HABITS.changes);
  const turns = questions * turnsOf(votes, votingSeconds(questions, minutes));
  return [
    { what: "a poll is made", times: 1, each: counted.made },
    { what: "console and big screen open", times: 1, each: counted.screens },
    { what: "somebody arrives", times: voters, each: counted.arrival },
    { what: "somebody's line comes back", times: voters * questions * HABITS.comebacks, each: counted.comeback },
    { what: "the host asks the next question", times: questions, each: counted.question },
    { what: "the hub wakes from a sleep", times: questions, each: counted.wake },
    { what: "a vote, or a change of one", times: votes * questions, each: counted.voteInTurn },
    { what: "a turn with votes in it", times: turns, each: counted.turn },
    { what: "a vote said twice", times: voters * questions * HABITS.resends, each: counted.resend },
    ...betweenObjects(room),
    { what: "a quiet second, phones ping", times: minutes * 60, each: counted.idleSecond },
    { what: "closed, results read once", times: 1, each: counted.results },
    { what: "its alarm deletes it in the end", times: 1, each: { ...NOTHING, objectRequests: 1 } },
  ];
}

/**
 * Calls between a hub and its relays, at most: a vote alone is a batch, a parcel with its answer, and a parcel for everybody to each relay (which the
 * small meeting counts too), until batches and broadcasts have to wait for each other.
 */
function betweenObjects({ voters, questions, minutes }: Room): Line[] {
  const relays = relaysFor(voters);
  if (relays === 0) return [];
  const messages = voters * (1 + questions * (1 + HABITS.changes + 2 * HABITS.comebacks + HABITS.resends)); // who comes back has left before
  const seconds = Math.min(minutes * 60, HABITS.arrivingS + questions * votingSeconds(questions, minutes));
  const batches = Math.min(messages, (seconds * 1_000 * relays) / gapMsOf(relays));
  const broadcasts = Math.min(messages, (seconds * 1_000) / paceMsOf(voters, relays));
  const call = { ...NOTHING, objectRequests: 1 };
  return [
    { what: "a batch goes from a relay to the hub", times: batches, each: call },
    { what: "a parcel with answers goes to a relay", times: batches, each: call },
    { what: "a parcel for everybody goes to a relay", times: broadcasts * relays, each: call },
  ];
}

function votingSeconds(questions: number, minutes: number): number {
  return Math.min(HABITS.votingS, (minutes * 60) / questions);
}

function awakeSeconds({ vote, voteInTurn, turn }: Counted, { voters, questions, minutes }: Room, lines: readonly Line[]): Awake {
  const votes = voters * (1 + HABITS.changes);
  const eachVoteS = vote.awakeMs / 1_000 + (voters * FLUSH_US) / 1e6; // it is told to everybody
  const voting = questions * Math.min(votingSeconds(questions, minutes), votes * eachVoteS);
  const rest = lines.filter(({ each }) => each !== voteInTurn && each !== turn);
  const others = rest.reduce((sum, { times, each }) => sum + (times * each.awakeMs) / 1_000, 0);
  return { voting, others, after: AWAKE_AFTER_LAST_S, all: Math.min(minutes * 60, voting + others) + AWAKE_AFTER_LAST_S };
}

function usedIn(counted: Counted, { voters, questions }: Room, lines: readonly Line[], awakeS: number): Used {
  const sum = (of: keyof Use) => lines.reduce((all, { times, each }) => all + times * each[of], 0);
  const workerRequests = sum("workerRequests");
  return {
    workerRequests,
    workerCpuMs: workerRequests * (counted.cpuMsPerPage ?? 0),
    objectRequests: sum("objectRequests") + sum("messages") / MESSAGES_PER_REQUEST,
    gbSeconds: (1 + relaysFor(voters)) * awakeS * OBJECT_GB, // whatever wakes the hub wakes its relays
    rowsWritten: sum("rowsWritten"),
    rowsRead: sum("rowsRead"),
    storedMbMonths: (voters * questions * counted.bytesPerBallot) / 1e6,
  };
}

function freeOf(charges: readonly Charge[]): Invoice["free"] {
  const bounds = charges.flatMap(({ price, used }) =>
    price.freePerDay === null || used === 0 ? [] : [{ meetings: Math.floor(price.freePerDay / used), bound: price.name }],
  );
  return bounds.reduce((least, one) => (one.meetings < least.meetings ? one : least));
}
