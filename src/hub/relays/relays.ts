/** Relays as their hub has them: what they bring is heard as if it came by sockets of its own, and their phones are sockets among the others. */
import type { Env } from "../../env.ts";
import { CLOSE } from "../../protocol/close.ts";
import { SHARDS_HEADER } from "../../protocol/ids.ts";
import { RELAY_GAP_MS, RELAY_GAP_MS_EACH, RELAY_REST_MS_MAX, RELAYED_PHONES_MAX, ROLL_WITHIN_MS } from "../../protocol/limits.ts";
import type { Batch, Heard, Roll, Up } from "../../relay/wire.ts";
import { RelayedSocket } from "../../sockets/relayed.ts";
import { within } from "../../sockets/within.ts";
import type { PollHub } from "../hub.ts";
import type { Listener } from "../listener.ts";
import { Downlink, type Fate, type Mouth } from "./downlink.ts";
import { LostRelays } from "./lost.ts";
import type { RelayRows } from "./rows.ts";

interface Relay extends Mouth {
  roll(): Promise<Roll>;
  disown(known: string | null): Promise<void>;
}

export class Relays implements Fate {
  readonly #hub: PollHub;
  readonly #rows: RelayRows;
  readonly #listener: Listener;
  readonly #relayOf: (name: string) => Relay;
  /** Also those whose last phone has left: others may be on their way to it. */
  readonly #lines = new Map<string, Downlink>();
  readonly #lost: LostRelays;

  constructor(hub: PollHub, env: Env, rows: RelayRows, listener: Listener) {
    this.#hub = hub;
    this.#rows = rows;
    this.#listener = listener;
    this.#relayOf = (name) => env.RELAY.getByName(name) as unknown as Relay;
    const disown = (name: string) => this.#relayOf(name).disown(this.#lines.get(name)?.life ?? null);
    this.#lost = new LostRelays(disown, (name) => this.#forgetIfEmpty(name));
  }

  // ---- a hub that wakes ----

  /** Asks those that had phones when this poll was last in memory; nobody is heard before. */
  wake(ctx: DurableObjectState, woke: () => void): void {
    const { names, lost } = this.#hub.state ? this.#rows.read() : NOBODY;
    // Their phones have missed what was said since, a new host key perhaps: they come again.
    for (const name of lost) this.#lost.add(name, Date.now());
    if (names.length === 0) return woke();
    void ctx.blockConcurrencyWhile(async () => {
      const what = "a relay did not answer";
      const rolls = await Promise.all(names.map((name) => within(ROLL_WITHIN_MS, what, () => this.#relayOf(name).roll())));
      for (const [index, name] of names.entries()) this.#enter(name, rolls[index] ?? null);
      woke();
    });
  }

  #enter(name: string, roll: Roll | null): void {
    if (!roll) return this.#lost.add(name, Date.now());
    if (roll.life === null || roll.phones.length === 0) return this.#rows.remove(name);
    const line = this.#begin(name, roll.life);
    for (const { phone, kept } of roll.phones) {
      const socket = new RelayedSocket(line, phone, kept);
      line.phones.set(phone, socket);
      this.#hub.door.enter(socket);
    }
  }

  // ---- what relays say ----

  /** Resolves when all who asked in this batch have their answers on the way. */
  async hear({ relay: name, life, isFirst, happened }: Batch): Promise<Heard> {
    if (!this.#hub.state) return "no-such-poll";
    const line = this.#lineOf(name, life, isFirst);
    if (!line) return "unknown";
    const now = Date.now();
    this.#hub.stir(now);
    for (const up of happened) this.#hearOne(line, up, now);
    this.#hub.drive(now);
    await this.#hub.inbox.answered();
    line.flush();
    return { gapMs: Math.max(RELAY_GAP_MS, RELAY_GAP_MS_EACH * this.#inUse().length) };
  }

  /** Null where this hub knows nothing of what came before. */
  #lineOf(name: string, life: string, isFirst: boolean): Downlink | null {
    const line = this.#lines.get(name);
    if (line?.life === life) return line;
    if (line && isFirst) this.over(line);
    return isFirst ? this.#begin(name, life) : null;
  }

  /** What breaks the hub costs the phone that said it its line, and nobody else. */
  #hearOne(line: Downlink, up: Up, now: number): void {
    try {
      this.#heard(line, up, now);
    } catch (broken) {
      console.error("what a phone said could not be heard", broken);
      const socket = line.phones.get(up.phone);
      if (socket) this.#hub.sendAway(socket, CLOSE.restarted);
      else line.close(up.phone, CLOSE.restarted);
    }
  }

  #heard(line: Downlink, up: Up, now: number): void {
    if ("hello" in up) {
      if (this.#hub.door.relayedSize >= RELAYED_PHONES_MAX) return line.close(up.phone, CLOSE.fellBehind);
      const socket = new RelayedSocket(line, up.phone, null);
      if (line.phones.size === 0) this.#rows.add(line.name);
      line.phones.set(up.phone, socket);
      this.#hub.door.enter(socket, this.#hub.gate.networkOf(up.address));
      return this.#listener.take(socket, this.#hub.door.session(socket), up.hello, now);
    }
    const socket = line.phones.get(up.phone);
    if ("isGone" in up) return socket && this.left(socket);
    // Said before it heard that it was sent away, or lost with our memory.
    if (!socket) return line.close(up.phone, CLOSE.restarted);
    if ("isBehind" in up) socket.isBehind = up.isBehind;
    else this.#listener.take(socket, this.#hub.door.session(socket), up.said, now);
  }

  #begin(name: string, life: string): Downlink {
    const line = new Downlink(name, life, () => this.#relayOf(name), this);
    this.#lines.set(name, line);
    return line;
  }

  // ---- what becomes of them ----

  left(socket: RelayedSocket): void {
    socket.gone();
    const line = socket.relay as Downlink;
    line.phones.delete(socket.phone);
    this.#hub.left(socket);
    this.closed(line);
  }

  /** Its row stays until it has been told. */
  lost(line: Downlink): void {
    this.over(line);
    if (this.#lines.has(line.name) || !this.#hub.state) return;
    this.#rows.addLost(line.name);
    this.#lost.add(line.name, Date.now());
  }

  over(line: Downlink): void {
    const sockets = [...line.phones.values()];
    line.phones.clear();
    if (this.#lines.get(line.name) === line) {
      this.#lines.delete(line.name);
      this.#forgetIfEmpty(line.name);
    }
    for (const socket of sockets) socket.gone(); // all of them, before the room hears of the first
    for (const socket of sockets) this.#hub.left(socket);
  }

  /** Its row goes with its last phone. */
  closed(line: Downlink): void {
    if (this.#lines.get(line.name) === line) this.#forgetIfEmpty(line.name);
  }

  #forgetIfEmpty(name: string): void {
    const phones = this.#lines.get(name)?.phones.size ?? 0;
    if (phones === 0 && this.#hub.state) this.#rows.remove(name);
  }

  /** With every event, as the door: each of them looks at its own phones. */
  sweep(now: number): void {
    for (const line of this.#inUse()) line.sweep(now);
  }

  delivered(): void {
    this.#hub.broadcast.drive(Date.now());
  }

  // ---- how many, and how fast ----

  /** What a newcomer's Worker hears when there is no room here. */
  elsewhere(): Response | null {
    const { door, limits } = this.#hub;
    if (door.ownSize < limits.ownMax) return door.isFull() ? new Response(null, { status: 503 }) : null;
    return this.#said(new Response(null, { status: 503 }), door.relayedSize < RELAYED_PHONES_MAX);
  }

  /** In a large room a place that has become free here is for one newcomer: the Worker sends the others to relays, as before. */
  alone(opened: Response): Response {
    const { door, limits } = this.#hub;
    return this.#said(opened, door.ownSize + door.relayedSize > limits.ownMax);
  }

  #said(answer: Response, isElsewhere: boolean): Response {
    if (isElsewhere) answer.headers.set(SHARDS_HEADER, `${this.#shards()}`);
    return answer;
  }

  /** Among how many relays of a region newcomers are spread. Powers of two, so that it seldom changes. */
  #shards(): number {
    const { door, limits } = this.#hub;
    return 2 ** Math.max(0, Math.ceil(Math.log2((door.ownSize + door.relayedSize + 1) / limits.perRelay)));
  }

  /** What the slowest relay needs for a crowd: nobody is told more often than it can be done. */
  restMs(): number {
    return Math.min(RELAY_REST_MS_MAX, Math.max(0, ...this.#inUse().map(({ tookMs }) => tookMs ?? RELAY_REST_MS_MAX)));
  }

  #inUse(): Downlink[] {
    return [...this.#lines.values()].filter(({ phones }) => phones.size > 0);
  }
}

const NOBODY = { names: [], lost: [] };
