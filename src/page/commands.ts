/** Host commands: each is a promise of its answer, over the line where there is one, by HTTP where there is none or it is too long. */
import { fitsBytes } from "../protocol/bytes.ts";
import type { CommandBody } from "../protocol/client.ts";
import type { Code } from "../protocol/codes.ts";
import { CLIENT_FRAME_BYTES_MAX, REQUEST_WITHIN_MS } from "../protocol/limits.ts";
import type { Ack, ServerMessage } from "../protocol/server.ts";
import { refusals } from "../words/en.ts";
import type { Browser } from "./browser.ts";
import type { Sender } from "./courier.ts";
import type { Http } from "./http.ts";

export class CommandRefused extends Error {
  readonly code: Code;

  constructor(code: Code, message?: string) {
    super(message ?? refusals[code]);
    this.code = code;
  }
}

/** What a part needs from the room that it is a part of. */
export interface PartSeat extends Sender {
  readonly browser: Browser;
  /** Without a `ref`, where no answer is waited for. */
  say(message: object): void;
  /** Something is unsent: a line that waits for somebody to look need not wait. */
  hurry(): void;
}

/** What commands need from the room. */
export interface HostSeat extends PartSeat {
  key(): string | null;
  newKey(key: string): void;
}

const REF_BYTES_MAX = 32; // `,"ref":` and a number

interface Asked {
  resolve(ack: Ack): void;
  reject(refused: CommandRefused): void;
}

export class Commands {
  readonly #http: Http;
  readonly #seat: HostSeat;
  readonly #asked = new Map<number, Asked>();

  constructor(http: Http, seat: HostSeat) {
    this.#http = http;
    this.#seat = seat;
  }

  async run(command: CommandBody): Promise<Ack> {
    const message = { type: "command", ...command };
    const fits = fitsBytes(JSON.stringify(message), CLIENT_FRAME_BYTES_MAX - REF_BYTES_MAX);
    const ref = fits ? this.#seat.send(message) : null;
    const ack = await (ref === null
      ? this.#overHttp(command)
      : new Promise<Ack>((resolve, reject) => {
          this.#asked.set(ref, { resolve, reject });
          setTimeout(() => reject(new CommandRefused("busy")), REQUEST_WITHIN_MS);
        }));
    if (ack.hostKey) this.#seat.newKey(ack.hostKey);
    return ack;
  }

  heard(message: ServerMessage): void {
    if (message.type !== "ack" && message.type !== "refused") return;
    const asked = this.#asked.get(message.ref);
    this.#asked.delete(message.ref);
    if (message.type === "ack") asked?.resolve(message);
    else asked?.reject(new CommandRefused(message.code, message.message));
  }

  /** The line is gone: whether these were done nobody here can know; the next snapshot shows it. */
  cut(): void {
    for (const { reject } of this.#asked.values()) reject(new CommandRefused("busy"));
    this.#asked.clear();
  }

  async #overHttp(command: CommandBody): Promise<Ack> {
    const key = this.#seat.key();
    if (!key) throw new CommandRefused("not-host");
    const { body, code = "busy", message } = await this.#http.command(key, command);
    if (!body) throw new CommandRefused(code, message);
    return body;
  }
}
