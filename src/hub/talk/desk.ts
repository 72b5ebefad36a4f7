/** Where a hub meets what its room says beside the votes: what is heard of it, its part of a turn, and what that leaves behind. */
import type { TalkCommand, TalkEvent } from "../../poll/talk/talk.ts";
import type { ClientMessage } from "../../protocol/client.ts";
import type { TalkBody } from "../../protocol/saying.ts";
import type { Door } from "../../sockets/door.ts";
import { say } from "../../sockets/fanout.ts";
import type { Identity } from "../../sockets/session.ts";
import { sentence } from "../../words/index.ts";
import { ackFrame, refusalFrame } from "../frames.ts";
import type { Ask } from "../inbox.ts";
import type { Ledger } from "../ledger.ts";
import type { Heard, Reply, Turn } from "../turn.ts";

export type TalkMessage = Exclude<ClientMessage, { type: "hello" | "time" | "echo" | "join" | "vote" | "command" }>;

/** What one turn's talk came to: rows to write, in the one commit of the turn. */
export interface TalkTurn {
  events: TalkEvent[];
}

export class TalkDesk {
  readonly door: Door;
  readonly ledger: Ledger;
  readonly #put: (ask: Ask) => void;

  /** `put`: into the next turn. */
  constructor(door: Door, ledger: Ledger, put: (ask: Ask) => void) {
    this.door = door;
    this.ledger = ledger;
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

  /** Behind the poll's own commands, in the same transaction. Null where nothing was said; replies to what was go into the turn's. */
  turn(_turn: Turn, _heard: readonly Heard[], _now: number): TalkTurn | null {
    return null;
  }

  /** It is stored: memory follows. Nobody has been told yet. */
  kept(_turn: TalkTurn): void {
    // n-cast: room.apply(events); n-notice: notices.apply(events).
  }

  /** What was decided is not stored: memory is made anew from what is. */
  forget(): void {
    // n-cast: room.forget(); n-notice: notices.forget().
  }

  /** Whoever spoke has been answered; now those who listen. */
  speak(_now: number): void {
    // n-cast: cast.announce(now); n-notice: new notices to open sockets.
  }
}
