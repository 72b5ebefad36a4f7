/** Single runs: a fresh server, an empty room, a crowd, and the figures that come out of it. */
import { setTimeout as pause } from "node:timers/promises";
import { type RemoteCrowd, startCrowd } from "./remote.ts";
import { type Server, type Subject, serve } from "./server.ts";

export interface Bundled {
  subject: Subject;
  code: string;
}

/** Names of rows in the table, with a number each. */
export type Figures = Record<string, number | null>;
export type Run = (bundled: Bundled) => Promise<Figures>;

const ROOM_PHONES = 1_000;
const SETTLE_MS = 500;

export const closedRun =
  (phones: number, inFlight: number, ms: number): Run =>
  (bundled) =>
    inRoom(bundled, async ({ server, crowd, socketUrl }) => {
      await crowd.ask("enter", { url: socketUrl, phones });
      await crowd.ask("loop", { inFlight });
      const cpuBefore = server.cpuSeconds();
      const watched = await crowd.ask("watch", { ms });
      const cpu = difference(server.cpuSeconds(), cpuBefore);
      const name = `closed ${phones} x ${inFlight}`;
      return {
        [`${name}: votes/s`]: watched.votes / watched.seconds,
        [`${name}: server CPU µs per vote`]: cpu === null ? null : (cpu * 1e6) / watched.votes,
        [`${name}: ack median ms`]: watched.ackMs.median,
        [`${name}: ack p99 ms`]: watched.ackMs.p99,
        [`${name}: frames/s to the crowd`]: watched.framesPerSecond,
        [`${name}: server CPU share`]: cpu === null ? null : cpu / watched.seconds,
        [`${name}: crowd CPU share`]: watched.crowdCpuShare,
      };
    });

/** A room fills, votes within one second, then all at once, then one phone alone. */
export const roomRun: Run = (bundled) =>
  inRoom(bundled, async ({ server, crowd, socketUrl, rowsWritten }) => {
    const emptyKb = server.residentKb();
    const connectsPerSecond = await crowd.ask("enter", { url: socketUrl, phones: ROOM_PHONES });
    await pause(SETTLE_MS);
    const roomKb = difference(server.residentKb(), emptyKb);
    const cpuBefore = server.cpuSeconds();
    const burst = await crowd.ask("burst", { withinMs: 1_000 });
    const cpu = difference(server.cpuSeconds(), cpuBefore);
    if (burst.ballots !== ROOM_PHONES) throw new Error(`${ROOM_PHONES} votes were acknowledged, screens show ${burst.ballots}`);
    const rowsFor = async (act: () => Promise<unknown>) => {
      const before = await rowsWritten();
      await act();
      return (await rowsWritten()) - before;
    };
    await pause(SETTLE_MS);
    const crowded = await rowsFor(() => crowd.ask("burst", { withinMs: 0 }));
    await pause(SETTLE_MS);
    const lone = await rowsFor(() => crowd.ask("alone", { resend: false }));
    const resent = await rowsFor(() => crowd.ask("alone", { resend: true }));
    return {
      "connects/s": connectsPerSecond,
      "memory per socket KB": roomKb === null ? null : roomKb / ROOM_PHONES,
      "burst: ack median ms": burst.ackMs.median,
      "burst: ack p99 ms": burst.ackMs.p99,
      "burst: every screen median ms": burst.everyScreenMs.median,
      "burst: every screen p99 ms": burst.everyScreenMs.p99,
      "burst: all right after ms": burst.allRightMs,
      "burst: server CPU ms per vote": cpu === null ? null : (cpu * 1_000) / ROOM_PHONES,
      "rows per vote, crowded": crowded / ROOM_PHONES,
      "rows, lone vote": lone,
      "rows, resend": resent,
    };
  });

interface Room {
  server: Server;
  crowd: RemoteCrowd;
  socketUrl: string;
  rowsWritten(): Promise<number>;
}

async function inRoom({ subject, code }: Bundled, measure: (room: Room) => Promise<Figures>): Promise<Figures> {
  const server = await serve(subject, code);
  const crowd = startCrowd();
  try {
    const body = JSON.stringify({ question: "Where to?", options: ["Pizza", "Sushi"] });
    const made = await fetch(`${server.url}/api/polls`, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (!made.ok) throw new Error(`${subject.name}: no poll could be made: ${made.status} ${await made.text()}`);
    const { id } = (await made.json()) as { id: string };
    return await measure({
      server,
      crowd,
      socketUrl: `${server.url.replace("http", "ws")}/ws/${id}`,
      rowsWritten: async () => (await (await fetch(`${server.url}/bench/rows/${id}`)).json()) as number,
    });
  } finally {
    crowd.kill();
    await server.kill();
  }
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}
