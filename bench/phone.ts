/** One phone of the crowd: reads frames as bytes, since parsing JSON would make the load dearer than what it measures. */
import { Wire, type WireEvents } from "./wire.ts";

export interface PhoneEvents {
  acked(phone: Phone, ref: number, seq: number): void;
  heard(phone: Phone, seq: number): void;
  ponged(): void;
  lost(why: string): void;
}

/** How a server wraps the same messages: as they are, or in socket.io's packets. */
export type Dialect = "plain" | "socket.io";

const PING = "ping";
const SEQ = Buffer.from('"seq":');
const TYPE_AT = '{"type":"'.length;
const REF_AT = '{"type":"ack","ref":'.length;
const [A, R, S] = [...Buffer.from("ars")];
const [DIGIT_0 = 0, DIGIT_9 = 0] = [...Buffer.from("09")];
const PONG = Buffer.from("pong");

/** engine.io's types of packets, and socket.io's behind the one that is a message. */
const IO_PATH = "/socket.io/?EIO=4&transport=websocket";
const IO_CONNECT = "40";
const IO_PING = Buffer.from("2");
const IO_PONG = "3";
const IO_OPENED = Buffer.from("0{");
const IO_CONNECTED = Buffer.from("40{");
const IO_EVENT = '42["frame",';

export class Phone implements WireEvents {
  readonly #dialect: Dialect;
  readonly #events: PhoneEvents;
  readonly #voter: string;
  readonly #entered: () => void;
  #wire: Wire | null = null;
  /** The newest tallies as they came, and their seq. */
  #screen: Buffer = Buffer.alloc(0);
  #newest: Buffer | null = null;
  seq = 0;

  private constructor(dialect: Dialect, voter: string, events: PhoneEvents, entered: () => void) {
    this.#dialect = dialect;
    this.#voter = voter;
    this.#events = events;
    this.#entered = entered;
  }

  /** Resolves with the snapshot that answers `hello`. */
  static enter(url: string, dialect: Dialect, voter: string, events: PhoneEvents): Promise<Phone> {
    return new Promise((resolve, reject) => {
      const phone = new Phone(dialect, voter, events, () => resolve(phone));
      const address = dialect === "plain" ? url : new URL(IO_PATH, url).href;
      Wire.open(address, phone).then((wire) => {
        phone.#wire = wire;
        if (dialect === "plain") phone.#hello();
      }, reject);
    });
  }

  vote(ref: number, n: number): void {
    this.#say(`{"type":"vote","ref":${ref},"question":"q1","choice":[${n % 2}],"n":${n}}`);
  }

  ping(): void {
    this.#wire?.say(PING);
  }

  /** What this screen shows: how many people have answered. */
  ballots(): number {
    return Number(/"ballots":(\d+)/.exec(this.#screen.toString())?.[1]);
  }

  leave(): void {
    this.#wire?.leave();
  }

  // ---- what the wire reports ----

  onFrame(frame: Buffer): void {
    if (this.#dialect === "plain") return this.#hear(frame);
    if (frame.equals(IO_PING)) this.#wire?.say(IO_PONG);
    else if (startsWith(frame, IO_OPENED))
      queueMicrotask(() => this.#wire?.say(IO_CONNECT)); // it may be right behind the head, with no wire yet
    else if (startsWith(frame, IO_CONNECTED)) this.#hello();
    else this.#hear(frame.subarray(IO_EVENT.length, -1));
  }

  onRest(): void {
    if (!this.#newest) return;
    if (this.#screen.length < this.#newest.length) this.#screen = Buffer.alloc(this.#newest.length * 2);
    this.#newest.copy(this.#screen);
    this.#newest = null;
  }

  onLost(why: string): void {
    this.#events.lost(why);
  }

  #hello(): void {
    this.#say(`{"type":"hello","voter":"${this.#voter}"}`);
  }

  #say(message: string): void {
    this.#wire?.say(this.#dialect === "plain" ? message : `${IO_EVENT}${message}]`);
  }

  #hear(frame: Buffer): void {
    const type = frame[TYPE_AT];
    if (type === A) return this.#events.acked(this, digits(frame, REF_AT), digits(frame, frame.lastIndexOf(SEQ) + SEQ.length));
    if (frame.equals(PONG)) return this.#events.ponged();
    const isResults = type === R && frame[TYPE_AT + 2] === S;
    if (!isResults && type !== S) return this.#events.lost(`a phone heard ${frame.toString().slice(0, 200)}`);
    this.#newest = frame;
    this.seq = digits(frame, frame.indexOf(SEQ) + SEQ.length);
    this.#events.heard(this, this.seq);
    if (type === S) this.#entered();
  }
}

function startsWith(frame: Buffer, start: Buffer): boolean {
  return frame.length >= start.length && frame.compare(start, 0, start.length, 0, start.length) === 0;
}

function digits(frame: Buffer, from: number): number {
  let number = 0;
  for (let at = from; ; at++) {
    const byte = frame[at] ?? 0;
    if (byte < DIGIT_0 || byte > DIGIT_9) return number;
    number = number * 10 + byte - DIGIT_0;
  }
}
