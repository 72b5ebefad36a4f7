/** What the peers on Node share: how they are started, and their disk. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Ballot } from "./room.ts";
import { ALL, KEEP, SHELF } from "./shelf.ts";

export const tickMs = Number(process.env.TICK_MS);
/** Votes of so many milliseconds are one commit; 0: each vote is. */
export const turnMs = Number(process.env.TURN_MS);

interface Disk {
  keep(ballot: Ballot): void;
  kept: Ballot[];
  begin(): void;
  commit(): void;
}

/** Null for a peer that keeps its votes in memory. */
export function openDisk(): Disk | null {
  const directory = process.env.KEEP_IN;
  if (!directory) return null;
  const db = new DatabaseSync(join(directory, "ballots.sqlite"));
  // What is acknowledged must outlive a power cut, as it does in a Durable Object.
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  db.exec(SHELF);
  const keep = db.prepare(KEEP);
  return {
    keep: ({ voter, option, n }) => void keep.run(voter, option, n),
    kept: db.prepare(ALL).all() as unknown as Ballot[],
    begin: () => db.exec("BEGIN"),
    commit: () => db.exec("COMMIT"),
  };
}

/** Says its port as workerd does. */
export function listen(): Server {
  const server = createServer((request, response) => {
    response.writeHead(request.method === "POST" ? 201 : 404, { "content-type": "application/json" });
    response.end('{"id":"peers"}');
  });
  server.listen(0, "127.0.0.1", () => {
    console.log(JSON.stringify({ event: "listen", port: (server.address() as AddressInfo).port }));
  });
  return server;
}
