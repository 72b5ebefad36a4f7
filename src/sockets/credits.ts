/** How much one socket may ask for: a bucket of credits that refills, and counts of what it did wrong. Pure. */
import {
  BAD_FRAMES_PER_MINUTE_MAX,
  BAD_FRAMES_WINDOW_MS,
  CREDITS_MAX,
  CREDITS_PER_SECOND,
  SOCKETS_PER_HUB_MAX,
  STRIKES_MAX,
} from "../protocol/limits.ts";

/** The limits that tests and load may lower or raise. */
export interface HubLimits {
  socketsMax: number;
  creditsMax: number;
  creditsPerSecond: number;
}

export function hubLimits(injected: string | undefined): HubLimits {
  const standard = { socketsMax: SOCKETS_PER_HUB_MAX, creditsMax: CREDITS_MAX, creditsPerSecond: CREDITS_PER_SECOND };
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

export interface Credits extends Bucket {
  strikes: number;
  badFrames: number;
  badSince: number;
}

export function fullCredits(limits: HubLimits, now: number): Credits {
  return { left: limits.creditsMax, at: now, strikes: 0, badFrames: 0, badSince: 0 };
}

/** Takes credits. `refuse` is one frame too many; `close` says that it goes on like this. */
export function spend(credits: Credits, limits: HubLimits, now: number, price = 1): "go" | "refuse" | "close" {
  refill(credits, limits.creditsMax, limits.creditsPerSecond, now);
  if (credits.left === limits.creditsMax) credits.strikes = 0; // calm again
  if (credits.left >= price) {
    credits.left -= price;
    return "go";
  }
  credits.strikes += 1;
  return credits.strikes > STRIKES_MAX ? "close" : "refuse";
}

/** Counts a bad frame; true when it was one too many within the window. */
export function isOneBadFrameTooMany(credits: Credits, now: number): boolean {
  if (now - credits.badSince > BAD_FRAMES_WINDOW_MS) {
    credits.badSince = now;
    credits.badFrames = 0;
  }
  credits.badFrames += 1;
  return credits.badFrames > BAD_FRAMES_PER_MINUTE_MAX;
}
