/** Who is here, and where they come in and go out: by a socket of this object, or behind a relay. */
import { CLOSE, type CloseCode } from "../protocol/close.ts";
import type { HubLimits } from "./credits.ts";
import { closeQuietly, OwnSockets } from "./own.ts";
import { People } from "./people.ts";
import { type RelayedSocket, RelayedSockets } from "./relayed.ts";
import { attach, type Identity, newSession, type Session, sessionFrom } from "./session.ts";
import type { Socket } from "./socket.ts";

export class Door {
  readonly #limits: HubLimits;
  readonly #gone: (voter: string) => void;
  readonly #own: OwnSockets;
  readonly #relayed = new RelayedSockets();
  readonly #sessions = new WeakMap<Socket, Session>();
  /** Voters. Built anew after waking, when first asked for. */
  #people: People | null = null;

  /** `gone` hears of a voter whose last socket is no more. */
  constructor(ctx: DurableObjectState, limits: HubLimits, gone: (voter: string) => void) {
    this.#limits = limits;
    this.#gone = gone;
    this.#own = new OwnSockets(ctx, (socket) => this.close(socket, CLOSE.noHello));
  }

  /** Sockets of this object itself. */
  get ownSize(): number {
    return this.#own.open().size;
  }

  get relayedSize(): number {
    return this.#relayed.size;
  }

  isFull(): boolean {
    return this.ownSize >= this.#limits.socketsMax;
  }

  accept(now: number, network?: string): Response {
    return this.#own.accept(now, (socket) => {
      const session = newSession(now);
      session.network = network;
      this.#sessions.set(socket, session);
      attach(socket, session);
    });
  }

  /** A phone behind a relay: new, or with what was kept of it. */
  enter(socket: RelayedSocket, network?: string): void {
    const session = this.session(socket);
    if (network !== undefined) session.network = network;
    this.#relayed.add(socket);
    if (session.identity && this.#people) addTo(this.#people, session.identity, socket);
  }

  session(socket: Socket): Session {
    let session = this.#sessions.get(socket);
    if (!session) {
      session = sessionFrom(socket, Date.now());
      this.#sessions.set(socket, session);
    }
    return session;
  }

  /** `hello` was right. Survives hibernation from here on. */
  identify(socket: Socket, session: Session, identity: Identity): void {
    const people = this.#known();
    session.identity = identity;
    attach(socket, session);
    this.#own.named(socket);
    addTo(people, identity, socket);
  }

  /** Let in since it said hello. */
  admit(socket: Socket, shown: NonNullable<Identity["shown"]>): void {
    const session = this.session(socket);
    if (!session.identity) return;
    session.identity = { ...session.identity, shown };
    attach(socket, session);
  }

  /** Asked for what the room says. Survives hibernation from here on. */
  subscribe(socket: Socket, session: Session): void {
    if (session.listens) return;
    session.listens = true;
    attach(socket, session);
  }

  /** After a close from either side. True when a voter is no longer here at all. */
  forget(socket: Socket): boolean {
    const session = this.session(socket);
    if (session.left) return false;
    session.left = true;
    session.closing = true;
    if (!this.#relayed.delete(socket)) this.#own.forget(socket);
    const { identity } = session;
    if (identity?.role !== "voter") return false;
    // After waking, the list is made without the socket that woke us by leaving.
    if (!this.#known().remove(identity.voter, socket)) return false;
    this.#gone(identity.voter);
    return true;
  }

  /** Distinct voters who are here. */
  present(): number {
    return this.#known().size;
  }

  /** Distinct voters who are here, by name. */
  voters(): Iterable<string> {
    return this.#known().names();
  }

  isHere(voter: string): boolean {
    return this.#known().has(voter);
  }

  /** All tabs and devices of one voter. */
  socketsOf(voter: string): Iterable<Socket> {
    return this.#known().socketsOf(voter);
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
  sockets(): Socket[] {
    return [...this.#own.open(), ...this.#relayed.all()];
  }

  /**
   * Closes once; true when a voter is no longer here at all. The engine has no way to tear a stuck line down: the socket stays listed
   * until the peer or TCP gives up.
   */
  close(socket: Socket, code: CloseCode): boolean {
    if (this.session(socket).closing) return false;
    const isGone = this.forget(socket);
    // Whoever does not answer the close must not be somebody again when we wake from a sleep.
    const session = this.session(socket);
    session.identity = null;
    if (!socket.relay) attach(socket, session);
    closeQuietly(socket, code, "");
    return isGone;
  }

  /** Closes those that fell silent; true when a voter is no longer here at all. */
  sweep(now: number): boolean {
    let isOneFewer = false;
    for (const socket of this.#own.silent(now)) if (this.close(socket, CLOSE.fellBehind)) isOneFewer = true;
    return isOneFewer;
  }

  #known(): People {
    if (this.#people) return this.#people;
    const people = new People();
    for (const socket of this.sockets()) {
      const { identity } = this.session(socket);
      if (identity) addTo(people, identity, socket);
    }
    this.#people = people;
    return people;
  }
}

function addTo(people: People, { voter, role }: Identity, socket: Socket): void {
  if (role === "voter") people.add(voter, socket);
}
