/** The drafts of polls that were made here, so that another one like it needs no typing. */
import { deviceShelf, recallJson } from "../device.ts";
import { withoutSources } from "../form/album.ts";
import { type PollDraft, readDraft } from "../form/draft.ts";

const PAST = "showhands:past";
const PAST_MAX = 20; // a few kilobytes each, and what is older is on the server for as long as its poll

type Past = Record<string, unknown>;

export function keepPast(poll: string, draft: PollDraft): void {
  const kept = Object.entries(past()).filter(([id]) => id !== poll);
  const newest = [...kept, [poll, draft]].slice(-PAST_MAX);
  deviceShelf.set(PAST, JSON.stringify(Object.fromEntries(newest), withoutSources));
}

/** With keys of its own, and the deadline left out: it belonged to that day. */
export function pastDraft(poll: string): PollDraft | null {
  const draft = readDraft(past()[poll] ?? null);
  return draft && { ...draft, settings: { ...draft.settings, endsAt: null } };
}

export function forgetPast(poll: string): void {
  const { [poll]: _, ...others } = past();
  deviceShelf.set(PAST, JSON.stringify(others));
}

export function pastDrafts(): PollDraft[] {
  return Object.values(past()).flatMap((stored) => readDraft(stored) ?? []);
}

function past(): Past {
  const kept = recallJson(deviceShelf, PAST);
  return typeof kept === "object" && kept !== null ? (kept as Past) : {};
}
