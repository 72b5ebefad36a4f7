/** What is counted for the bill: as the metered worker tells it, and summed up by what people did. */

/** Of one class of objects, since the server began. */
interface ObjectCounts {
  /** Calls and upgrades that reached an object; each is billed as a request. */
  requests: number;
  /** From sockets; twenty are billed as a request. Pings that the engine answers are not among them. */
  messages: number;
  alarms: number;
  /** Transactions. */
  commits: number;
  rowsWritten: number;
  rowsRead: number;
  /** Of storage. */
  bytes: number;
  /** Constructors that ran. */
  wakes: number;
  /** For how long it could not have slept. */
  awakeMs: number;
  isAwake: boolean;
}

export interface Counts {
  workerRequests: number;
  /** By class. */
  objects: Record<string, ObjectCounts>;
}

/** What one act of one person, or one turn of the hub, uses. Averages of several, hence fractions. */
export interface Use {
  workerRequests: number;
  objectRequests: number;
  messages: number;
  rowsWritten: number;
  rowsRead: number;
  /** Of all objects together. */
  awakeMs: number;
}

export const NOTHING: Use = { workerRequests: 0, objectRequests: 0, messages: 0, rowsWritten: 0, rowsRead: 0, awakeMs: 0 };

/** What lies between two counts, for each of `times` acts. */
export function useOf(before: Counts, after: Counts, times: number): Use {
  const all = (counts: Counts, of: keyof Omit<ObjectCounts, "isAwake">) =>
    Object.values(counts.objects).reduce((sum, object) => sum + object[of], 0);
  const each = (of: keyof Omit<ObjectCounts, "isAwake">) => (all(after, of) - all(before, of)) / times;
  return {
    workerRequests: (after.workerRequests - before.workerRequests) / times,
    objectRequests: each("requests") + each("alarms"),
    messages: each("messages"),
    rowsWritten: each("rowsWritten"),
    rowsRead: each("rowsRead"),
    awakeMs: each("awakeMs"),
  };
}

/** A bill can be made for any meeting from these. */
export interface Counted {
  /** Somebody makes the poll. */
  made: Use;
  /** The host's console and the big screen open. */
  screens: Use;
  /** One person opens the page and gets a line. */
  arrival: Use;
  /** A line that was cut, or a phone that slept: the same person comes back. */
  comeback: Use;
  /** The host shows the next question. */
  question: Use;
  /** A vote in a quiet moment, with a turn of its own. */
  vote: Use;
  change: Use;
  /** The same vote once more: its answer was lost on the way. */
  resend: Use;
  /** What a vote costs without its turn, and a turn without its votes. */
  voteInTurn: Use;
  turn: Use;
  /** The hub had slept, and builds itself anew. */
  wake: Use;
  /** The host closes, and somebody reads the results page. */
  results: Use;
  /** All phones stay and ping: a second of that. */
  idleSecond: Use;
  /** After that silence its constructor ran again. */
  slept: boolean;
  /** Stored for each ballot. */
  bytesPerBallot: number;
  /** Processor time for a page, the objects' share included. Null where the system does not say. */
  cpuMsPerPage: number | null;
  /** Frames that left for phones and screens; nobody bills them. */
  framesOut: number;
}

export function mean(uses: readonly Use[]): Use {
  return combine(uses, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** What one used more than the other; a count is never below nothing. */
export function less(one: Use, other: Use): Use {
  return combine([one, other], ([more = 0, fewer = 0]) => Math.max(0, more - fewer));
}

export function combine(uses: readonly Use[], of: (values: readonly number[]) => number): Use {
  const fields = Object.keys(NOTHING) as (keyof Use)[];
  return Object.fromEntries(fields.map((field) => [field, of(uses.map((use) => use[field]))])) as unknown as Use;
}
