/** What this person looks at and writes just now. Signals of the page, not of the room. */
import { signal } from "@preact/signals";
import { deviceShelf, recallJson } from "../device.ts";
import type { AskLine, MessageLine } from "./talk.ts";

export type Tab = "chat" | "asks";

/** What is open. */
export const sheet = signal<Tab | null>(null);
export const palette = signal(false);
/** A question has opened behind the sheet. */
export const overtaken = signal(false);
export const drafts = signal<Record<Tab, string>>({ chat: "", asks: "" });
export const sort = signal<"votes" | "time">("votes");
/** Is the log at its end? Only then it follows. */
export const atEnd = signal(true);

const NAME = "showhands:name"; // one name for all polls of a device
export const ownName = signal(deviceShelf.get(NAME) ?? "");

export function keepName(name: string): void {
  ownName.value = name;
  deviceShelf.set(NAME, name || null);
}

/** The next person on a shared device writes under no name of who was here before, and none of their lines. */
export function forgetPerson(): void {
  keepName("");
  drafts.value = { chat: "", asks: "" };
}

/** The greatest ids that were on the screen. Null before the first log: what was said before somebody came is not new to them. */
export const read = signal<Record<Tab, number> | null>(null);
let readName = "";

export function recallRead(poll: string): void {
  readName = `showhands:read:${poll}`;
  read.value = recallJson(deviceShelf, readName) as Record<Tab, number> | null;
}

export function keepRead(newest: Partial<Record<Tab, number>>): void {
  const before = read.peek() ?? { chat: 0, asks: 0 };
  const { chat = 0, asks = 0 } = newest;
  const next = { chat: Math.max(before.chat, chat), asks: Math.max(before.asks, asks) };
  if (read.peek() && next.chat === before.chat && next.asks === before.asks) return;
  read.value = next;
  deviceShelf.set(readName, JSON.stringify(next));
}

export function newestOf(lines: readonly { id: number | null }[]): number {
  return Math.max(0, ...lines.map(({ id }) => id ?? 0));
}

/** Of others, since somebody last looked. */
export function unreadIn(tab: Tab, lines: readonly (MessageLine | AskLine)[]): number {
  const last = read.value?.[tab];
  return last === undefined ? 0 : newSince(lines, last);
}

/** Of others, behind this id. */
export function newSince(lines: readonly { id: number | null; mine: boolean }[], last: number): number {
  return lines.filter(({ id, mine }) => !mine && (id ?? 0) > last).length;
}
