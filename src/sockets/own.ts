/** The engine's sockets of one object. Only this folder names the hibernation API. */
import { CLOSE } from "../protocol/close.ts";
import { HELLO_WITHIN_MS, PING, PONG, SILENT_MS_MAX, SWEEP_EVERY_MS } from "../protocol/limits.ts";
import { OPEN } from "./session.ts";
import type { Socket } from "./socket.ts";

export class OwnSockets {
  readonly #ctx: DurableObjectState;
  readonly #saidNothing: (socket: Socket) => void;
  /** Those that are not on their way out; asked of the engine once after waking, since a thousand take it 3 ms. */
  #open: Set<Socket> | null = null;
  /** Have not said hello yet, with when they came. Their timer keeps the object awake, so it is stopped when nobody is left in here. */
  readonly #nameless = new Map<Socket, number>();
  #helloTimer: ReturnType<typeof setTimeout> | null = null;
  #sweptAt = 0;

  /** `saidNothing` hears of one that has not said hello in time. */
  constructor(ctx: DurableObjectState, saidNothing: (socket: Socket) => void) {
    this.#ctx = ctx;
    this.#saidNothing = saidNothing;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  /** `getWebSockets` still lists those that are closing. */
  open(): ReadonlySet<Socket> {
    return this.#listed();
  }

  /** `came` gets the socket before its phone can say anything. */
  accept(now: number, came: (socket: Socket) => void): Response {
    const { 0: theirs, 1: ours } = new WebSocketPair();
    this.#ctx.acceptWebSocket(ours);
    this.#listed().add(ours);
    came(ours);
    this.#nameless.set(ours, now);
    this.#helloTimer ??= setTimeout(() => this.#closeSilentDoors(), HELLO_WITHIN_MS);
    return new Response(null, { status: 101, webSocket: theirs });
  }

  /** It has said who it is, or is gone. */
  named(socket: Socket): void {
    this.#nameless.delete(socket);
    if (this.#nameless.size > 0 || this.#helloTimer === null) return;
    clearTimeout(this.#helloTimer);
    this.#helloTimer = null;
  }

  forget(socket: Socket): void {
    this.#listed().delete(socket);
    this.named(socket);
  }

  /** Those that fell silent, every few seconds at most, and at once after waking. When their phones wake they come back by themselves. */
  silent(now: number): Socket[] {
    if (Math.abs(now - this.#sweptAt) < SWEEP_EVERY_MS) return [];
    this.#sweptAt = now;
    return [...this.#listed()].filter((socket) => this.#isSilent(socket as WebSocket, now));
  }

  #listed(): Set<Socket> {
    this.#open ??= new Set(this.#ctx.getWebSockets().filter((socket) => socket.readyState === OPEN));
    return this.#open;
  }

  /** Used to ping and stopped: its network is gone and nobody told us. One that never pinged is not judged. */
  #isSilent(socket: WebSocket, now: number): boolean {
    const pinged = this.#ctx.getWebSocketAutoResponseTimestamp(socket);
    return pinged !== null && now - pinged.getTime() > SILENT_MS_MAX;
  }

  /** In the order of their coming: the first who still has time says when to look again. */
  #closeSilentDoors(): void {
    const now = Date.now();
    for (const [socket, acceptedAt] of this.#nameless) {
      const left = acceptedAt + HELLO_WITHIN_MS - now;
      if (left > 0) {
        this.#helloTimer = setTimeout(() => this.#closeSilentDoors(), left);
        return;
      }
      this.#saidNothing(socket);
    }
  }
}

/** The engine does not answer a peer's close for hibernatable sockets, and throws for the codes that mean "no code". */
export function answerClose(socket: Socket, code: number, reason: string): void {
  closeQuietly(socket, code === 1005 || code === 1006 || code === 1015 ? CLOSE.normal : code, reason);
}

export function closeQuietly(socket: Socket, code: number, reason: string): void {
  try {
    socket.close(code, reason);
  } catch {
    // Already closed by the engine, or a code that only peers may say: either way there is nobody left to tell.
  }
}
