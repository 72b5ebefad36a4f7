/** What a frame must pass before anybody thinks about it: the same at a hub's door and at a relay's. */
import { fitsBytes } from "../protocol/bytes.ts";
import { type ClientMessage, parseClientMessage } from "../protocol/client.ts";
import { CLOSE, type CloseCode } from "../protocol/close.ts";
import type { Code } from "../protocol/codes.ts";
import { BAD_FRAMES_PER_MINUTE_MAX, BAD_FRAMES_WINDOW_MS, CLIENT_FRAME_BYTES_MAX, LISTEN_CREDITS } from "../protocol/limits.ts";
import type { Time } from "../protocol/server.ts";
import { type Credits, fullCredits, type HubLimits, isOneTooMany, spend } from "./credits.ts";
import { lagOf, say } from "./fanout.ts";
import { refuse } from "./refusal.ts";
import type { Socket } from "./socket.ts";

/** What is remembered of a socket here. */
export interface Guest {
  closing: boolean;
  /** Null until its first frame. */
  credits: Credits | null;
  behindSince: number | null;
}

/** What goes further: from somebody who has said hello, or the hello itself. */
export type Passed = Exclude<ClientMessage, { type: "time" }>;

export class Threshold {
  readonly #limits: HubLimits;
  readonly #sendAway: (socket: Socket, code: CloseCode) => void;

  constructor(limits: HubLimits, sendAway: (socket: Socket, code: CloseCode) => void) {
    this.#limits = limits;
    this.#sendAway = sendAway;
  }

  /** Null for what ends here: it was answered, or nobody waits for an answer. */
  pass(socket: Socket, guest: Guest, isGreeted: boolean, frame: string | ArrayBuffer, now: number): Passed | null {
    if (guest.closing) return null;
    // Answers are never skipped: who goes on asking and reads none of them would fill the memory.
    if (lagOf(socket, guest, now) === "stuck") return this.#away(socket, CLOSE.fellBehind);
    guest.credits ??= fullCredits(this.#limits, now);
    const { credits } = guest;
    if (!this.#pays(socket, credits, frame, 1, now)) return null;
    if (typeof frame !== "string") return this.#bad(socket, credits, now, "bad-message");
    if (!fitsBytes(frame, CLIENT_FRAME_BYTES_MAX)) return this.#bad(socket, credits, now, "too-large", refOf(frame));
    const message = parseClientMessage(frame);
    if ("unreadable" in message) return this.#bad(socket, credits, now, message.unreadable, message.ref, message.detail);
    if (message.type === "hello") return isGreeted ? this.#bad(socket, credits, now, "not-allowed", refOf(frame)) : message;
    if (!isGreeted) return this.#bad(socket, credits, now, "hello-first", refOf(frame));
    if (message.type === "listen" && !this.#pays(socket, credits, frame, LISTEN_CREDITS - 1, now)) return null;
    if (message.type !== "time") return message;
    say(socket, JSON.stringify({ type: "time", sent: message.sent, now } satisfies Time));
    return null;
  }

  #pays(socket: Socket, credits: Credits, frame: string | ArrayBuffer, price: number, now: number): boolean {
    const allowed = spend(credits, this.#limits, now, price);
    if (allowed === "close") this.#sendAway(socket, CLOSE.tooManyMessages);
    if (allowed === "refuse") refuse(socket, refOf(frame), "too-fast");
    return allowed === "go";
  }

  #bad(socket: Socket, credits: Credits, now: number, code: Code, ref?: number, detail?: string): null {
    if (isOneTooMany(credits.badFrames, BAD_FRAMES_PER_MINUTE_MAX, BAD_FRAMES_WINDOW_MS, now))
      return this.#away(socket, CLOSE.badMessages);
    refuse(socket, ref, code, { detail });
    return null;
  }

  #away(socket: Socket, code: CloseCode): null {
    this.#sendAway(socket, code);
    return null;
  }
}

/** Of a frame that is refused unread, so that a phone knows which of its votes to send again. */
function refOf(frame: string | ArrayBuffer): number | undefined {
  if (typeof frame !== "string") return undefined;
  const ref = /"ref":\s*(-?\d{1,15})\s*[,}]/.exec(frame.slice(0, CLIENT_FRAME_BYTES_MAX))?.[1];
  return ref === undefined ? undefined : Number(ref);
}
