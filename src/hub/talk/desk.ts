/** Where a hub meets what its room says beside the votes: what is heard of it, its part of a turn, and what that leaves behind. */
import type { Event } from "../../poll/event.ts";
import type { Talk, TalkCommand } from "../../poll/talk/talk.ts";
import type { ClientMessage } from "../../protocol/client.ts";
import type { TalkBody, TalkHostCommand } from "../../protocol/saying.ts";
import type { Door } from "../../sockets/door.ts";
import { say } from "../../sockets/fanout.ts";
import type { Identity } from "../../sockets/session.ts";
import { sentence } from "../../words/index.ts";
import { ackFrame, refusalFrame } from "../frames.ts";
import type { Ask } from "../inbox.ts";
import type { Ledger } from "../ledger.ts";
import type { Heard, Reply, Turn } from "../turn.ts";
import { TalkCredits } from "./credits.ts";
import { KnownTalk, type NoticeTurn, type Remembered } from "./facts.ts";
import { PublicNames } from "./names.ts";
import type { TalkRows } from "./rows.ts";
import { type TalkTurn, takeTalkTurn } from "./turn.ts";

export type TalkMessage = Exclude<ClientMessage, { type: "hello" | "time" | "echo" | "join" | "vote" | "command" }>;

export class TalkDesk {
  readonly #rows: TalkRows;
  readonly #names: PublicNames;
  readonly #put: (ask: Ask) => void;
  readonly #credits = new TalkCredits();
  /** Read when somebody first talks. */
  #talk: Talk | null = null;
  #remembered = newMemory();

  /** `put`: into the next turn. */
  constructor(rows: TalkRows, door: Door, ledger: Ledger, put: (ask: Ask) => void) {
    this.#rows = rows;
    this.#names = new PublicNames(rows, door, (voter) => ledger.publicNameOf(voter));
    this.#put = put;
  }

  // ---- what sockets say ----

  /** A socket has said who it is, and has its snapshot. */
  hello(_socket: WebSocket, _identity: Identity, _now: number): void {
    // n-notice: a `notices` frame, where something live is for this person and not got.
  }

  hear(socket: WebSocket, { voter, role }: Identity, message: TalkMessage, _now: number): void {
    if (message.type === "listen") return; // n-cast
    if (message.type === "react") return; // n-cast
    const { ref, ...body } = message;
    const answer = (reply: Reply) => {
      if (ref === undefined) return;
      if ("refused" in reply) say(socket, refusalFrame(ref, reply.refused, sentence(reply.refused, reply.detail), reply));
      else say(socket, ackFrame(ref, reply));
    };
    this.say(voter, role === "host", body, answer);
  }

  /** By socket or by HTTP. */
  say(voter: string, host: boolean, body: TalkBody, answer: (reply: Reply) => void): void {
    const command: TalkCommand = body.type === "say" || body.type === "ask" ? { ...body, voter, host } : { ...body, voter };
    this.#put({ command, answer });
  }

  // ---- the turn ----

  /** Behind the poll's own commands, in the same transaction. Null where there is nothing to store; replies to what was said go into the turn's. */
  turn(turn: Turn, heard: readonly Heard[], now: number): TalkTurn | null {
    if (!heard.some(isTalk) && !turn.events.some(isTold)) return null; // a plain vote pays for two glances, and no more
    this.#talk ??= this.#rows.talk();
    const places = heard.flatMap((one, index) => (isTalk(one) ? [index] : []));
    const spoken = heard.filter(isTalk).map(({ command, at }) => ({ command: this.#addressed(command), at }));
    const commands = spoken.map(({ command }) => command);
    const facts = new KnownTalk(turn.state, this.#talk, commands, this.#rows, this.#remembered, NO_NOTICES);
    const talk = takeTalkTurn(turn.state, this.#talk, turn.events, spoken, facts, this.#credits, now);
    for (const [index, place] of places.entries()) turn.replies[place] = talk.replies[index] ?? { refused: "busy" };
    if (talk.turn.events.length === 0) return null;
    turn.ballots.push(...talk.turn.upvotes);
    // Whoever talks keeps the poll alive.
    if (talk.turn.after.at > turn.state.at) turn.state = { ...turn.state, at: talk.turn.after.at };
    return talk.turn;
  }

  /** Who is meant by a public name. */
  #addressed(command: TalkCommand): TalkCommand {
    const name = command.type === "talk-host" ? personIn(command.command) : undefined;
    return command.type === "talk-host" && name !== undefined ? { ...command, voter: this.#names.voterOf(name) } : command;
  }

  /** It is stored: memory follows. Nobody has been told yet. */
  kept({ after }: TalkTurn): void {
    this.#talk = after;
    // n-cast: room.apply(events); n-notice: notices.apply(events).
  }

  /** What was decided is not stored, or nothing is any more: memory is made anew from what is. */
  forget(): void {
    this.#talk = null;
    this.#remembered = newMemory();
    // n-cast: room.forget(); n-notice: notices.forget().
  }

  /** Whoever spoke has been answered; now those who listen. */
  speak(_now: number): void {
    // n-cast: cast.announce(now); n-notice: new notices to open sockets.
  }
}

/** Until `notices.ts` stores them. */
const NO_NOTICES: NoticeTurn = {
  notice: () => undefined,
  notices: () => 0,
  liveNotice: () => undefined,
  got: () => undefined,
  isFor: () => false,
  apply: () => {},
};

function newMemory(): Remembered {
  return { liveAsks: null, saidAt: new Map() };
}

function isTalk(heard: Heard): heard is Heard & { command: TalkCommand } {
  switch (heard.command.type) {
    case "say":
    case "ask":
    case "upvote":
    case "got":
    case "talk-host":
      return true;
    default:
      return false;
  }
}

/** Of these the system tells the room. */
function isTold({ type }: Event): boolean {
  return type === "reset" || type === "reset-undone";
}

/** The public name of whom a command is about. */
function personIn(command: TalkHostCommand): string | undefined {
  if (command.command === "person") return command.person;
  return command.command === "notice" && typeof command.to === "object" ? command.to.person : undefined;
}
