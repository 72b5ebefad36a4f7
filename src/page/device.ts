/** What this device remembers. A browser that denies storage gets a memory that lasts as long as the page. */
import { base64url } from "../protocol/bytes.ts";
import { MY_POLLS_MAX } from "../protocol/limits.ts";

export interface Shelf {
  get(key: string): string | null;
  /** null takes it away. */
  set(key: string, value: string | null): void;
}

/** What could not be stored, or taken away: newer than what is stored under the same key. */
const unstored = new Map<string, string | null>();

export const deviceShelf: Shelf = {
  get(key) {
    const newer = unstored.get(key);
    if (newer !== undefined) return newer;
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
      unstored.delete(key);
    } catch {
      unstored.set(key, value);
    }
  },
};

/** What was damaged counts as nothing. */
export function recallJson(shelf: Shelf, key: string): unknown {
  try {
    return JSON.parse(shelf.get(key) ?? "null");
  } catch {
    return null;
  }
}

export const voterName = (poll: string): string => `showhands:voter:${poll}`;
const formerKeyName = (poll: string): string => `showhands:former-key:${poll}`;
export const hostKeyName = (poll: string): string => `showhands:key:${poll}`;
const POLLS = "showhands:polls";

export function voterTokenFor(poll: string, shelf = deviceShelf): string {
  return shelf.get(voterName(poll)) ?? newVoterFor(poll, shelf);
}

/** The next person on a shared device. */
export function newVoterFor(poll: string, shelf = deviceShelf): string {
  // getRandomValues is there on plain http too, where randomUUID is not.
  const token = base64url(crypto.getRandomValues(new Uint8Array(16)));
  shelf.set(voterName(poll), token);
  return token;
}

/** What lets a voter in: a pass, or the letters of a ticket. By the voter, so that the next person on a device shows their own. */
const entryName = (voter: string): string => `showhands:entry:${voter}`;

export function entryFor(voter: string, shelf = deviceShelf): string | null {
  return shelf.get(entryName(voter));
}

export function keepEntry(voter: string, entry: string): void {
  deviceShelf.set(entryName(voter), entry);
}

export function hostKeyFor(poll: string, shelf = deviceShelf): string | null {
  return shelf.get(hostKeyName(poll));
}

export function keepHostKey(poll: string, key: string, shelf = deviceShelf): void {
  shelf.set(hostKeyName(poll), key);
}

/** The key that a link has replaced here, once: a wrong link must not cost the right key. */
export function takeFormerKey(poll: string, shelf = deviceShelf): string | null {
  const former = shelf.get(formerKeyName(poll));
  shelf.set(formerKeyName(poll), null);
  return former;
}

/** A key in the address bar is seen by everyone who looks over the shoulder, and by the browser's history. */
export function takeHostKey(poll: string): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (!key) return null;
  const former = hostKeyFor(poll);
  if (former && former !== key) deviceShelf.set(formerKeyName(poll), former);
  keepHostKey(poll, key);
  history.replaceState(history.state, "", location.pathname + location.search);
  return key;
}

export interface MyPoll {
  id: string;
  title: string;
  code: string | null;
  /** Milliseconds since 1970: when it was made, or last opened here. */
  at: number;
  hostKey: string | null;
}

/** The newest is first, also when an older one comes back to the list. A poll remembered again without a key keeps the key that it has. */
export function rememberPoll({ hostKey, ...poll }: MyPoll): void {
  if (hostKey) keepHostKey(poll.id, hostKey);
  const others = listed().filter(({ id }) => id !== poll.id);
  keepPolls([poll, ...others].toSorted((one, other) => other.at - one.at).slice(0, MY_POLLS_MAX));
}

export function myPolls(): MyPoll[] {
  return listed().map((poll) => ({ ...poll, hostKey: hostKeyFor(poll.id) }));
}

/** The voter token stays: who forgets a poll has not become another voter. */
export function forgetPoll(id: string): void {
  deviceShelf.set(hostKeyName(id), null);
  keepPolls(listed().filter((poll) => poll.id !== id));
}

type Listed = Omit<MyPoll, "hostKey">;

function listed(): Listed[] {
  const kept = recallJson(deviceShelf, POLLS);
  return Array.isArray(kept) ? kept : [];
}

function keepPolls(polls: Listed[]): void {
  deviceShelf.set(POLLS, JSON.stringify(polls));
}
