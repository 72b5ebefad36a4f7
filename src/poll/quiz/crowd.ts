/**
 * Who is in the room and still thinks? In memory only: made anew from the sockets and the answers of the running question when the hub wakes.
 * Every change costs the same however many play.
 */
import { QUIZ_GONE_AFTER_MS } from "../../protocol/limits.ts";
import type { Stretch } from "./quiz.ts";
import { endOf } from "./score.ts";

export interface Crowd {
  /** Players in the room. */
  readonly here: Map<string, Stretch>;
  /** Of them, who has not answered. */
  readonly thinking: Set<string>;
  /** Of those who think, who has more time than others: few. */
  readonly slower: Map<string, Stretch>;
  /** Who left while thinking: perhaps only to reload. */
  readonly leaving: Map<string, { since: number; stretch: Stretch }>;
  answered: number;
}

/** What the phases ask of the room. */
export interface CrowdFacts {
  /** Players in the room. */
  present: number;
  /** Players who can still answer, and are here or left only just now. */
  open: number;
  /** Answers to the running question, whoever is here. */
  answered: number;
  /** When `open` may change by itself, but for the end of the question's own time; null for never. */
  lookAt: number | null;
}

export function newCrowd(): Crowd {
  return { here: new Map(), thinking: new Set(), slower: new Map(), leaving: new Map(), answered: 0 };
}

/** A player's first socket, or one who is here and got another time. `hasAnswered` the running question, by what is stored. */
export function came(crowd: Crowd, voter: string, stretch: Stretch, hasAnswered: boolean): void {
  crowd.here.set(voter, stretch);
  crowd.leaving.delete(voter);
  if (!hasAnswered) thinks(crowd, voter, stretch);
}

/** A player's last socket. */
export function left(crowd: Crowd, voter: string, now: number): void {
  const stretch = crowd.here.get(voter);
  crowd.here.delete(voter);
  crowd.slower.delete(voter);
  if (crowd.thinking.delete(voter) && stretch !== undefined) missed(crowd, voter, stretch, now);
}

/** A player of this game without an answer, whose socket did not live through a crash: is probably on the way back. */
export function missed(crowd: Crowd, voter: string, stretch: Stretch, now: number): void {
  if (!crowd.here.has(voter)) crowd.leaving.set(voter, { since: now, stretch });
}

/** A player who was removed is not waited for. */
export function removed(crowd: Crowd, voter: string): void {
  crowd.here.delete(voter);
  stopsThinking(crowd, voter);
}

/** The one answer of this player is stored. */
export function answered(crowd: Crowd, voter: string): void {
  crowd.answered += 1;
  stopsThinking(crowd, voter);
}

/** A new question, or another game: everybody thinks again. `stored`: how many answers it has already, after waking. */
export function begun(crowd: Crowd, stored = 0): void {
  crowd.thinking.clear();
  crowd.slower.clear();
  crowd.leaving.clear();
  crowd.answered = stored;
  for (const [voter, stretch] of crowd.here) thinks(crowd, voter, stretch);
}

/** `running`: the question that takes answers, null where none does. */
export function factsOf(crowd: Crowd, running: { from: number; seconds: number } | null, now: number): CrowdFacts {
  const facts: CrowdFacts = { present: crowd.here.size, open: 0, answered: crowd.answered, lookAt: null };
  if (!running) return facts;
  const look = (at: number | null) => {
    if (at !== null && at > now) facts.lookAt = Math.min(facts.lookAt ?? at, at);
  };
  const { from, seconds } = running;
  const endsAt = from + seconds * 1_000;
  if (now < endsAt) facts.open = crowd.thinking.size - crowd.slower.size;
  for (const stretch of crowd.slower.values()) {
    const end = endOf(from, seconds, stretch);
    if (end === null || now < end) facts.open += 1;
    look(end);
  }
  for (const { since, stretch } of crowd.leaving.values()) {
    const end = Math.min(since + QUIZ_GONE_AFTER_MS, endOf(from, seconds, stretch) ?? Number.POSITIVE_INFINITY);
    if (now < end) facts.open += 1;
    look(end);
  }
  return facts;
}

function thinks(crowd: Crowd, voter: string, stretch: Stretch): void {
  crowd.thinking.add(voter);
  if (stretch === 1) crowd.slower.delete(voter);
  else crowd.slower.set(voter, stretch);
}

function stopsThinking(crowd: Crowd, voter: string): void {
  crowd.thinking.delete(voter);
  crowd.slower.delete(voter);
  crowd.leaving.delete(voter);
}
