/** How much one socket may ask for: a bucket of credits that refills, and counts of what it did wrong. Pure. */
import {
  CREDITS_MAX,
  CREDITS_PER_SECOND,
  HUB_SOCKETS_OWN_MAX,
  RELAY_SOCKETS,
  SOCKETS_PER_HUB_MAX,
  STRIKES_MAX,
} from "../protocol/limits.ts";

/** The limits that tests and load may lower or raise. */
export interface HubLimits {
  socketsMax: number;
  creditsMax: number;
  creditsPerSecond: number;
  /** Sockets that a hub has itself; whoever comes later is behind a relay. */
  ownMax: number;
  /** Sockets meant for each relay. */
  perRelay: number;
}

export function hubLimits(injected: string | undefined): HubLimits {
  const standard = {
    socketsMax: SOCKETS_PER_HUB_MAX,
    creditsMax: CREDITS_MAX,
    creditsPerSecond: CREDITS_PER_SECOND,
    ownMax: HUB_SOCKETS_OWN_MAX,
    perRelay: RELAY_SOCKETS,
  };
  return injected ? { ...standard, ...(JSON.parse(injected) as Partial<HubLimits>) } : standard;
}

export interface Bucket {
  left: number;
  /** Milliseconds since 1970, as all times here. */
  at: number;
}

/** Brings it to where it is by now. A clock that was put back gives nothing, and takes nothing. */
export function refill(bucket: Bucket, max: number, perSecond: number, now: number): void {
  bucket.left = Math.min(max, bucket.left + (Math.max(0, now - bucket.at) / 1_000) * perSecond);
  bucket.at = now;
}

/** What somebody did wrong, within a window. */
export interface Mistakes {
  count: number;
  since: number;
}

export interface Credits extends Bucket {
  strikes: number;
  badFrames: Mistakes;
}

export function fullCredits(limits: Pick<HubLimits, "creditsMax">, now: number): Credits {
  return { left: limits.creditsMax, at: now, strikes: 0, badFrames: noMistakes() };
}

/** Takes credits. `refuse` is one frame too many; `close` says that it goes on like this. */
export function spend(
  credits: Credits,
  limits: Pick<HubLimits, "creditsMax" | "creditsPerSecond">,
  now: number,
  price = 1,
): "go" | "refuse" | "close" {
  refill(credits, limits.creditsMax, limits.creditsPerSecond, now);
  if (credits.left === limits.creditsMax) credits.strikes = 0; // calm again
  if (credits.left >= price) {
    credits.left -= price;
    return "go";
  }
  credits.strikes += 1;
  return credits.strikes > STRIKES_MAX ? "close" : "refuse";
}

export const noMistakes = (): Mistakes => ({ count: 0, since: 0 });

/** Counts one; true when it was one too many within the window. */
export function isOneTooMany(mistakes: Mistakes, max: number, windowMs: number, now: number): boolean {
  if (now - mistakes.since > windowMs) {
    mistakes.since = now;
    mistakes.count = 0;
  }
  mistakes.count += 1;
  return mistakes.count > max;
}
