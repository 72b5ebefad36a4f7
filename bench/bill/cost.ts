/**
 * `npm run cost -- --voters 10000 --questions 5 --minutes 30`: what a meeting costs on Cloudflare, from a small one that is really held and
 * counted, scaled up, and the published prices. Without arguments: the rooms of the README, as its table.
 */
import { parseArgs } from "node:util";
import { relaysFor } from "../scale/pace.ts";
import type { Counted, Use } from "./counts.ts";
import { HABITS, type Invoice, invoiceOf, type Line, type Room } from "./invoice.ts";
import { holdMeeting } from "./meeting.ts";
import { MESSAGES_PER_REQUEST, OBJECT_GB, PLAN_DOLLARS_PER_MONTH, PRICES_OF } from "./prices.ts";

const PHONES = 36; // enough that one turn carries many votes
const QUESTIONS_HELD_MAX = 10; // all are alike
const ALONE = 4;
const RELAYED_IDLE_MS = 2_000;
const IDLE_MS = 12_000; // the engine lets an object sleep after 10 s

const ROOMS: readonly (Room & { name: string })[] = [
  { name: "a class", voters: 30, questions: 5, minutes: 45 },
  { name: "a conference", voters: 2_000, questions: 10, minutes: 60 },
  { name: "a show", voters: 100_000, questions: 10, minutes: 90 },
];

export async function main(args: readonly string[]): Promise<void> {
  const room = roomOf(args);
  console.log(`A meeting of ${PHONES} phones is held on the real engine and counted; this takes half a minute.\n`);
  const questions = Math.min(QUESTIONS_HELD_MAX, room?.questions ?? 5);
  const counted = await holdMeeting({ phones: PHONES, questions, alone: ALONE, idleMs: IDLE_MS });
  if (room) printInvoice(counted, room);
  else printRooms(counted);
  if ((room ? [room] : ROOMS).some(({ voters }) => relaysFor(voters) > 0)) await printRelayed();
}

/** What the lines about relays rest on. */
async function printRelayed(): Promise<void> {
  const { vote, idleSecond } = await holdMeeting({
    phones: PHONES,
    questions: 2,
    alone: ALONE,
    idleMs: RELAYED_IDLE_MS,
    relayed: true,
  });
  const calls = `${short(vote.objectRequests)} calls between hub and relay (calculated with 3) and ${short(vote.rowsWritten)} rows`;
  console.log(`\nCounted in a second small meeting, behind one relay: a vote alone is ${calls};`);
  console.log(`a second in which phones only ping keeps hub and relay awake for ${short(idleSecond.awakeMs)} ms.`);
}

function roomOf(args: readonly string[]): Room | null {
  const number = { type: "string" } as const;
  const { values } = parseArgs({ args: [...args], options: { voters: number, questions: number, minutes: number } });
  if (Object.keys(values).length === 0) return null;
  const room = { voters: Number(values.voters), questions: Number(values.questions), minutes: Number(values.minutes) };
  const isWhole = Object.values(room).every((value) => Number.isInteger(value) && value > 0);
  if (!isWhole) throw new Error("needed, as whole numbers above 0: --voters, --questions, --minutes");
  return room;
}

function printInvoice(counted: Counted, room: Room): void {
  const invoice = invoiceOf(counted, room);
  const { lines, charges, free } = invoice;
  const relays = relaysFor(room.voters);
  const where = relays === 0 ? "one object" : `a hub and ${relays} relays`;
  console.log(`${n(room.voters)} voters, ${n(room.questions)} questions, ${n(room.minutes)} minutes: ${where}\n`);
  print(["what happens", "times", ...COLUMNS.map(([title]) => title)], lines.map(lineCells));
  console.log("\nEach row: how often, and what one of them uses, as counted. Added up, times by each:\n");
  for (const [title, field] of COLUMNS) if (field !== "awakeMs") console.log(`${title}: ${sumOf(lines, field)}`);
  console.log(
    `\nobject requests to pay: ${n(total(lines, "objectRequests"))} + ${n(total(lines, "messages"))} messages / ${MESSAGES_PER_REQUEST}`,
  );
  console.log(`duration: ${awakeOf(invoice, room)}`);
  console.log(`(while phones only stay and ping, the hub sleeps: ${counted.slept ? "seen" : "NOT SEEN"} in the small meeting)\n`);
  const rows = charges.map(({ price, used, dollars }) => [
    price.name,
    `${n(used)} ${price.unit}`,
    `$${price.dollarsPerMillion} a million`,
    money(dollars),
    price.freePerDay === null ? "" : n(price.freePerDay),
  ]);
  print(["", "used", "price", "dollars", "free in a day"], [...rows, ["sum", "", "", money(invoice.dollars), ""]]);
  console.log(
    `\nPrices of ${PRICES_OF}, as if nothing were included. The paid plan is $${PLAN_DOLLARS_PER_MONTH} a month and includes`,
  );
  console.log(`${n(inPlan(invoice))} such meetings a month. A free account holds ${fits(free)}.`);
  console.log(`Assumed: ${habits()}.`);
}

function printRooms(counted: Counted): void {
  const head = ["", "Worker requests", "object requests", "rows written", "objects, awake", "dollars", "on a free account"];
  const rows = ROOMS.map((room) => {
    const invoice = invoiceOf(counted, room);
    const used = new Map(invoice.charges.map(({ price, used }) => [price.name, n(used)]));
    return [
      `${room.name}: ${n(room.voters)} voters, ${room.questions} questions, ${room.minutes} min`,
      used.get("Worker requests") ?? "",
      used.get("object requests") ?? "",
      used.get("rows written") ?? "",
      `${1 + relaysFor(room.voters)}, ${n(invoice.awakeS.all)} s: ${used.get("object duration")} GB-s`,
      money(invoice.dollars),
      invoice.free.meetings === 0 ? `no (${invoice.free.bound})` : fits(invoice.free),
    ];
  });
  const cells = [head, head.map(() => "---"), ...rows];
  console.log(cells.map((row) => `| ${row.join(" | ")} |`).join("\n"));
  console.log(`\nPrices of ${PRICES_OF}. Assumed: ${habits()}.`);
}

const COLUMNS: readonly (readonly [string, keyof Use])[] = [
  ["Worker requests", "workerRequests"],
  ["object requests", "objectRequests"],
  ["messages in", "messages"],
  ["rows written", "rowsWritten"],
  ["rows read", "rowsRead"],
  ["ms awake", "awakeMs"],
];

function lineCells({ what, times, each }: Line): string[] {
  return [what, n(times), ...COLUMNS.map(([, field]) => short(each[field]))];
}

function sumOf(lines: readonly Line[], field: keyof Use): string {
  const parts = lines.filter(({ times, each }) => times * each[field] > 0);
  const said = parts.map(({ times, each }) => `${n(times)} x ${short(each[field])}`);
  return `${said.join(" + ") || "0"} = ${n(total(lines, field))}`;
}

function total(lines: readonly Line[], field: keyof Use): number {
  return lines.reduce((sum, { times, each }) => sum + times * each[field], 0);
}

function awakeOf({ awakeS }: Invoice, { voters, minutes }: Room): string {
  const { voting, others, after } = awakeS;
  const sum = `${n(voting)} s while votes come + ${n(others)} s for all else, one after the other`;
  const objects = relaysFor(voters) === 0 ? "" : ` x ${1 + relaysFor(voters)} objects`;
  return `${sum}, but no more than ${n(minutes * 60)} s; + ${after} s behind the last phone; = ${n(awakeS.all)} s${objects} x ${OBJECT_GB} GB`;
}

function habits(): string {
  const { changes, comebacks, resends, votingS } = HABITS;
  return `everybody votes on every question within ${votingS} s, ${percent(changes)} change their vote, ${percent(comebacks)} of the lines come back for each question, ${percent(resends)} of the votes are said twice, everybody is in one region`;
}

function inPlan({ charges }: Invoice): number {
  return Math.floor(Math.min(...charges.map(({ price, used }) => (used > 0 ? price.included / used : Number.POSITIVE_INFINITY))));
}

function fits({ meetings, bound }: Invoice["free"]): string {
  return `${n(meetings)} a day (${bound})`;
}

function print(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  for (const row of [head, ...rows]) {
    console.log(
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "),
    );
  }
}

function n(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function short(value: number): string {
  return Number(value.toFixed(2)).toLocaleString("en");
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function money(dollars: number): string {
  return `$${dollars < 0.1 ? dollars.toFixed(4) : dollars.toFixed(2)}`;
}
