/** From a frame to a command, and from a reply to an answer: what one socket says and hears. */

import type { Refusal } from "../poll/decision.ts";
import type { State } from "../poll/state.ts";
import { fitsBytes } from "../protocol/bytes.ts";
import { type ClientMessage, type Hello, parseClientMessage, type Vote } from "../protocol/client.ts";
import { CLOSE } from "../protocol/close.ts";
import type { Code } from "../protocol/codes.ts";
import type { Join } from "../protocol/game.ts";
import { CLIENT_FRAME_BYTES_MAX, LISTEN_CREDITS } from "../protocol/limits.ts";
import type { Joined, PlayerView, Role, Time } from "../protocol/server.ts";
import { isOneBadFrameTooMany, spend } from "../sockets/credits.ts";
import { lagOf, say } from "../sockets/fanout.ts";
import type { Identity, Session } from "../sockets/session.ts";
import { sentence } from "../words/index.ts";
import { answered, isShut, readerOf } from "./broadcast.ts";
import type { Who } from "./entry/gate.ts";
import { ackFrame, type Frames, keyAckFrame, refusalFrame, voteAckFrame } from "./frames.ts";
import type { PollHub } from "./hub.ts";
import { isKey } from "./secrets.ts";
import type { Heard, Reply } from "./turn.ts";

export class Listener {
  readonly #hub: PollHub;
  /** Newcomers who meet the same state share its encoding. */
  #frames: Frames | null = null;

  constructor(hub: PollHub) {
    this.#hub = hub;
  }

  hear(socket: WebSocket, frame: string | ArrayBuffer, now: number): void {
    const session = this.#hub.door.session(socket);
    const state = this.#hub.state;
    if (session.closing) return;
    if (!state) return this.#hub.sendAway(socket, CLOSE.noSuchPoll);
    // Answers are never skipped: who goes on asking and reads none of them would fill the memory.
    if (lagOf(socket, session, now) === "stuck") return this.#hub.sendAway(socket, CLOSE.fellBehind);
    if (!this.#pays(socket, session, frame, 1, now)) return;
    if (typeof frame !== "string") return this.#bad(socket, session, undefined, "bad-message", now);
    if (!fitsBytes(frame, CLIENT_FRAME_BYTES_MAX)) return this.#bad(socket, session, refOf(frame), "too-large", now);
    const message = parseClientMessage(frame);
    if ("unreadable" in message) return this.#bad(socket, session, message.ref, message.unreadable, now, message.detail);
    if (message.type === "hello") {
      if (session.identity) return this.#bad(socket, session, refOf(frame), "not-allowed", now);
      return this.#hello(socket, session, state, message, now);
    }
    if (!session.identity) return this.#bad(socket, session, refOf(frame), "hello-first", now);
    if (message.type === "time") return say(socket, JSON.stringify({ type: "time", sent: message.sent, now } satisfies Time));
    if (message.type === "echo") return this.#hub.quiz.echo(socket, message.nonce, now);
    if (message.type === "join") return this.#join(socket, session.identity, message);
    if (message.type === "vote" || message.type === "command") return this.#ask(socket, session.identity, message);
    if (message.type === "listen" && !this.#pays(socket, session, frame, LISTEN_CREDITS - 1, now)) return;
    const answer = this.#answerTo(socket, "ref" in message ? message.ref : undefined);
    this.#hub.talk.hear(socket, session.identity, message, answer, now);
  }

  #pays(socket: WebSocket, { credits }: Session, frame: string | ArrayBuffer, price: number, now: number): boolean {
    const allowed = spend(credits, this.#hub.limits, now, price);
    if (allowed === "close") this.#hub.sendAway(socket, CLOSE.tooManyMessages);
    if (allowed === "refuse") this.#refuse(socket, refOf(frame), "too-fast");
    return allowed === "go";
  }

  /** What was encoded is not the newest any more: the crowd hears it once more. */
  tellAgain(): void {
    this.#frames = null;
    this.#hub.broadcast.announce("results", Date.now());
  }

  /** A new round: what each socket's voter has answered must be looked up again. */
  forgetVoted(): void {
    for (const socket of this.#hub.door.sockets()) this.#hub.door.session(socket).voted = undefined;
  }

  /** The host key was changed: whoever came with the old one is no host any more. */
  sendOldHostsAway(newHost?: WebSocket): void {
    for (const socket of this.#hub.door.sockets()) {
      const { identity } = this.#hub.door.session(socket);
      if (socket !== newHost && identity?.host) this.#hub.sendAway(socket, CLOSE.wrongKey);
    }
  }

  /** Where networks are capped from now on, sockets come back to say where they come from; who has a revoked ticket hears what became of it. */
  entryChanged(before: State, after: State, heard: readonly Heard[]): void {
    const isCapNew = before.poll.entry.networkMax === null && after.poll.entry.networkMax !== null;
    for (const socket of isCapNew ? this.#hub.door.sockets() : []) {
      if (this.#hub.door.session(socket).identity?.role === "voter") this.#hub.sendAway(socket, CLOSE.fellBehind);
    }
    for (const { command } of heard) {
      if (command.type !== "host" || command.voter === undefined) continue;
      for (const socket of this.#hub.door.socketsOf(command.voter)) {
        this.#hub.door.session(socket).voted = undefined;
        this.#hub.broadcast.owe(socket);
      }
    }
  }

  #whoOf(socket: WebSocket, { voter, shown }: Identity): Who {
    const { network } = this.#hub.door.session(socket);
    return { voter, ...(shown && { shown }), ...(network !== undefined && { network }) };
  }

  #hello(socket: WebSocket, session: Session, state: State, hello: Hello, now: number): void {
    if (hello.key !== undefined && !isKey(hello.key, state.hostKeyHash)) return this.#hub.sendAway(socket, CLOSE.wrongKey);
    const host = hello.key !== undefined;
    // Without a key nobody is a host, whatever they say; the big screen may come without one and sees what anyone sees.
    const role: Role = hello.role === "stage" ? "stage" : host && hello.role !== "voter" ? "host" : "voter";
    const { voter, shown } = this.#hub.gate.greeted(hello);
    const newcomers = this.#hub.door.present();
    this.#hub.door.identify(socket, session, { voter, role, host, shown });
    if (role === "voter") this.#hub.quiz.hello(socket, voter, now);
    const mine = this.#hub.ledger.mineOf(state, voter);
    session.voted = new Set(answered(mine));
    const present = this.#hub.door.present();
    if (!this.#frames?.isOf(state, present, this.#hub.quiz.toldOf(state, now))) this.#frames = this.#hub.looks.framesOf(state);
    const player = role === "voter" ? this.#hub.quiz.playerViews(state, [voter])?.get(voter) : undefined;
    say(socket, this.#frames.snapshot(readerOf(session), mine, player, isShut(state, session)));
    session.toldSeq = state.seq;
    this.#hub.talk.hello(socket, now);
    if (present !== newcomers) this.#hub.broadcast.announce("presence", now);
    if (host || role === "stage") this.#hub.keepCode();
  }

  /** By socket or by HTTP; `from` is the tab that voted and needs no news of it. */
  vote(who: Who, { question, choice, n, round }: Vote, answer: (reply: Reply) => void, from?: WebSocket): void {
    const { voter } = who;
    const vote: Vote = { question, choice, n, ...(round === undefined ? {} : { round }) };
    this.#hub.inbox.put({
      command: { type: "vote", ...who, ...vote, creditMs: this.#hub.quiz.creditOf(from, voter) },
      answer: (reply) => {
        if ("status" in reply && reply.status !== "same") this.#tellTabs(voter, vote, from);
        answer(reply);
      },
    });
  }

  /** Into a quiz, by socket or by HTTP. */
  join(who: Who, { name, team }: Join, answer: (reply: JoinReply) => void, from?: WebSocket): void {
    this.#hub.inbox.put({
      command: { type: "join", ...who, name, team },
      answer: (reply) => {
        if ("refused" in reply) return answer(reply);
        const { state } = this.#hub;
        const player = state && this.#hub.quiz.playerViews(state, [who.voter])?.get(who.voter);
        if (!player) return answer({ refused: "busy" });
        for (const socket of this.#hub.door.socketsOf(who.voter)) if (socket !== from) this.#hub.broadcast.owe(socket);
        answer({ player });
      },
    });
  }

  #join(socket: WebSocket, identity: Identity, { ref, ...joining }: Join & { ref: number }): void {
    if (identity.role !== "voter") return this.#refuse(socket, ref, "not-allowed", "not-now");
    const answer = (reply: JoinReply) => {
      if ("refused" in reply) return this.#refuse(socket, ref, reply.refused, reply.detail, reply.suggested);
      say(socket, JSON.stringify({ type: "joined", ref, player: reply.player } satisfies Joined));
    };
    this.join(this.#whoOf(socket, identity), joining, answer, socket);
  }

  #ask(socket: WebSocket, identity: Identity, message: Extract<ClientMessage, { type: "vote" | "command" }>): void {
    const { ref } = message;
    if (message.type === "vote") {
      const answer = (reply: Reply) => {
        if ("refused" in reply) return this.#refuse(socket, ref, reply.refused, reply.detail);
        say(socket, voteAckFrame(ref, reply.status, reply.seq, reply.receipt));
      };
      return this.vote(this.#whoOf(socket, identity), message, answer, socket);
    }
    if (!identity.host) return this.#refuse(socket, ref, "not-host");
    const { ask, hostKey } = this.#hub.gate.hostAsk(message.command);
    const answer = this.#answerTo(socket, ref);
    this.#hub.inbox.put({
      command: ask,
      answer: (reply) => {
        if ("refused" in reply || !hostKey) return answer(reply);
        say(socket, keyAckFrame(ref, reply.seq, hostKey));
        this.sendOldHostsAway(socket);
      },
    });
  }

  /** Without a `ref` nobody waits for it. */
  #answerTo(socket: WebSocket, ref: number | undefined): (reply: Reply) => void {
    return (reply) => {
      if (ref === undefined) return;
      if ("refused" in reply) this.#refuse(socket, ref, reply.refused, reply.detail);
      else say(socket, ackFrame(ref, reply));
    };
  }

  /** What this voter may see may have changed with the vote, and the voter's other tabs and devices follow. */
  #tellTabs(voter: string, { question, choice }: Vote, from: WebSocket | undefined): void {
    for (const socket of this.#hub.door.socketsOf(voter)) {
      const session = this.#hub.door.session(socket);
      if (socket === from) {
        if (choice.length > 0) session.voted?.add(question);
        else session.voted?.delete(question);
        continue;
      }
      session.voted = undefined;
      this.#hub.broadcast.owe(socket);
    }
  }

  #bad(socket: WebSocket, session: Session, ref: number | undefined, code: Code, now: number, detail?: string): void {
    if (isOneBadFrameTooMany(session.credits, now)) return this.#hub.sendAway(socket, CLOSE.badMessages);
    this.#refuse(socket, ref, code, detail);
  }

  #refuse(socket: WebSocket, ref: number | undefined, code: Code, detail?: string, suggested?: string): void {
    const why = { ...(detail !== undefined && { detail }), ...(suggested !== undefined && { suggested }) };
    say(socket, refusalFrame(ref, code, sentence(code, detail), why));
  }
}

/** How a `join` was answered. */
export type JoinReply = { player: PlayerView } | (Refusal & { suggested?: string });

/** Of a frame that is refused unread, so that a phone knows which of its votes to send again. */
function refOf(frame: string | ArrayBuffer): number | undefined {
  if (typeof frame !== "string") return undefined;
  const ref = /"ref":\s*(-?\d{1,15})\s*[,}]/.exec(frame.slice(0, CLIENT_FRAME_BYTES_MAX))?.[1];
  return ref === undefined ? undefined : Number(ref);
}
