/** In a thread of its own, so that only the server can keep them waiting: voters who go on voting, and how long each answer took. */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { Voter } from "./voter.ts";

interface Work {
  address: string;
  voters: number;
  everyMs: number;
}

/** Milliseconds of each answer, the shortest first; Infinity for who got none. */
export type Waits = number[];

/** Resolves when all of them are in; call what it gives to have them stop and tell. */
export async function startSteady(work: Work): Promise<() => Promise<Waits>> {
  const worker = new Worker(new URL(import.meta.url), { workerData: work });
  const hears = <Said>() => new Promise<Said>((resolve) => worker.once("message", resolve));
  await hears();
  return async () => {
    const told = hears<Waits>();
    worker.postMessage("stop");
    const waits = await told;
    await worker.terminate();
    return waits;
  };
}

async function voteOn({ address, voters, everyMs }: Work): Promise<void> {
  const people = Array.from({ length: voters }, () => new Voter(address, { forgetful: true }));
  await Promise.all(people.map((voter) => voter.join()));
  let isOver = false;
  parentPort?.once("message", () => (isOver = true));
  parentPort?.postMessage("in");
  const waits: Waits = [];
  for (let n = 1; !isOver; n++) {
    const said = performance.now();
    await Promise.all(
      people.map(async (voter) => {
        const { type } = await voter.vote("q1", [n % 2], n);
        waits.push(type === "ack" ? performance.now() - said : Number.POSITIVE_INFINITY);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  parentPort?.postMessage(waits.toSorted((one, other) => one - other));
}

if (!isMainThread && (workerData as Partial<Work> | null)?.everyMs) void voteOn(workerData as Work);
