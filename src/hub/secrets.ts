/** Names and keys. node:crypto because it answers at once: a hash with an `await` in it would let other events into a turn. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { HOST_KEY_BYTES } from "../protocol/limits.ts";

/** What only this poll can make of a text. 22 characters, 128 bits. */
export function keyed(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url").slice(0, 22);
}

/** In constant time, whatever their lengths. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(createHash("sha256").update(one).digest(), createHash("sha256").update(other).digest());
}

/** What a host calls a player by: says nothing about the voter's name, and opens nothing. */
export function publicName(secret: string, voter: string): string {
  return createHmac("sha256", secret).update(`player${voter}`).digest("base64url").slice(0, 8);
}

export function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A fast hash is enough: the key has 160 random bits. */
export function keyHash(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** In constant time; both sides are hashes, so their lengths say nothing. */
export function isKey(key: string, hash: string): boolean {
  return timingSafeEqual(createHash("sha256").update(key).digest(), Buffer.from(hash, "base64url"));
}

/** Named by its content: nobody guesses the name of a picture that they have not seen. */
export function pictureName(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url").slice(0, 16);
}

export function newHostKey(): string {
  return randomBytes(HOST_KEY_BYTES).toString("base64url");
}

export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function newEpoch(): string {
  return randomBytes(6).toString("base64url");
}
