/**
 * A client stops reading while 500 kB a second are meant for it. Three rooms side by side, so that they share the machine's moods: the
 * product with a stuck client, the product without one, and a planted bug. Memory is that of the whole process; the kernel's buffers are not in it.
 */
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { bundle, type Server, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";
import { size } from "../support/proof.ts";
import { makePoll } from "../support/server.ts";
import { Voter } from "../support/voter.ts";

const WARM_MS = size(35_000, 30_000); // until a process that serves at this pace has what it needs
const STUCK_MS = size(60_000, 42_000); // it is closed after half a minute
const PAUSE_MS = 20_000; // of a client that reads on: longer than the kernel's buffers last, shorter than it takes to be closed
const CHANGE_EVERY_MS = 50; // the pace of the crowd
const MEANT_PER_SECOND = 500_000;
const READERS = 4;
const TIDY = "test/faults/workers/tidy.ts";
const SAMPLED_MS = 5_000;
const SETTLE_MS = 2_000;
const CAUGHT_UP_WITHIN_MS = 2_000;
const GROWTH_KB_MAX = 1_024;
const GROWTH_KB_BAD = 10_240;

/** The engine tells how much is unsent from here on; the one that wrangler brings is older. */
const newest = newestEngine();
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function newestEngine(): string | null {
  try {
    return createRequire(import.meta.url).resolve("workerd-newest/bin/workerd");
  } catch (error) {
    if (process.platform === "linux" && process.arch === "x64") throw error; // there it is part of every whole install
    console.warn("NOT TESTED: the stuck client. The newest workerd is a package for Linux on x64 alone.");
    return null;
  }
}

/** A phone that keeps the times of its frames, and can stop reading. */
class Reader {
  readonly heard: { seq: number; bytes: number; at: number }[] = [];
  closedWith: number | null = null;
  readonly #socket: WebSocket;

  constructor(address: string) {
    this.#socket = new WebSocket(address, { perMessageDeflate: false });
    this.#socket.on("open", () => this.#socket.send(JSON.stringify({ type: "hello", voter: crypto.randomUUID() })));
    this.#socket.on("message", (data: Buffer) => {
      const seq = Number(/"seq":(\d+)/.exec(data.subarray(0, 100).toString())?.[1]);
      this.heard.push({ seq, bytes: data.length, at: performance.now() });
    });
    this.#socket.on("close", (code) => {
      this.closedWith = code;
    });
    this.#socket.on("error", () => {});
  }

  get newest(): number {
    return this.heard.at(-1)?.seq ?? 0;
  }

  bytesBetween(from: number, to: number): number {
    return this.heard.reduce((sum, { bytes, at }) => sum + (at >= from && at < to ? bytes : 0), 0);
  }

  stop(): void {
    this.#socket.pause();
  }

  readOn(): void {
    this.#socket.resume();
  }

  leave(): void {
    this.#socket.terminate();
  }
}

class Room {
  readonly server: Server;
  readonly readers: Reader[];
  readonly #host: Voter;
  /** By seq, when the host was told that it is done. */
  readonly #done: { seq: number; at: number }[] = [];
  readonly #held: { at: number; kb: number }[] = [];
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #sampler: ReturnType<typeof setInterval>;

  private constructor(server: Server, host: Voter, readers: Reader[]) {
    this.server = server;
    this.readers = readers;
    this.#host = host;
    let changes = 0;
    this.#timer = setInterval(async () => {
      const { seq } = await host.command(++changes % 2 === 0 ? "show" : "hide");
      if (seq !== undefined) this.#done.push({ seq, at: performance.now() });
    }, CHANGE_EVERY_MS);
    this.#sampler = setInterval(() => this.#held.push({ at: performance.now(), kb: server.heldKb() ?? 0 }), 250);
  }

  static async open(entry: string, path: string): Promise<Room> {
    const subject = { ...OURS, entry };
    const server = await serve(subject, await bundle(subject), undefined, {
      path,
      v8Flags: ["--expose-gc", "--min-semi-space-size=1", "--max-semi-space-size=1"],
    });
    const question = { text: "?".repeat(300), options: ["y", "n", "m"].map((letter) => letter.repeat(120)) };
    const { id, hostKey } = await makePoll(server.url, { questions: Array.from({ length: 50 }, () => question) });
    const address = `${server.url.replace("http", "ws")}/ws/${id}`;
    const host = new Voter(address, { key: hostKey });
    await host.join();
    return new Room(
      server,
      host,
      Array.from({ length: READERS }, () => new Reader(address)),
    );
  }

  /** The middle of what was measured between two times. */
  heldKb(from: number, to: number): number {
    const kb = this.#held.filter(({ at }) => at >= from && at <= to).map((sample) => sample.kb);
    return kb.toSorted((one, other) => one - other)[kb.length >> 1] ?? 0;
  }

  /** Of 100 changes between two times the slowest but one to reach this reader. */
  p99(reader: Reader, from: number, to: number): number {
    const delays: number[] = [];
    let next = 0;
    for (const { seq, at } of this.#done) {
      if (at < from || at > to) continue;
      while (next < reader.heard.length && (reader.heard[next]?.seq ?? 0) < seq) next++;
      const heard = reader.heard[next];
      if (heard) delays.push(heard.at - at);
    }
    return delays.toSorted((one, other) => one - other)[Math.floor(delays.length * 0.99)] ?? Number.POSITIVE_INFINITY;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    clearInterval(this.#sampler);
    this.#host.leave();
    for (const reader of this.readers) reader.leave();
    await this.server.kill();
  }
}

/** Three that read, one that stops for a while, and one that stops for good. */
const roles = ({ readers: [reader, , slow, stuck] }: Room) =>
  ({ reader, slow, stuck }) as Record<"reader" | "slow" | "stuck", Reader>;

describe.skipIf(newest === null)("[N35] a client that stops reading", () => {
  let rooms: Record<"good" | "control" | "bad", Room>;
  let from = 0;
  let to = 0;
  /** Of the slow one in the good room: what it had heard when it stopped, and what the others had when it read on. */
  let heardBefore = 0;
  let heardByOthers = 0;
  let readOnAt = 0;

  beforeAll(
    async () => {
      const open = (entry: string) => Room.open(entry, newest ?? "");
      const [good, control, bad] = await Promise.all([TIDY, TIDY, "test/faults/workers/boundless.ts"].map(open));
      if (!good || !control || !bad) throw new Error("no room");
      rooms = { good, control, bad };
      await pause(WARM_MS);
      from = performance.now();
      for (const room of [good, bad]) roles(room).stuck.stop();
      roles(good).slow.stop();
      heardBefore = roles(good).slow.newest;
      await pause(PAUSE_MS);
      heardByOthers = roles(good).reader.newest;
      readOnAt = performance.now();
      roles(good).slow.readOn();
      await pause(STUCK_MS - PAUSE_MS);
      to = performance.now();
      for (const room of [good, bad]) roles(room).stuck.readOn();
      await pause(SETTLE_MS);
      console.log(JSON.stringify({ growthKb: growths(), meantPerSecond: meant(good), p99: Object.values(rooms).map(p99) }));
    },
    2 * (WARM_MS + STUCK_MS),
  );
  afterAll(async () => void (await Promise.all(Object.values(rooms).map((room) => room.close()))));

  const meant = (room: Room) => roles(room).reader.bytesBetween(from, to) / ((to - from) / 1_000);
  const growth = (room: Room) => room.heldKb(to - SAMPLED_MS, to) - room.heldKb(from - SAMPLED_MS, from);
  /** Beside the room where everybody reads. */
  const growths = () => ({ good: growth(rooms.good) - growth(rooms.control), bad: growth(rooms.bad) - growth(rooms.control) });
  const p99 = (room: Room) => room.p99(roles(room).reader, from, to);

  test("500 kB a second are meant for it", () => {
    expect(meant(rooms.good)).toBeGreaterThan(MEANT_PER_SECOND);
  });

  test("costs the server next to nothing, where the planted bug keeps all of it", () => {
    expect(growths().good).toBeLessThan(GROWTH_KB_MAX);
    expect(growths().bad).toBeGreaterThan(GROWTH_KB_BAD);
  });

  test("delays nobody", () => {
    expect(p99(rooms.good)).toBeLessThan(1.5 * p99(rooms.control) + CHANGE_EVERY_MS);
  });

  test("[C2] hears the newest as soon as it reads again, and not what it missed", () => {
    const { slow } = roles(rooms.good);
    const heard = slow.heard.filter(({ at }) => at >= readOnAt);
    const caughtUp = heard.findIndex(({ seq }) => seq >= heardByOthers);
    expect(slow.closedWith).toBeNull();
    expect((heard[caughtUp]?.at ?? Number.POSITIVE_INFINITY) - readOnAt).toBeLessThan(CAUGHT_UP_WITHIN_MS);
    // The kernel's buffers came first; between them and the newest there is one great step.
    const seqs = [heardBefore, ...heard.slice(0, caughtUp + 1).map(({ seq }) => seq)];
    const steps = seqs.slice(1).map((seq, index) => seq - (seqs[index] ?? 0));
    expect(Math.max(...steps)).toBeGreaterThan((heardByOthers - heardBefore) / 4);
  });

  test("[C2] is closed with 1013 when it does not read for half a minute", () => {
    expect(roles(rooms.good).stuck.closedWith).toBe(1013);
    expect(roles(rooms.bad).stuck.closedWith).toBeNull();
    for (const { reader, slow } of Object.values(rooms).map(roles))
      expect([reader.closedWith, slow.closedWith]).toEqual([null, null]);
  });
});
