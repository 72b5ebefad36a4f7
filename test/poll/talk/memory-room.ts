/** A room that talks, without a platform: the real rules, rows in maps, a clock that the test moves. The rules can be swapped for broken ones. */
import type { Event } from "../../../src/poll/event.ts";
import { decideTalk } from "../../../src/poll/talk/decide.ts";
import { evolveTalk } from "../../../src/poll/talk/evolve.ts";
import { noticesOf } from "../../../src/poll/talk/notices.ts";
import {
  type Ask,
  type DecideTalk,
  type Message,
  NO_TALK,
  type Notice,
  type Person,
  type Talk,
  type TalkCommand,
  type TalkDone,
  type TalkEvent,
  type TalkFacts,
} from "../../../src/poll/talk/talk.ts";
import { parseCommand } from "../../../src/protocol/client.ts";
import { isTalk } from "../../../src/protocol/saying.ts";
import { TALK_DEFAULTS, type TalkSettings } from "../../../src/protocol/talk.ts";

export const NOON = Date.UTC(2026, 10, 22, 12);

export type TalkReply = ReturnType<DecideTalk>;

/** Everything that takes words, at any speed. */
const ALL_OPEN: TalkSettings = { ...TALK_DEFAULTS, chat: "open", questions: "open", reactions: true };

/** Who is who beside the talk; whoever is in none of them is a voter. */
interface Crowd {
  hosts: Set<string>;
  players: Set<string>;
  /** `q1 1 ann` */
  voted: Set<string>;
}

export class MemoryRoom {
  talk: Talk = NO_TALK;
  now = NOON;
  settings: TalkSettings;
  quizRuns = false;
  isQuiz = false;
  readonly crowd: Crowd = { hosts: new Set(), players: new Set(), voted: new Set() };
  readonly messages = new Map<number, Message>();
  readonly asks = new Map<number, Ask>();
  readonly people = new Map<string, Person>();
  readonly notices = new Map<number, Notice>();
  /** By ask and voter. */
  readonly upvotes = new Map<string, { ask: number; up: boolean; n: number }>();
  /** By notice and voter. */
  readonly got = new Map<string, { seen: boolean }>();
  readonly events: TalkEvent[] = [];
  readonly #decide: DecideTalk;

  constructor(settings: Partial<TalkSettings> = {}, decide: DecideTalk = decideTalk) {
    this.settings = { ...ALL_OPEN, ...settings };
    this.#decide = decide;
  }

  hear(command: TalkCommand): TalkReply {
    const reply = this.#decide(this.talk, command, this.facts(), this.now);
    if (!("refused" in reply)) this.apply(reply.events);
    return reply;
  }

  /** The last reply, in short: its status and the id that it names, or the code and the detail of the refusal. */
  say(...commands: TalkCommand[]): string {
    let said = "";
    for (const command of commands) said = inShort(this.hear(command));
    return said;
  }

  /** What the poll's turn has done, as the room hears of it. */
  polled(...events: Event[]): void {
    this.apply(noticesOf(this.talk, events, this.facts(), this.now));
  }

  apply(events: readonly TalkEvent[]): void {
    for (const event of events) {
      this.talk = evolveTalk(this.talk, event, this.now);
      this.events.push(event);
      this.#store(event);
    }
  }

  facts(): TalkFacts {
    const live = () => [...this.notices.values()].filter(({ expiresAt }) => expiresAt > this.now);
    return {
      settings: this.settings,
      quizRuns: this.quizRuns,
      isQuiz: this.isQuiz,
      messageBy: (voter, n) => idBy(this.messages, voter, n),
      askBy: (voter, n) => idBy(this.asks, voter, n),
      message: (id) => this.messages.get(id),
      ask: (id) => this.asks.get(id),
      asks: () => [...this.asks.values()].filter(({ state }) => state !== "archived" && state !== "removed").length,
      person: (voter) => this.people.get(voter),
      upvote: (ask, voter) => this.upvotes.get(`${ask} ${voter}`),
      notice: (id) => this.notices.get(id),
      notices: () => live().filter(({ code }) => code === null).length,
      liveNotice: (meant) => live().findLast((notice) => isSame(notice, meant))?.id,
      got: (notice, voter) => this.got.get(`${notice} ${voter}`),
      isFor: (notice, voter) => notice.expiresAt > this.now && this.#isFor(notice, voter),
      saidAt: (voter) => [...this.messages.values()].findLast((message) => message.voter === voter)?.at,
      isFiltered: (text) => text.includes("darn"),
    };
  }

  /** Of all notices those that this person would get now. */
  owed(voter: string): Notice[] {
    const { isFor, got } = this.facts();
    return [...this.notices.values()].filter((notice) => isFor(notice, voter) && !got(notice.id, voter));
  }

  /** A second room that goes on from here by itself. */
  fork(): MemoryRoom {
    const twin = new MemoryRoom(this.settings, this.#decide);
    const { talk, now, quizRuns, isQuiz } = this;
    Object.assign(twin, { talk, now, quizRuns, isQuiz });
    for (const rows of ["messages", "asks", "people", "notices", "upvotes", "got"] as const)
      for (const [key, row] of this[rows]) (twin[rows] as Map<unknown, unknown>).set(key, row);
    for (const group of ["hosts", "players", "voted"] as const) for (const who of this.crowd[group]) twin.crowd[group].add(who);
    return twin;
  }

  recount(ask: number): number {
    return [...this.upvotes.values()].filter((upvote) => upvote.ask === ask && upvote.up).length;
  }

  #isFor({ to, voter: one, about, round }: Notice, voter: string): boolean {
    const { hosts, players, voted } = this.crowd;
    if (to === "person") return voter === one;
    if (to === "voted") return voted.has(`${about} ${round} ${voter}`);
    if (to === "players") return players.has(voter);
    return to === "all" || (to === "hosts") === hosts.has(voter);
  }

  #store(event: TalkEvent): void {
    switch (event.type) {
      case "message":
        this.messages.set(event.message.id, event.message);
        break;
      case "ask":
        this.asks.set(event.ask.id, event.ask);
        break;
      case "upvote":
        this.upvotes.set(`${event.ask} ${event.voter}`, event);
        break;
      case "person":
        this.people.set(event.person.voter, event.person);
        break;
      case "notice":
        this.notices.set(event.notice.id, event.notice);
        break;
      case "withdrawn":
        this.notices.delete(event.notice);
        break;
      case "got":
        this.got.set(`${event.notice} ${event.voter}`, event);
        break;
    }
  }
}

function idBy(rows: ReadonlyMap<number, Message | Ask>, voter: string, n: number): number | undefined {
  return [...rows.values()].find((row) => row.voter === voter && row.n === n)?.id;
}

function isSame(notice: Notice, meant: Parameters<TalkFacts["liveNotice"]>[0]): boolean {
  const { code, voter, about, round } = meant;
  return notice.code === code && notice.voter === voter && notice.about === about && notice.round === round;
}

export function inShort(reply: TalkReply): string {
  if ("refused" in reply) return reply.detail ? `${reply.refused} ${reply.detail}` : reply.refused;
  const { status, message, ask, notice } = reply;
  return [status, ...[message, ask, notice].filter((id) => id !== undefined)].join(" ");
}

export function doneBy(reply: TalkReply): TalkDone {
  if ("refused" in reply) throw new Error(`refused: ${inShort(reply)}`);
  return reply;
}

// ---- commands ----

type More = { text?: string; name?: string; host?: boolean };

export function say(voter: string, n: number, more: More = {}): TalkCommand {
  return { type: "say", voter, n, text: `${voter} says ${n}`, name: "", host: false, ...more };
}

export function ask(voter: string, n: number, more: More = {}): TalkCommand {
  return { ...say(voter, n, { text: `${voter} asks ${n}`, ...more }), type: "ask" } as TalkCommand;
}

export function upvote(voter: string, ask: number, n: number, up = true): TalkCommand {
  return { type: "upvote", voter, ask, n, up };
}

export function got(voter: string, notices: number[], seen = false): TalkCommand {
  return { type: "got", voter, notices, seen };
}

/** As the parser reads it; `voter` is who the public name in it belongs to. */
function host(body: object, voter: string | null = null): TalkCommand {
  const command = parseCommand(body);
  if ("unreadable" in command || !isTalk(command)) throw new Error(`a test said no command: ${JSON.stringify(body)}`);
  return { type: "talk-host", command, voter };
}

export const onMessage = (message: number, change: string) => host({ command: "message", message, change });
export const onAsk = (ask: number, change: string, more: object = {}) => host({ command: "ask", ask, change, ...more });
export const onPerson = (voter: string | null, change: string) => host({ command: "person", person: "public-1", change }, voter);
export const withdraw = (notice: number) => host({ command: "withdraw", notice });
export const notify = (to: string, more: object = {}) => host({ command: "notice", to, text: "Coffee is here", ...more });
export const notifyOne = (voter: string | null, more: object = {}) =>
  host({ command: "notice", to: { person: "public-1" }, text: "Your turn", ...more }, voter);
