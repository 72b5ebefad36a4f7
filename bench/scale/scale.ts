/**
 * `npm run scale`: rooms of 10,000 to 1,000,000 people who vote within a minute, simulated from what single things were measured to take; beside
 * them one that cannot work, so that the simulation shows it can fail. `-- --people 100000 --relays 4 --within 60 --seed 7` looks at one room.
 */
import { parseArgs } from "node:util";
import { MESSAGES_PER_REQUEST, OBJECT_GB, PRICES } from "../bill/prices.ts";
import { HELLO_US } from "./measured.ts";
import { type Outcome, type Room, simulate } from "./room.ts";

const WITHIN_S = 60;
const SEED = 7;

const ROOMS: readonly Omit<Room, "withinS" | "seed">[] = [
  { people: 10_000 },
  { people: 100_000 },
  { people: 200_000 },
  { people: 500_000 },
  { people: 1_000_000 },
  { people: 100_000, relays: 4 },
];

export function main(args: readonly string[]): void {
  const number = { type: "string" } as const;
  const { values } = parseArgs({ args: [...args], options: { people: number, relays: number, within: number, seed: number } });
  const [withinS, seed] = [Number(values.within ?? WITHIN_S), Number(values.seed ?? SEED)];
  const asked = { people: Number(values.people), ...(values.relays && { relays: Number(values.relays) }) };
  const rooms = values.people ? [asked] : ROOMS;
  const outcomes = rooms.map((room) => ({ people: room.people, outcome: simulate({ ...room, withinS, seed }) }));
  const columns = outcomes.map(({ people, outcome }) => rowsOf(people, outcome, withinS));
  const names = columns[0]?.map(([name]) => name) ?? [];
  const cells = names.map((name, row) => [name, ...columns.map((column) => column[row]?.[1] ?? "")]);
  const rule = ["---", ...columns.map(() => "---:")];
  console.log([cells[0] ?? [], rule, ...cells.slice(1)].map((row) => `| ${row.join(" | ")} |`).join("\n"));
  for (const { people, outcome } of outcomes) {
    for (const what of outcome.over) console.log(`\nOVER with ${n(people)} people and ${outcome.relays} relays: ${what}`);
  }
  if (values.people && outcomes.some(({ outcome }) => outcome.over.length > 0)) process.exitCode = 1;
}

function rowsOf(people: number, outcome: Outcome, withinS: number): [string, string][] {
  const { hub, relay, ackMs, everyScreenMs } = outcome;
  return [
    [`people who vote within ${withinS} s`, n(people)],
    ["relays, with sockets each at most", `${n(outcome.relays)}, ${n(outcome.socketsPerRelay)}`],
    ["a relay's batches are apart by, ms", n(outcome.gapMs)],
    ["calls a second to the hub, at most", n(hub.requestsPerSecond)],
    ["calls and messages a second to a relay, at most", n(relay.requestsPerSecond)],
    ["busy in the worst second: hub, relay", `${percent(hub.busy)}, ${percent(relay.busy)}`],
    ["longest wait in the queue: hub, relay, ms", `${n(hub.waitMs)}, ${n(relay.waitMs)}`],
    ["memory: hub, relay, MB of 128", `${n(hub.memoryMb)}, ${n(relay.memoryMb)}`],
    ["the hub's time for everybody's hello, s", ((people * HELLO_US) / 1e6).toFixed(1)],
    ["a vote to its ack, median / 99th, ms", `${n(ackMs.median)} / ${n(ackMs.p99)}`],
    ["a vote to every screen, median / 99th, ms", `${n(everyScreenMs.median)} / ${n(everyScreenMs.p99)}`],
    ["commits, broadcasts", `${n(outcome.turns)}, ${n(outcome.broadcasts)}`],
    ["calls between hub and relays", n(outcome.calls)],
    ["this question costs", `$${dollarsOf(people, outcome).toFixed(2)}`],
    ["holds", outcome.over.length === 0 ? "yes" : "NO"],
  ];
}

/** The question alone, not that people came: a row for each vote and each commit, calls, messages, and all objects awake until the end. */
function dollarsOf(people: number, { relays, turns, calls, messages, doneS }: Outcome): number {
  const { rowsWritten, objectRequests, gbSeconds } = PRICES;
  const rows = (people + turns) * rowsWritten.dollarsPerMillion;
  const requests = (calls + messages / MESSAGES_PER_REQUEST) * objectRequests.dollarsPerMillion;
  const duration = (relays + 1) * doneS * OBJECT_GB * gbSeconds.dollarsPerMillion;
  return (rows + requests + duration) / 1e6;
}

function n(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
