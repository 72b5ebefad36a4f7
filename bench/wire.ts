/**
 * A WebSocket as a client on a bare TCP socket, in as little as a server can tell from a real one. With a whole library the load took more of the
 * machine than the servers that it is to measure.
 */
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

export interface WireEvents {
  /** A text frame; its bytes are overwritten as soon as this returns. */
  onFrame(frame: Buffer): void;
  /** All frames that came together have been handed over. */
  onRest(): void;
  onLost(why: string): void;
}

/** All sockets read into one buffer, one after the other. */
const INCOMING = Buffer.allocUnsafe(1 << 18);
const NOTHING = Buffer.alloc(0);
const HEAD_END = "\r\n\r\n";
const [TEXT, CLOSE] = [0x1, 0x8];
const FIN = 0x80;
const MASKED = 0x80;
const MASK_BYTES = 4;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

export class Wire {
  readonly #socket: Socket;
  readonly #events: WireEvents;
  /** The beginning of a frame whose end is still to come. */
  #begun: Buffer = NOTHING;
  #upgraded: (() => void) | null;

  private constructor(url: URL, events: WireEvents, upgraded: () => void, failed: (why: Error) => void) {
    this.#events = events;
    this.#upgraded = upgraded;
    const onread = { buffer: INCOMING, callback: (size: number) => this.#read(size) };
    this.#socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true, onread });
    this.#socket.on("error", failed);
    this.#socket.on("close", () => {
      failed(new Error("a line was closed before it was open"));
      events.onLost("a line was cut");
    });
    const key = randomBytes(16).toString("base64");
    const head = [`GET ${url.pathname}${url.search} HTTP/1.1`, `Host: ${url.host}`, "Connection: Upgrade", "Upgrade: websocket"];
    this.#socket.write([...head, `Sec-WebSocket-Key: ${key}`, "Sec-WebSocket-Version: 13", "", ""].join("\r\n"));
  }

  static open(url: string, events: WireEvents): Promise<Wire> {
    return new Promise((resolve, reject) => {
      const wire = new Wire(new URL(url), events, () => resolve(wire), reject);
    });
  }

  /** Masked with zeros, which the server undoes as it does any other mask. */
  say(text: string): void {
    const size = Buffer.byteLength(text);
    const lengthBytes = size < LENGTH_16 ? 0 : 2;
    const start = 2 + lengthBytes + MASK_BYTES;
    const frame = Buffer.allocUnsafe(start + size);
    frame[0] = FIN | TEXT;
    frame[1] = MASKED | (lengthBytes === 0 ? size : LENGTH_16);
    if (lengthBytes > 0) frame.writeUInt16BE(size, 2);
    frame.fill(0, start - MASK_BYTES, start);
    frame.write(text, start);
    this.#socket.write(frame);
  }

  leave(): void {
    this.#socket.removeAllListeners("close");
    this.#socket.destroy();
  }

  #read(size: number): boolean {
    const came = INCOMING.subarray(0, size);
    const bytes = this.#begun.length > 0 ? Buffer.concat([this.#begun, came]) : came;
    this.#socket.cork(); // what is said in answer goes out in one piece
    const taken = this.#upgraded ? this.#readHead(bytes) : this.#readFrames(bytes, 0);
    this.#begun = taken < bytes.length ? Buffer.from(bytes.subarray(taken)) : NOTHING;
    this.#events.onRest();
    this.#socket.uncork();
    return true;
  }

  #readHead(bytes: Buffer): number {
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) return 0;
    const [status = ""] = bytes.toString("latin1", 0, end).split("\r\n");
    if (!status.startsWith("HTTP/1.1 101")) {
      this.#socket.destroy(new Error(`a line was refused: ${status}`));
      return bytes.length;
    }
    this.#upgraded?.();
    this.#upgraded = null;
    return this.#readFrames(bytes, end + HEAD_END.length);
  }

  /** Returns where the first frame begins that is not whole. */
  #readFrames(bytes: Buffer, from: number): number {
    let at = from;
    while (at + 2 <= bytes.length) {
      const [kind, length] = [(bytes[at] ?? 0) & 0xf, bytes[at + 1] ?? 0];
      const start = at + 2 + (length === LENGTH_64 ? 8 : length === LENGTH_16 ? 2 : 0);
      if (start > bytes.length) break;
      const size =
        length === LENGTH_64 ? Number(bytes.readBigUInt64BE(at + 2)) : length === LENGTH_16 ? bytes.readUInt16BE(at + 2) : length;
      if (start + size > bytes.length) break;
      at = start + size;
      if (kind === TEXT) this.#events.onFrame(bytes.subarray(start, at));
      if (kind === CLOSE) this.#events.onLost(`a line was closed with ${size >= 2 ? bytes.readUInt16BE(start) : "no code"}`);
    }
    return at;
  }
}
