/** A fresh server, an empty room, and a crowd at its door. */
import { type RemoteCrowd, startCrowd } from "./remote.ts";
import type { Server } from "./server.ts";
import type { Contender } from "./subjects.ts";

/** Names of rows in the table, with a number each. */
export type Figures = Record<string, number | null>;

export interface Room {
  server: Server;
  crowd: RemoteCrowd;
  /** Phones a second. */
  enter(phones: number): Promise<number>;
  /** So far. */
  rowsWritten(): Promise<number>;
}

export async function inRoom(contender: Contender, tickMs: number, measure: (room: Room) => Promise<Figures>): Promise<Figures> {
  const server = await contender.start(tickMs);
  const crowd = startCrowd();
  try {
    const body = JSON.stringify({ question: "Where to?", options: ["Pizza", "Sushi"] });
    const made = await fetch(`${server.url}/api/polls`, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (!made.ok) throw new Error(`no poll could be made: ${made.status} ${await made.text()}`);
    const { id } = (await made.json()) as { id: string };
    const url = `${server.url.replace("http", "ws")}/ws/${id}`;
    return await measure({
      server,
      crowd,
      enter: (phones) => crowd.ask("enter", { url, dialect: contender.dialect, phones }),
      rowsWritten: async () => (await (await fetch(`${server.url}/bench/rows/${id}`)).json()) as number,
    });
  } finally {
    crowd.kill();
    await server.kill();
  }
}

export function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}
