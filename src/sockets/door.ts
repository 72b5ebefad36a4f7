/** Where sockets come in and go out. Only this folder names the hibernation API. */
import { CLOSE, type CloseCode } from "../protocol/close.ts";
import { HELLO_WITHIN_MS, PING, PONG, SILENT_MS_MAX, SWEEP_EVERY_MS } from "../protocol/limits.ts";
import type { HubLimits } from "./credits.ts";
import { attach, type Identity, newSession, OPEN, type Session, sessionFrom } from "./session.ts";

export class Door {
  readonly #ctx: DurableObjectState;
  readonly #limits: HubLimits;
  readonly #gone: (voter: string) => void;
  readonly #sessions = new WeakMap<WebSocket, Session>();
  /** Sockets of each voter: who is here, and which tabs belong together. Built anew after waking, when first asked for. */
  #people: Map<string, Set<WebSocket>> | null = null;
  /** Sockets that are not on their way out; asked of the engine once after waking, since a thousand take it 3 ms. */
  #open: Set<WebSocket> | null = null;
  /** Have not said hello yet. Their timer keeps the object awake, so it is stopped when nobody is left in here. */
  readonly #nameless = new Set<WebSocket>();
  #helloTimer: ReturnType<typeof setTimeout> | null = null;
  #sweptAt = 0;

  /** `gone` hears of a voter whose last socket is no more. */
  constructor(ctx: DurableObjectState, limits: HubLimits, gone: (voter: string) => void) {
    this.#ctx = ctx;
    this.#limits = limits;
    this.#gone = gone;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  isFull(): boolean {
    return this.#listed().size >= this.#limits.socketsMax;
  }

  accept(now: number, network?: string): Response {
    const { 0: theirs, 1: ours } = new WebSocketPair();
    const session = newSession(this.#limits, now);
    session.network = network;
    this.#ctx.acceptWebSocket(ours);
    this.#listed().add(ours);
    this.#sessions.set(ours, session);
    attach(ours, session);
    this.#nameless.add(ours);
    this.#helloTimer ??= setTimeout(() => this.#closeSilentDoors(), HELLO_WITHIN_MS);
    return new Response(null, { status: 101, webSocket: theirs });
  }

  session(socket: WebSocket): Session {
    let session = this.#sessions.get(socket);
    if (!session) {
      session = sessionFrom(socket, this.#limits, Date.now());
      this.#sessions.set(socket, session);
    }
    return session;
  }

  /** `hello` was right. Survives hibernation from here on. */
  identify(socket: WebSocket, session: Session, identity: Identity): void {
    const people = this.#known();
    session.identity = identity;
    attach(socket, session);
    this.#named(socket);
    addTo(people, identity, socket);
  }

  /** Let in since it said hello. */
  admit(socket: WebSocket, shown: NonNullable<Identity["shown"]>): void {
    const session = this.session(socket);
    if (!session.identity) return;
    session.identity = { ...session.identity, shown };
    attach(socket, session);
  }

  /** Asked for what the room says. Survives hibernation from here on. */
  subscribe(socket: WebSocket, session: Session): void {
    if (session.listens) return;
    session.listens = true;
    attach(socket, session);
  }

  /** After a close from either side. True when a voter is no longer here at all. */
  forget(socket: WebSocket): boolean {
    const session = this.session(socket);
    if (session.left) return false;
    session.left = true;
    session.closing = true;
    this.#listed().delete(socket);
    this.#named(socket);
    const { identity } = session;
    if (identity?.role !== "voter") return false;
    // After waking, the list is made without the socket that woke us by leaving.
    const people = this.#known();
    const tabs = people.get(identity.voter);
    tabs?.delete(socket);
    if (tabs?.size === 0) people.delete(identity.voter);
    if (people.has(identity.voter)) return false;
    this.#gone(identity.voter);
    return true;
  }

  /** Distinct voters who are here. */
  present(): number {
    return this.#known().size;
  }

  /** Distinct voters who are here, by name. */
  voters(): Iterable<string> {
    return this.#known().keys();
  }

  isHere(voter: string): boolean {
    return this.#known().has(voter);
  }

  /** All tabs and devices of one voter. */
  socketsOf(voter: string): Iterable<WebSocket> {
    return this.#known().get(voter) ?? [];
  }

  /** Is a host or a big screen here? They show the short code. */
  hasScreen(): boolean {
    return this.sockets().some((socket) => {
      const { identity } = this.session(socket);
      return identity !== null && (identity.host || identity.role !== "voter");
    });
  }

  /** Hosts who are here, by name. */
  hosts(): Set<string> {
    const hosts = new Set<string>();
    for (const socket of this.sockets()) {
      const { identity } = this.session(socket);
      if (identity?.role === "host") hosts.add(identity.voter);
    }
    return hosts;
  }

  /** Every socket that is not on its way out. */
  sockets(): WebSocket[] {
    return [...this.#listed()];
  }

  /**
   * Closes once; true when a voter is no longer here at all. The engine has no way to tear a stuck line down: the socket stays listed
   * until the peer or TCP gives up.
   */
  close(socket: WebSocket, code: CloseCode): boolean {
    if (this.session(socket).closing) return false;
    const isGone = this.forget(socket);
    // Whoever does not answer the close must not be somebody again when we wake from a sleep.
    const session = this.session(socket);
    session.identity = null;
    attach(socket, session);
    closeQuietly(socket, code, "");
    return isGone;
  }

  /** The engine does not answer a peer's close for hibernatable sockets, and throws for the codes that mean "no code". */
  answerClose(socket: WebSocket, code: number, reason: string): void {
    closeQuietly(socket, code === 1005 || code === 1006 || code === 1015 ? CLOSE.normal : code, reason);
  }

  /**
   * Closes those that fell silent, every few seconds at most, and at once after waking; true when a voter is no longer here at all. When
   * their phones wake they come back by themselves.
   */
  sweep(now: number): boolean {
    if (Math.abs(now - this.#sweptAt) < SWEEP_EVERY_MS) return false;
    this.#sweptAt = now;
    let isOneFewer = false;
    for (const socket of this.sockets()) {
      if (this.#isSilent(socket, now) && this.close(socket, CLOSE.fellBehind)) isOneFewer = true;
    }
    return isOneFewer;
  }

  /** Used to ping and stopped: its network is gone and nobody told us. One that never pinged is not judged. */
  #isSilent(socket: WebSocket, now: number): boolean {
    const pinged = this.#ctx.getWebSocketAutoResponseTimestamp(socket);
    return pinged !== null && now - pinged.getTime() > SILENT_MS_MAX;
  }

  /** `getWebSockets` still lists those that are closing. */
  #listed(): Set<WebSocket> {
    this.#open ??= new Set(this.#ctx.getWebSockets().filter((socket) => socket.readyState === OPEN));
    return this.#open;
  }

  #known(): Map<string, Set<WebSocket>> {
    if (this.#people) return this.#people;
    const people = new Map<string, Set<WebSocket>>();
    for (const socket of this.sockets()) {
      const { identity } = this.session(socket);
      if (identity) addTo(people, identity, socket);
    }
    this.#people = people;
    return people;
  }

  #named(socket: WebSocket): void {
    this.#nameless.delete(socket);
    if (this.#nameless.size > 0 || this.#helloTimer === null) return;
    clearTimeout(this.#helloTimer);
    this.#helloTimer = null;
  }

  /** In the order of their coming: the first who still has time says when to look again. */
  #closeSilentDoors(): void {
    const now = Date.now();
    for (const socket of this.#nameless) {
      const left = this.session(socket).acceptedAt + HELLO_WITHIN_MS - now;
      if (left > 0) {
        this.#helloTimer = setTimeout(() => this.#closeSilentDoors(), left);
        return;
      }
      this.close(socket, CLOSE.noHello);
    }
  }
}

function addTo(people: Map<string, Set<WebSocket>>, { voter, role }: Identity, socket: WebSocket): void {
  if (role !== "voter") return;
  const tabs = people.get(voter);
  if (tabs) tabs.add(socket);
  else people.set(voter, new Set([socket]));
}

function closeQuietly(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason);
  } catch {
    // Already closed by the engine, or a code that only peers may say: either way there is nobody left to tell.
  }
}
