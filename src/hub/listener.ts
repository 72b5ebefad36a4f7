/** From a frame to a command, and from a reply to an answer: what one socket says and hears. */

import type { Refusal } from "../poll/decision.ts";
import type { State } from "../poll/state.ts";
import type { ClientMessage, Hello, Vote } from "../protocol/client.ts";
import { CLOSE } from "../protocol/close.ts";
import type { Join } from "../protocol/game.ts";
import { WRONG_KEY_ANSWERED_AFTER_MS, WRONG_KEYS_PER_MINUTE_MAX, WRONG_KEYS_WINDOW_MS } from "../protocol/limits.ts";
import type { Joined, PlayerView, Role } from "../protocol/server.ts";
import { isOneTooMany, noMistakes } from "../sockets/credits.ts";
import { say } from "../sockets/fanout.ts";
import { refuse } from "../sockets/refusal.ts";
import type { Identity, Session } from "../sockets/session.ts";
import type { Socket } from "../sockets/socket.ts";
import { type Passed, Threshold } from "../sockets/threshold.ts";
import { answered, isShut, readerOf } from "./broadcast.ts";
import type { Who } from "./entry/gate.ts";
import { ackFrame, type Frames, keyAckFrame, voteAckFrame } from "./frames.ts";
import type { PollHub } from "./hub.ts";
import { isKey } from "./secrets.ts";
import type { Heard, Reply } from "./turn.ts";
import { votedIn, withoutVote, withVote } from "./voted.ts";

export class Listener {
  readonly #hub: PollHub;
  readonly #threshold: Threshold;
  readonly #wrongKeys = noMistakes();
  /** Newcomers who meet the same state share its encoding. */
  #frames: Frames | null = null;

  constructor(hub: PollHub) {
    this.#hub = hub;
    this.#threshold = new Threshold(hub.limits, (socket, code) => hub.sendAway(socket, code));
  }

  hear(socket: Socket, frame: string | ArrayBuffer, now: number): void {
    if (!this.#hub.state) return this.#hub.sendAway(socket, CLOSE.noSuchPoll);
    const session = this.#hub.door.session(socket);
    if (session.turnedAway) return;
    const message = this.#threshold.pass(socket, session, session.identity !== null, frame, now);
    if (message) this.take(socket, session, message, now);
  }

  /** What has passed the threshold, here or at a relay. */
  take(socket: Socket, session: Session, message: Passed, now: number): void {
    if (session.turnedAway) return;
    if (message.type === "hello") return this.#hello(socket, session, message, now);
    if (!session.identity) return;
    if (message.type === "echo") return this.#hub.quiz.echo(socket, message.nonce, now);
    if (message.type === "join") return this.#join(socket, session.identity, message);
    if (message.type === "vote" || message.type === "command") return this.#ask(socket, session.identity, message);
    const answer = this.#answerTo(socket, "ref" in message ? message.ref : undefined);
    this.#hub.talk.hear(socket, session.identity, message, answer, now);
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
  sendOldHostsAway(newHost?: Socket): void {
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

  #whoOf(socket: Socket, { voter, shown }: Identity): Who {
    const { network } = this.#hub.door.session(socket);
    return { voter, shown, network };
  }

  #hello(socket: Socket, session: Session, hello: Hello, now: number): void {
    const { state } = this.#hub;
    if (!state) return;
    if (hello.key !== undefined && !isKey(hello.key, state.hostKeyHash)) return this.#wrongKey(socket, session, now);
    const host = hello.key !== undefined;
    // Without a key nobody is a host, whatever they say; the big screen may come without one and sees what anyone sees.
    const role: Role = hello.role === "stage" ? "stage" : host && hello.role !== "voter" ? "host" : "voter";
    const { voter, shown } = this.#hub.gate.greeted(hello);
    const newcomers = this.#hub.door.present();
    this.#hub.door.identify(socket, session, { voter, role, host, shown });
    if (role === "voter") this.#hub.quiz.hello(socket, voter, now);
    const mine = this.#hub.ledger.mineOf(state, voter);
    session.voted = votedIn(answered(mine));
    const present = this.#hub.door.present();
    const isEncoded = this.#frames?.isOf(state, this.#hub.quiz.toldOf(state, now));
    this.#frames = (isEncoded && this.#frames?.with(present)) || this.#hub.looks.framesOf(state);
    const player = role === "voter" ? this.#hub.quiz.playerViews(state, [voter])?.get(voter) : undefined;
    say(socket, this.#frames.snapshot(readerOf(session), mine, player, isShut(state, session)));
    session.toldSeq = state.seq;
    this.#hub.talk.hello(socket, now);
    if (present !== newcomers) this.#hub.broadcast.announce("presence", now);
    if (host || role === "stage") this.#hub.keepCode();
  }

  /** Who guesses at the key waits, as by HTTP; a right one is never counted and never waits. */
  #wrongKey(socket: Socket, session: Session, now: number): void {
    const sendAway = () => this.#hub.sendAway(socket, CLOSE.wrongKey);
    if (!isOneTooMany(this.#wrongKeys, WRONG_KEYS_PER_MINUTE_MAX, WRONG_KEYS_WINDOW_MS, now)) return sendAway();
    session.turnedAway = true;
    setTimeout(sendAway, WRONG_KEY_ANSWERED_AFTER_MS);
  }

  /** By socket or by HTTP; `from` is the tab that voted and needs no news of it. */
  vote({ voter, shown, network }: Who, vote: Vote, answer: (reply: Reply) => void, from?: Socket): void {
    const { question, choice, n, round } = vote;
    const creditMs = this.#hub.quiz.creditOf(from, voter);
    this.#hub.inbox.put({
      command: { type: "vote", voter, shown, network, question, choice, n, round, creditMs },
      answer: (reply) => {
        if ("status" in reply && reply.status !== "same") this.#tellTabs(voter, vote, from);
        answer(reply);
      },
    });
  }

  /** Into a quiz, by socket or by HTTP. */
  join(who: Who, { name, team }: Join, answer: (reply: JoinReply) => void, from?: Socket): void {
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

  #join(socket: Socket, identity: Identity, { ref, ...joining }: Join & { ref: number }): void {
    if (identity.role !== "voter") return refuse(socket, ref, "not-allowed", { detail: "not-now" });
    const answer = (reply: JoinReply) => {
      if ("refused" in reply) return refuse(socket, ref, reply.refused, reply);
      say(socket, JSON.stringify({ type: "joined", ref, player: reply.player } satisfies Joined));
    };
    this.join(this.#whoOf(socket, identity), joining, answer, socket);
  }

  #ask(socket: Socket, identity: Identity, message: Extract<ClientMessage, { type: "vote" | "command" }>): void {
    const { ref } = message;
    if (message.type === "vote") {
      const answer = (reply: Reply) => {
        if ("refused" in reply) return refuse(socket, ref, reply.refused, reply);
        say(socket, voteAckFrame(ref, reply.status, reply.seq, reply.receipt));
      };
      return this.vote(this.#whoOf(socket, identity), message, answer, socket);
    }
    if (!identity.host) return refuse(socket, ref, "not-host");
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
  #answerTo(socket: Socket, ref: number | undefined): (reply: Reply) => void {
    return (reply) => {
      if (ref === undefined) return;
      if ("refused" in reply) refuse(socket, ref, reply.refused, reply);
      else say(socket, ackFrame(ref, reply));
    };
  }

  /** What this voter may see may have changed with the vote, and the voter's other tabs and devices follow. */
  #tellTabs(voter: string, { question, choice }: Vote, from: Socket | undefined): void {
    for (const socket of this.#hub.door.socketsOf(voter)) {
      const session = this.#hub.door.session(socket);
      if (socket === from) {
        if (session.voted)
          session.voted = choice.length > 0 ? withVote(session.voted, question) : withoutVote(session.voted, question);
        continue;
      }
      session.voted = undefined;
      this.#hub.broadcast.owe(socket);
    }
  }
}

/** How a `join` was answered. */
export type JoinReply = { player: PlayerView } | (Refusal & { suggested?: string });
