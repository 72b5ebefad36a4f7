/** A hub without a platform: the real rules and the real turn, with ballots kept in a map. */
import { type Heard, type Turn, takeTurn } from "../../src/hub/turn.ts";
import type { Command } from "../../src/poll/command.ts";
import type { Event } from "../../src/poll/event.ts";
import { newState } from "../../src/poll/evolve.ts";
import { type Digest, kindOf, recount, type Tally } from "../../src/poll/kinds/index.ts";
import { wordLists } from "../../src/poll/kinds/lists.ts";
import { type Ballot, type Question, questionOf, type State } from "../../src/poll/state.ts";
import { ANYONE, type Reader, sightOf, talliesForSight } from "../../src/poll/view.ts";
import { type NewPoll, type PollCommand, parseCommand, parseNewPoll } from "../../src/protocol/client.ts";
import type { Choice, TalliesView } from "../../src/protocol/server.ts";
import { blockedWords, stopWords } from "../../src/words/lists.ts";

export type TakeTurn = typeof takeTurn;
export type Reply = ReturnType<TakeTurn>["replies"][number];

/** Those of the product. */
export const LISTS = wordLists(stopWords, blockedWords);

export const NOON = Date.UTC(2026, 10, 22, 12);

/** A poll as a host would send it; two options where nothing else is said. */
export function stateOf(body: object = {}): State {
  const made = parseNewPoll(
    "question" in body || "questions" in body ? body : { question: "Where to?", options: ["Pizza", "Sushi"], ...body },
  );
  if ("unreadable" in made) throw new Error(`a test made no poll: ${made.detail}`);
  return bornOf(made);
}

function bornOf(made: NewPoll): State {
  return newState(made, { id: "23456789abcdefg", epoch: "epoch", hostKeyHash: "hash", code: null, now: NOON });
}

export function vote(voter: string, choice: Choice, n: number, more: { question?: string; round?: number } = {}): Command {
  return { type: "vote", voter, question: "q1", choice: [...choice], n, ...more };
}

/** `host("close")` is about the first question. As the parser reads it; what it would refuse is handed on, for the rules to refuse it too. */
export function host(command: PollCommand["command"], fields: object = {}): Command {
  const body = { command, question: "q1", ...fields };
  const read = parseCommand(body);
  return { type: "host", command: "unreadable" in read ? (body as PollCommand) : (read as PollCommand), freshKeyHash: "fresh" };
}

export class MemoryHub {
  state: State;
  now = NOON;
  readonly ballots = new Map<string, Ballot>();
  readonly #takeTurn: TakeTurn;

  constructor(state: State = stateOf(), turn: TakeTurn = takeTurn) {
    this.state = state;
    this.#takeTurn = turn;
  }

  /** All in one turn. */
  turn(commands: readonly Command[]): Reply[] {
    return this.hear(commands.map((command) => ({ command, at: this.now })));
  }

  /** All in one turn, that is late for what came before. */
  hear(heard: readonly Heard[]): Reply[] {
    return this.#take(heard).replies;
  }

  /** What happened, where all of them are one turn. */
  events(commands: readonly Command[]): Event[] {
    return this.#take(commands.map((command) => ({ command, at: this.now }))).events;
  }

  #take(heard: readonly Heard[]): Turn {
    const turn = this.#takeTurn(this.state, heard, (...wanted) => this.#ballotsOf(...wanted), this.now);
    this.state = turn.state;
    for (const ballot of turn.ballots) this.ballots.set(keyOf(ballot), ballot);
    return turn;
  }

  /** Each in a turn of its own. The last reply, in short: its status, or the code of the refusal. */
  say(...commands: Command[]): string {
    let said = "";
    for (const command of commands) said = short(this.turn([command])[0]);
    return said;
  }

  question(id = "q1"): Question {
    const question = questionOf(this.state.poll, id);
    if (!question) throw new Error(`there is no ${id}`);
    return question;
  }

  tally(id = "q1"): Tally {
    return this.state.tallies[id] ?? { ballots: -1, counts: [] };
  }

  /** The truth, counted anew from the ballots of the current round. */
  recount(id = "q1"): Tally {
    return recount(this.question(id), this.choices(id));
  }

  /** What the current round of a question has stored and not taken back. */
  choices(id = "q1"): Choice[] {
    const { round } = this.question(id);
    const current = [...this.ballots.values()].filter((ballot) => ballot.question === id && ballot.round === round);
    return current.map(({ choice }) => choice).filter((choice) => choice.length > 0);
  }

  /** A look into the ballots, as the hub takes it. */
  readonly digestOf = (question: Question): Digest | null =>
    kindOf(question).digest?.(question, this.choices(question.id), LISTS) ?? null;

  /** What a reader gets to see in a frame. */
  sees(reader: Reader = ANYONE): TalliesView {
    return talliesForSight(this.state, sightOf(this.state, reader), this.digestOf);
  }

  /** A second hub that goes on from here by itself. */
  fork(): MemoryHub {
    const twin = new MemoryHub(this.state, this.#takeTurn);
    twin.now = this.now;
    for (const [key, ballot] of this.ballots) twin.ballots.set(key, ballot);
    return twin;
  }

  #ballotsOf(question: string, round: number, voters: readonly string[]): Map<string, { choice: Choice; n: number }> {
    const found = new Map<string, { choice: Choice; n: number }>();
    for (const voter of voters) {
      const ballot = this.ballots.get(keyOf({ question, round, voter }));
      if (ballot) found.set(voter, { choice: ballot.choice, n: ballot.n });
    }
    return found;
  }
}

export function keyOf({ question, round, voter }: Pick<Ballot, "question" | "round" | "voter">): string {
  return `${question} ${round} ${voter}`;
}

export function short(reply: Reply | undefined): string {
  if (!reply) return "silence";
  if ("status" in reply) return reply.status;
  return reply.detail ? `${reply.refused} ${reply.detail}` : reply.refused;
}

/** Three questions for a host to pace through. */
export const QUESTIONS = ["First?", "Second?", "Third?"].map((text) => ({ text, options: ["a", "b"] }));

export function pacedHub(more: object = {}): MemoryHub {
  return new MemoryHub(stateOf({ pace: "host", questions: QUESTIONS, ...more }));
}

/** The first of three has this many seconds. */
export function timed(seconds: number, more: object = {}): MemoryHub {
  return pacedHub({ questions: [{ ...QUESTIONS[0], seconds }, ...QUESTIONS.slice(1)], ...more });
}

/** In short: "closed open* waiting", with a star where the room is at. */
export function room({ state: { poll } }: MemoryHub): string {
  return poll.questions.map(({ id, phase }) => (id === poll.current ? `${phase}*` : phase)).join(" ");
}
