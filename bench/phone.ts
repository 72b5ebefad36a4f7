/** One phone of the crowd: reads frames as bytes, since parsing JSON would make the load dearer than what it measures. */
import { WebSocket } from "ws";

export interface PhoneEvents {
  acked(phone: Phone, ref: number, seq: number): void;
  heard(phone: Phone, seq: number): void;
  lost(why: string): void;
}

const TYPE_AT = '{"type":"'.length;
const REF_AT = '{"type":"ack","ref":'.length;
const SEQ = '"seq":';
const [A, R, S] = [...Buffer.from("ars")];
const [DIGIT_0, DIGIT_9] = [...Buffer.from("09")];

export class Phone {
  readonly #socket: WebSocket;
  readonly #events: PhoneEvents;
  /** The newest tallies as they came, and their seq. */
  #screen: Buffer = Buffer.alloc(0);
  seq = 0;

  private constructor(socket: WebSocket, events: PhoneEvents) {
    this.#socket = socket;
    this.#events = events;
  }

  /** Resolves with the snapshot that answers `hello`. */
  static enter(url: string, voter: string, events: PhoneEvents): Promise<Phone> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
      const phone = new Phone(socket, events);
      let entered = false;
      socket.on("open", () => socket.send(JSON.stringify({ type: "hello", voter })));
      socket.on("error", reject);
      socket.on("close", (code) => events.lost(`a phone was closed with ${code}`));
      socket.on("message", (frame: Buffer) => {
        if (entered) return phone.#hear(frame);
        entered = true;
        phone.#hear(frame);
        resolve(phone);
      });
    });
  }

  vote(ref: number, n: number): void {
    this.#socket.send(`{"type":"vote","ref":${ref},"question":"q1","choice":[${n % 2}],"n":${n}}`);
  }

  /** What this screen shows: how many people have answered. */
  ballots(): number {
    return Number(/"ballots":(\d+)/.exec(this.#screen.toString())?.[1]);
  }

  leave(): void {
    this.#socket.removeAllListeners("close");
    this.#socket.terminate();
  }

  #hear(frame: Buffer): void {
    const type = frame[TYPE_AT];
    if (type === A) return this.#events.acked(this, digits(frame, REF_AT), digits(frame, frame.lastIndexOf(SEQ) + SEQ.length));
    const isResults = type === R && frame[TYPE_AT + 2] === S;
    if (!isResults && type !== S) return this.#events.lost(`a phone heard ${frame.toString().slice(0, 200)}`);
    this.#screen = frame;
    this.seq = digits(frame, frame.indexOf(SEQ) + SEQ.length);
    this.#events.heard(this, this.seq);
  }
}

function digits(frame: Buffer, from: number): number {
  let number = 0;
  for (let at = from; ; at++) {
    const byte = frame[at] ?? 0;
    if (byte < (DIGIT_0 ?? 0) || byte > (DIGIT_9 ?? 0)) return number;
    number = number * 10 + byte - (DIGIT_0 ?? 0);
  }
}
