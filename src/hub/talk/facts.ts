/** What a turn must know of what was said before: one statement for each table that its commands ask for, and behind that what it made of it. */
import { hasBlockedWord } from "../../poll/kinds/lists.ts";
import type { State } from "../../poll/state.ts";
import type { Ask, Message, Person, Talk, TalkCommand, TalkEvent, TalkFacts } from "../../poll/talk/talk.ts";
import { LISTS } from "../digests.ts";
import type { Saying, TalkRows } from "./rows.ts";

type NoticeFacts = Pick<TalkFacts, "notice" | "notices" | "liveNotice" | "got" | "isFor">;

/** Of notices; see `notices.ts`. */
export interface NoticeTurn extends NoticeFacts {
  apply(event: TalkEvent): void;
}

/** Read from all rows once after waking, and then kept. */
export interface Remembered {
  /** Asks that are neither archived nor removed; null until somebody wants to know. */
  liveAsks: number | null;
  /** In slow mode: when each voter last said something, 0 for never. */
  saidAt: Map<string, number>;
}

/** What the commands of a turn are about. */
interface Wanted {
  messages: Set<number>;
  asks: Set<number>;
  saidMessages: Saying[];
  saidAsks: Saying[];
  voters: Set<string>;
  upvotes: [ask: number, voter: string][];
}

export class KnownTalk implements TalkFacts {
  readonly settings: TalkFacts["settings"];
  readonly quizRuns: boolean;
  readonly isQuiz: boolean;
  readonly #rows: TalkRows;
  readonly #notices: NoticeTurn;
  readonly #remembered: Remembered;
  readonly #messages = new Map<number, Message>();
  readonly #asks = new Map<number, Ask>();
  readonly #said = new Map<string, number>();
  readonly #people = new Map<string, Person>();
  readonly #upvotes = new Map<string, { up: boolean; n: number }>();

  constructor(
    { poll, quiz }: State,
    talk: Talk,
    commands: readonly TalkCommand[],
    rows: TalkRows,
    remembered: Remembered,
    notices: NoticeTurn,
  ) {
    this.settings = poll.talk;
    this.isQuiz = quiz !== null;
    this.quizRuns = quiz?.stage.phase === "question";
    this.#rows = rows;
    this.#notices = notices;
    this.#remembered = remembered;
    this.#read(wantedBy(commands, talk));
    if (this.settings.slowSeconds > 0) this.#readTimes(commands);
    else remembered.saidAt.clear(); // nobody keeps it while it means nothing
  }

  #read({ messages, asks, saidMessages, saidAsks, voters, upvotes }: Wanted): void {
    if (messages.size + saidMessages.length > 0) {
      for (const message of this.#rows.messages([...messages], saidMessages)) this.#keepMessage(message);
    }
    if (asks.size + saidAsks.length > 0) for (const ask of this.#rows.asks([...asks], saidAsks)) this.#keepAsk(ask);
    if (voters.size > 0) for (const person of this.#rows.people([...voters])) this.#people.set(person.voter, person);
    if (upvotes.length === 0) return;
    for (const { ask, voter, up, n } of this.#rows.upvotes(upvotes)) this.#upvotes.set(keyFor(ask, voter), { up, n });
  }

  #readTimes(commands: readonly TalkCommand[]): void {
    const { saidAt } = this.#remembered;
    const unknown = new Set<string>();
    for (const command of commands) if (command.type === "say" && !saidAt.has(command.voter)) unknown.add(command.voter);
    if (unknown.size === 0) return;
    const stored = this.#rows.saidAt([...unknown]);
    for (const voter of unknown) saidAt.set(voter, stored.get(voter) ?? 0);
  }

  /** What has happened in this turn is known to what comes behind it. */
  apply(event: TalkEvent): void {
    switch (event.type) {
      case "message":
        if (this.settings.slowSeconds > 0) this.#heard(event.message);
        return this.#keepMessage(event.message);
      case "ask":
        this.#count(event.ask);
        return this.#keepAsk(event.ask);
      case "upvote":
        return void this.#upvotes.set(keyFor(event.ask, event.voter), event);
      case "person":
        return void this.#people.set(event.person.voter, event.person);
      default:
        return this.#notices.apply(event);
    }
  }

  messageBy(voter: string, n: number): number | undefined {
    return this.#said.get(`message ${voter} ${n}`);
  }

  askBy(voter: string, n: number): number | undefined {
    return this.#said.get(`ask ${voter} ${n}`);
  }

  message(id: number): Message | undefined {
    return this.#messages.get(id);
  }

  ask(id: number): Ask | undefined {
    return this.#asks.get(id);
  }

  asks(): number {
    this.#remembered.liveAsks ??= this.#rows.liveAsks();
    return this.#remembered.liveAsks;
  }

  person(voter: string): Person | undefined {
    return this.#people.get(voter);
  }

  upvote(ask: number, voter: string): { up: boolean; n: number } | undefined {
    return this.#upvotes.get(keyFor(ask, voter));
  }

  saidAt(voter: string): number | undefined {
    return this.#remembered.saidAt.get(voter);
  }

  isFiltered(text: string): boolean {
    return hasBlockedWord(text, LISTS);
  }

  notice: NoticeFacts["notice"] = (id) => this.#notices.notice(id);
  notices: NoticeFacts["notices"] = () => this.#notices.notices();
  liveNotice: NoticeFacts["liveNotice"] = (meant) => this.#notices.liveNotice(meant);
  got: NoticeFacts["got"] = (id, voter) => this.#notices.got(id, voter);
  isFor: NoticeFacts["isFor"] = (notice, voter) => this.#notices.isFor(notice, voter);

  #keepMessage(message: Message): void {
    this.#messages.set(message.id, message);
    this.#said.set(`message ${message.voter} ${message.n}`, message.id);
  }

  #keepAsk(ask: Ask): void {
    this.#asks.set(ask.id, ask);
    this.#said.set(`ask ${ask.voter} ${ask.n}`, ask.id);
  }

  /** Only a new message: a pin is no word. */
  #heard({ id, voter, at }: Message): void {
    if (!this.#messages.has(id)) this.#remembered.saidAt.set(voter, at);
  }

  #count(ask: Ask): void {
    if (this.#remembered.liveAsks === null) return;
    const before = this.#asks.get(ask.id);
    this.#remembered.liveAsks += Number(isLive(ask)) - Number(before !== undefined && isLive(before));
  }
}

function isLive({ state }: Ask): boolean {
  return state !== "archived" && state !== "removed";
}

function wantedBy(commands: readonly TalkCommand[], { pinnedMessage, pinnedAsk, nextAsk }: Talk): Wanted {
  const wanted: Wanted = { messages: new Set(), asks: new Set(), saidMessages: [], saidAsks: [], voters: new Set(), upvotes: [] };
  for (const command of commands) {
    if (command.type === "say" || command.type === "ask") {
      wanted[command.type === "say" ? "saidMessages" : "saidAsks"].push([command.voter, command.n]);
      wanted.voters.add(command.voter);
    } else if (command.type === "upvote") {
      wanted.asks.add(command.ask);
      wanted.upvotes.push([command.ask, command.voter]);
    } else if (command.type === "talk-host") {
      if (command.voter !== null) wanted.voters.add(command.voter);
      // What stands out now may have to step back.
      if (command.command.command === "message") addKnown(wanted.messages, command.command.message, pinnedMessage);
      if (command.command.command === "ask") addKnown(wanted.asks, command.command.ask, pinnedAsk, nextAsk);
    }
  }
  return wanted;
}

function addKnown(ids: Set<number>, ...more: (number | null)[]): void {
  for (const id of more) if (id !== null) ids.add(id);
}

function keyFor(ask: number, voter: string): string {
  return `${ask} ${voter}`;
}
