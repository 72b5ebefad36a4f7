/** What is done to a room, and the figures that come out of it. */
import { setTimeout as pause } from "node:timers/promises";
import { BROADCAST_EVERY_MS, PING_EVERY_MS } from "../src/protocol/limits.ts";
import type { Counts } from "./bill/counts.ts";
import type { Cast } from "./crowd.ts";
import { difference, type Figures, inRoom, type Room } from "./room.ts";
import {
  ALL,
  type Contender,
  floor,
  naive,
  ours,
  oursMetered,
  oursRelayed,
  party,
  partyKept,
  socketIo,
  ws,
  wsAlike,
  wsKept,
} from "./subjects.ts";

export interface Run {
  name: string;
  /** In the order of the table. */
  of: readonly Contender[];
  /** Too slow for a quick look. */
  slow?: boolean;
  /** Measured once: what comes out of it does not depend on the machine's moods. */
  once?: boolean;
  /** `length`: of what is watched, where a quick look is worth less than 1. */
  measure(contender: Contender, length: number): Promise<Figures>;
}

const SETTLE_MS = 500;
const WARM_MS = 1_000;
const CLOSED_MS = 2_000;
const PACED_MS = 4_000;
const PATIENCE_MS = 3_000; // with votes that a server did not keep up with
const CROWDED = 100;
const ASLEEP_AFTER_MS = 12_000; // the engine puts an object to sleep that had nothing to do for 10 s
const IDLE_MS = 60_000;
const PER_VOTE = 0;

/** As many votes as are answered. */
const closed = (phones: number, inFlight: number, of: readonly Contender[], tickMs: number): Run => {
  const name = `closed-${phones}${tickMs > 0 ? "-tick" : ""}`;
  const measure = (contender: Contender, length: number) =>
    inRoom(contender, tickMs, async ({ server, crowd, enter }) => {
      await enter(phones);
      await crowd.ask("loop", { inFlight });
      const cpuBefore = server.cpuSeconds();
      const watched = await crowd.ask("watch", { ms: CLOSED_MS * length });
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
  const measure = (contender: Contender, length: number) =>
    inRoom(contender, PER_VOTE, async ({ server, crowd, enter }) => {
      await enter(phones);
      await pause(SETTLE_MS);
      await crowd.ask("pace", { votesPerSecond, ms: WARM_MS });
      const cpuBefore = server.cpuSeconds();
      const from = performance.now();
      await crowd.ask("pace", { votesPerSecond, ms: PACED_MS * length });
      const seconds = (performance.now() - from) / 1_000;
      const cpu = difference(server.cpuSeconds(), cpuBefore);
      const cast = await crowd.ask("settle", { patienceMs: PATIENCE_MS });
      return {
        ...castFigures(cast),
        "server CPU share": cpu === null ? null : cpu / seconds,
        "server CPU ms per vote": cpu === null ? null : (cpu * 1_000) / (votesPerSecond * seconds),
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

function castFigures({ ackMs, everyScreenMs, unanswered, sentLateMs, crowdCpuShare }: Cast): Figures {
  return {
    "ack median ms": ackMs.median,
    "ack p99 ms": ackMs.p99,
    "every screen median ms": everyScreenMs.median,
    "every screen p99 ms": everyScreenMs.p99,
    "unanswered %": unanswered * 100,
    "sent late p99 ms": sentLateMs,
    "crowd CPU share": crowdCpuShare,
  };
}

const rows: Run = {
  name: "rows",
  of: [ours, floor, naive, partyKept],
  once: true,
  measure: (contender) =>
    inRoom(contender, PER_VOTE, async (room) => {
      const { crowd } = room;
      await room.enter(CROWDED);
      await crowd.ask("burst", { withinMs: 0, patienceMs: PATIENCE_MS }); // the first votes may bring what is only written once
      const crowded = await rowsFor(room, () => crowd.ask("burst", { withinMs: 0, patienceMs: PATIENCE_MS }));
      return {
        [`per vote, ${CROWDED} at once`]: crowded / CROWDED,
        "for a lone vote": await rowsFor(room, () => crowd.ask("alone", { resend: false })),
        "for a resend": await rowsFor(room, () => crowd.ask("alone", { resend: true })),
      };
    }),
};

async function rowsFor({ rowsWritten }: Room, act: () => Promise<unknown>): Promise<number> {
  await pause(SETTLE_MS);
  const before = await rowsWritten();
  await act();
  return (await rowsWritten()) - before;
}

const idle: Run = {
  name: "idle-1000",
  of: [oursMetered],
  slow: true,
  once: true,
  measure: (contender) =>
    inRoom(contender, PER_VOTE, async ({ server, crowd, enter }) => {
      const counted = async () => ((await (await fetch(`${server.url}/bench/counts`)).json()) as Counts).objects.hub;
      await enter(1_000);
      await pause(ASLEEP_AFTER_MS);
      const [before, cpuBefore] = [await counted(), server.cpuSeconds()];
      const unanswered = await crowd.ask("idle", { everyMs: PING_EVERY_MS, ms: IDLE_MS });
      const [after, cpu] = [await counted(), difference(server.cpuSeconds(), cpuBefore)];
      await crowd.ask("alone", { resend: false });
      const woken = await counted();
      if (!before || !after || !woken) throw new Error("nothing was counted");
      return {
        "handlers and constructors run in 60 s": ranIn(after) - ranIn(before),
        "ms awake in 60 s": after.awakeMs - before.awakeMs,
        "constructors run for the vote that wakes it": woken.wakes - after.wakes,
        "pings without an answer": unanswered,
        "server CPU share": cpu === null ? null : (cpu * 1_000) / IDLE_MS,
      };
    }),
};

function ranIn({ requests, messages, alarms, wakes }: Counts["objects"][string]): number {
  return requests + messages + alarms + wakes;
}

export const RUNS_ABOUT = `- **closed**: 100 voters with 50 votes each without an answer, and 1,000 with 5; **tick**: with the product's 50 ms between broadcasts for
  everybody, since otherwise a peer with a broadcast for each vote shows how fast it broadcasts.
- **pace**: so many phones are there, and so many votes come in a second, timed from when each was meant to be cast. Votes without an answer
  ${PATIENCE_MS / 1_000} s behind the last count as long as was waited for them.
- **burst**: a room fills, waits, and everybody votes once within 1 s (1,000), 2 s (5,000), or 10 s (9,000, all behind relays).
- **rows**: written by ${CROWDED} votes at once, one vote, and the same vote again. **idle**: everybody only pings.`;

/** Closed loops have the peers told the same tick too: else it is their broadcasts alone that are compared. */
const TICKED = [ours, naive, party, wsKept];
const PER_GUIDE = [ours, floor, naive, party, ws, socketIo, wsAlike];
const COALESCED = [ours, floor, wsAlike]; // to the others, more than they can do

/** The order of the table. */
export const RUNS: readonly Run[] = [
  closed(100, 50, ALL, PER_VOTE),
  closed(100, 50, TICKED, BROADCAST_EVERY_MS),
  closed(1_000, 5, ALL, PER_VOTE),
  closed(1_000, 5, TICKED, BROADCAST_EVERY_MS),
  pace(1_000, 400, PER_GUIDE),
  pace(1_000, 500, COALESCED),
  pace(5_000, 500, COALESCED, true),
  burst(1_000, 1_000, PER_GUIDE),
  burst(5_000, 2_000, COALESCED, true),
  burst(9_000, 10_000, [oursRelayed], true),
  rows,
  idle,
];
