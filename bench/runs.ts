/** What is done to a room, and the figures that come out of it. */
import { setTimeout as pause } from "node:timers/promises";
import { BROADCAST_EVERY_MS, PING_EVERY_MS } from "../src/protocol/limits.ts";
import type { Cast } from "./crowd.ts";
import { difference, type Figures, inRoom, type Room } from "./room.ts";
import { ALL, type Contender, floor, naive, ours, party, partyKept, wsAlike, wsKept } from "./subjects.ts";

export interface Run {
  name: string;
  /** In the order of the table. */
  of: readonly Contender[];
  /** Too slow for a quick look. */
  slow?: boolean;
  /** Measured once: what comes out of it does not depend on the machine's moods. */
  once?: boolean;
  measure(contender: Contender, watchedMs: number): Promise<Figures>;
}

const SETTLE_MS = 500;
const WARM_MS = 1_000;
const DRAIN_MS = 2_000; // of votes that a server did not keep up with
const PATIENCE_MS = 5_000;
const CROWDED = 100;
const ASLEEP_AFTER_MS = 12_000; // the engine puts an object to sleep that had nothing to do for 10 s
const IDLE_MS = 60_000;
const PER_VOTE = 0;

/** As many votes as are answered. */
const closed = (phones: number, inFlight: number, of: readonly Contender[], tickMs: number): Run => {
  const name = `closed-${phones}${tickMs > 0 ? "-tick" : ""}`;
  const measure = (contender: Contender, ms: number) =>
    inRoom(contender, tickMs, async ({ server, crowd, enter }) => {
      await enter(phones);
      await crowd.ask("loop", { inFlight });
      const cpuBefore = server.cpuSeconds();
      const watched = await crowd.ask("watch", { ms });
      const cpu = difference(server.cpuSeconds(), cpuBefore);
      return {
        "votes/s": watched.votes / watched.seconds,
        "server CPU µs per vote": cpu === null ? null : (cpu * 1e6) / watched.votes,
        "ack median ms": watched.ackMs.median,
        "ack p99 ms": watched.ackMs.p99,
        "frames/s to the crowd": watched.framesPerSecond,
        "server CPU share": cpu === null ? null : cpu / watched.seconds,
        "crowd CPU share": watched.crowdCpuShare,
      };
    });
  return { name, of, measure };
};

/** So many votes a second, whatever becomes of them. */
const pace = (phones: number, votesPerSecond: number, of: readonly Contender[], slow = false): Run => {
  const measure = (contender: Contender, ms: number) =>
    inRoom(contender, PER_VOTE, async ({ server, crowd, enter }) => {
      await enter(phones);
      await pause(SETTLE_MS);
      await crowd.ask("pace", { votesPerSecond, ms: WARM_MS });
      const cpuBefore = server.cpuSeconds();
      const from = performance.now();
      const crowdCpuShare = await crowd.ask("pace", { votesPerSecond, ms });
      const seconds = (performance.now() - from) / 1_000;
      const cpu = difference(server.cpuSeconds(), cpuBefore);
      const cast = await crowd.ask("settle", { patienceMs: DRAIN_MS });
      return {
        ...castFigures(cast),
        "server CPU share": cpu === null ? null : cpu / seconds,
        "crowd CPU share": crowdCpuShare,
      };
    });
  return { name: `pace-${phones}-${votesPerSecond}`, of, slow, measure };
};

/** A room fills, waits, and all vote. */
const burst = (phones: number, withinMs: number, of: readonly Contender[], slow = false): Run => {
  const measure = (contender: Contender) =>
    inRoom(contender, PER_VOTE, async ({ server, crowd, enter }) => {
      const emptyKb = server.residentKb();
      const connectsPerSecond = await enter(phones);
      await pause(SETTLE_MS);
      const roomKb = difference(server.residentKb(), emptyKb);
      const cpuBefore = server.cpuSeconds();
      const cast = await crowd.ask("burst", { withinMs, patienceMs: PATIENCE_MS });
      const cpu = difference(server.cpuSeconds(), cpuBefore);
      if (cast.ballots !== null && cast.unanswered === 0 && cast.ballots !== phones)
        throw new Error(`${phones} votes were acknowledged, screens show ${cast.ballots}`);
      return {
        "connects/s": connectsPerSecond,
        "memory per idle socket KB": roomKb === null ? null : roomKb / phones,
        ...castFigures(cast),
        "all right after ms": cast.allRightMs,
        "server CPU ms per vote": cpu === null ? null : (cpu * 1_000) / phones,
      };
    });
  return { name: `burst-${phones}`, of, slow, measure };
};

function castFigures({ ackMs, everyScreenMs, unanswered, sentLateMs }: Cast): Figures {
  return {
    "ack median ms": ackMs.median,
    "ack p99 ms": ackMs.p99,
    "every screen median ms": everyScreenMs.median,
    "every screen p99 ms": everyScreenMs.p99,
    "unanswered %": unanswered * 100,
    "sent late p99 ms": sentLateMs,
  };
}

const rows: Run = {
  name: "rows",
  of: [ours, floor, naive, partyKept],
  measure: (contender) =>
    inRoom(contender, PER_VOTE, async (room) => {
      await room.enter(CROWDED);
      await room.crowd.ask("burst", { withinMs: 0, patienceMs: PATIENCE_MS }); // its first votes may bring what is only written once
      const crowded = await rowsFor(room, () => room.crowd.ask("burst", { withinMs: 0, patienceMs: PATIENCE_MS }));
      const lone = await rowsFor(room, () => room.crowd.ask("alone", { resend: false }));
      const resent = await rowsFor(room, () => room.crowd.ask("alone", { resend: true }));
      return {
        [`per vote, ${CROWDED} at once`]: crowded === null ? null : crowded / CROWDED,
        "for a lone vote": lone,
        "for a resend": resent,
      };
    }),
};

async function rowsFor({ told }: Room, act: () => Promise<unknown>): Promise<number | null> {
  await pause(SETTLE_MS);
  const before = await told("rows");
  await act();
  return difference(await told("rows"), before);
}

const idle: Run = {
  name: "idle-1000",
  of: [ours],
  slow: true,
  once: true,
  measure: (contender) =>
    inRoom(contender, PER_VOTE, async ({ server, crowd, enter, told }) => {
      await enter(1_000);
      await pause(ASLEEP_AFTER_MS);
      const [before, cpuBefore] = [await told("ran"), server.cpuSeconds()];
      const unanswered = await crowd.ask("idle", { everyMs: PING_EVERY_MS, ms: IDLE_MS });
      const [after, cpuAfter] = [await told("ran"), server.cpuSeconds()];
      await crowd.ask("alone", { resend: false });
      const cpu = difference(cpuAfter, cpuBefore);
      return {
        "handlers and constructors run in 60 s": difference(after, before),
        "… and for one vote after it": difference(await told("ran"), after),
        "pings without an answer": unanswered,
        "server CPU share": cpu === null ? null : (cpu * 1_000) / IDLE_MS,
      };
    }),
};

/** The order of the table. */
export const RUNS: readonly Run[] = [
  closed(100, 50, ALL, PER_VOTE),
  closed(100, 50, [ours, naive, party, wsKept], BROADCAST_EVERY_MS),
  closed(1_000, 5, ALL, PER_VOTE),
  closed(1_000, 5, [ours, naive, party, wsKept], BROADCAST_EVERY_MS),
  pace(1_000, 400, ALL),
  pace(1_000, 500, [ours, floor, wsAlike]),
  pace(5_000, 500, [ours, floor, wsAlike], true),
  burst(1_000, 1_000, ALL),
  burst(5_000, 2_000, [ours, floor, wsAlike], true),
  rows,
  idle,
];
