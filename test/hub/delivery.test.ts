/** What a hub says on its way through a relay: put together in parcels, and given out in slices; each phone hears it in the order in which it was said. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Downlink, type Fate } from "../../src/hub/relays/downlink.ts";
import { Parcel } from "../../src/hub/relays/parcel.ts";
import { CLOSE, type CloseCode } from "../../src/protocol/close.ts";
import { BEHIND_BYTES_MAX, BEHIND_MS_MAX, BROADCAST_SLICE_SOCKETS, PARCEL_UNITS_MAX } from "../../src/protocol/limits.ts";
import { Delivery } from "../../src/relay/delivery.ts";
import type { Phones } from "../../src/relay/phones.ts";
import type { Down, Told } from "../../src/relay/wire.ts";
import { RelayedSocket } from "../../src/sockets/relayed.ts";
import { OPEN } from "../../src/sockets/session.ts";
import type { Socket } from "../../src/sockets/socket.ts";
import { chanceOf } from "../support/random.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Line implements Socket {
  readonly readyState = OPEN;
  readonly heard: (string | CloseCode)[] = [];
  bufferedAmount = 0;

  send(frame: string): void {
    this.heard.push(frame);
  }

  close(): void {}
  serializeAttachment(): void {}
  deserializeAttachment(): null {
    return null;
  }
}

/** A relay with so many phones, from 1. */
function relayOf(count: number) {
  const lines = new Map(Array.from({ length: count }, (_, index) => [index + 1, new Line()]));
  const states = new Map([...lines].map(([number, line]) => [line as Socket, { number, closing: false, behindSince: null }]));
  const phones = {
    socketOf: (number: number) => lines.get(number),
    of: (socket: Socket) => states.get(socket),
    close: (socket: Socket, code: CloseCode) => {
      (socket as Line).heard.push(code);
      Object.assign(states.get(socket) ?? {}, { closing: true });
    },
  };
  const lags: [number, boolean][] = [];
  const stuck: Socket[] = [];
  const delivery = new Delivery(phones as unknown as Phones, {
    lags: (number, isBehind) => void lags.push([number, isBehind]),
    stuck: (socket) => void stuck.push(socket),
  });
  return { lines, lags, stuck, delivery };
}

/** All that waits for nothing but its turn. */
async function settled(): Promise<void> {
  for (let step = 0; step < 20; step++) await Promise.resolve();
}

const everybody = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("[G9] through a relay", () => {
  test("each phone hears all that is meant for it, in the order in which it was said", async () => {
    const COUNT = 3 * BROADCAST_SLICE_SOCKETS;
    const chance = chanceOf(7);
    for (let run = 0; run < 20; run++) {
      const { lines, delivery } = relayOf(COUNT);
      const said = new Map(everybody(COUNT).map((phone) => [phone, [] as string[]]));
      const told: Promise<Told>[] = [];
      for (let parcels = 0; parcels < 5; parcels++) {
        const parcel = new Parcel();
        for (let speech = 0; speech < 6; speech++) {
          // Frames are few, so that the same is said again behind another one.
          const frame = `frame ${Math.floor(chance() * 4)}`;
          const to = chance() < 0.4 ? everybody(COUNT) : everybody(20).map(() => 1 + Math.floor(chance() * COUNT));
          for (const phone of to) {
            parcel.say(phone, frame);
            said.get(phone)?.push(frame);
          }
        }
        told.push(delivery.deliver(parcel.downs, Date.now()));
        if (chance() < 0.5) vi.advanceTimersByTime(1);
      }
      vi.advanceTimersByTime(1_000);
      expect(await Promise.all(told)).toEqual(told.map(() => ({ gone: [] })));
      for (const [phone, line] of lines) expect(line.heard).toEqual(said.get(phone));
    }
  });

  test("what a crowd is told alike is one entry; slices leave room for others, and an answer does not wait for them", async () => {
    const COUNT = 5 * BROADCAST_SLICE_SOCKETS;
    const { lines, delivery } = relayOf(COUNT);
    const parcel = new Parcel();
    for (const phone of everybody(COUNT)) parcel.say(phone, "news");
    expect(parcel.downs).toHaveLength(1);
    let isTold = false;
    const told = delivery.deliver(parcel.downs, Date.now()).then(() => {
      isTold = true;
    });
    void delivery.deliver([{ to: [COUNT], frame: "ack" }], Date.now());
    const heard = () => [...lines.values()].filter((line) => line.heard.length > 0).length;
    expect([heard(), lines.get(COUNT)?.heard]).toEqual([1, ["news", "ack"]]);
    vi.advanceTimersToNextTimer();
    expect(heard()).toBe(1 + BROADCAST_SLICE_SOCKETS);
    await settled();
    expect(isTold).toBe(false);
    vi.advanceTimersByTime(1_000);
    await told;
    expect(heard()).toBe(COUNT);
  });

  test("who is not there is named; who was closed hears no more", async () => {
    const { lines, delivery } = relayOf(2);
    const downs: Down[] = [
      { to: [1, 9], frame: "a" },
      { to: [1], close: CLOSE.deleted },
      { to: [1, 2], frame: "b" },
    ];
    expect(await delivery.deliver(downs, Date.now())).toEqual({ gone: [9] });
    expect([...lines.values()].map(({ heard }) => heard)).toEqual([["a", CLOSE.deleted], ["b"]]);
  });

  test("[C2] who has not read for half a minute is sent away by the relay itself, and a hub that asks again hears who is behind", async () => {
    const { lines, lags, stuck, delivery } = relayOf(1);
    const line = lines.get(1) ?? new Line();
    line.bufferedAmount = BEHIND_BYTES_MAX + 1;
    void delivery.deliver([{ to: [1], frame: "a" }], Date.now());
    delivery.sayWhoLags();
    expect(lags).toEqual([
      [1, true],
      [1, true],
    ]);
    vi.advanceTimersByTime(BEHIND_MS_MAX);
    expect(stuck).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(stuck).toContain(line);
  });

  test("[C2] who does not read is said to be behind, and not to be any more", async () => {
    const { lines, lags, delivery } = relayOf(1);
    const line = lines.get(1);
    if (!line) throw new Error("nobody");
    line.bufferedAmount = 1e6;
    await delivery.deliver([{ to: [1], frame: "a" }], Date.now());
    await delivery.deliver([{ to: [1], frame: "b" }], Date.now());
    expect(lags).toEqual([[1, true]]);
    line.bufferedAmount = 0;
    vi.advanceTimersByTime(2_000);
    expect(lags).toEqual([
      [1, true],
      [1, false],
    ]);
  });
});

describe("[G9] to a relay", () => {
  function lineWith(phones: number) {
    const told: Down[][] = [];
    const answers: ((answer: Told) => void)[] = [];
    const tell = (_: string, downs: Down[]) => {
      told.push(downs);
      return new Promise<Told>((resolve) => answers.push(resolve));
    };
    const fate: Fate = { over() {}, lost() {}, left() {}, closed() {}, delivered() {} };
    const line = new Downlink("poll  0", "life", () => ({ tell }), fate);
    const sockets = everybody(phones).map((phone) => new RelayedSocket(line, phone, null));
    for (const socket of sockets) line.phones.set(socket.phone, socket);
    return { line, told, answers, sockets };
  }

  test("what is said in one piece of work is one parcel, and no parcel is larger than a call may be", async () => {
    const { told, sockets } = lineWith(3);
    for (const socket of sockets) socket.send("one");
    for (const socket of sockets) socket.send(`own ${socket.phone}`);
    await Promise.resolve();
    expect(told.map((downs) => downs.length)).toEqual([4]);
    for (const socket of sockets) socket.send("long".repeat(PARCEL_UNITS_MAX / 8) + socket.phone);
    await Promise.resolve();
    expect(told).toHaveLength(3);
  });

  test("[C1] a crowd that is slowly told is not told the next thing before; a handful is no crowd", async () => {
    const { line, told, answers, sockets } = lineWith(BROADCAST_SLICE_SOCKETS + 1);
    expect(line.tookMs).toBe(0);
    for (const socket of sockets) socket.send("one");
    await Promise.resolve();
    expect([told.length, line.tookMs]).toEqual([1, null]);
    vi.advanceTimersByTime(700);
    answers[0]?.({ gone: [] });
    await settled();
    expect(line.tookMs).toBe(700);
    for (const socket of sockets.slice(1)) line.phones.delete(socket.phone);
    expect(line.tookMs).toBe(0);
  });
});
