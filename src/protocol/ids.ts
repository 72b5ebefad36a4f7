/** Names of things on the wire and their makers. Chance comes in as bytes, so tests can seed it. */
import { CODE_CHARS, POLL_ID_CHARS, VOTER_TOKEN_CHARS_MAX, VOTER_TOKEN_CHARS_MIN } from "./limits.ts";

/** 31 letters and digits without look-alikes (no 0 o, 1 i l): ids are read aloud and typed from a projector. */
export const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

export const POLL_ID = new RegExp(`^[${ALPHABET}]{${POLL_ID_CHARS}}$`);
export const CODE = new RegExp(`^[${ALPHABET}]{${CODE_CHARS}}$`);
export const VOTER_TOKEN = new RegExp(`^[A-Za-z0-9_-]{${VOTER_TOKEN_CHARS_MIN},${VOTER_TOKEN_CHARS_MAX}}$`);
/** The beginning of the SHA-256 of its bytes, in base64url. */
export const PICTURE_ID = /^[A-Za-z0-9_-]{16}$/;
export const HOST_KEY = /^[A-Za-z0-9_-]{22,64}$/;

/** What people type for a code: case, spaces and dashes do not matter. */
export function tidyCode(typed: string): string {
  return typed.toLowerCase().replaceAll(/[\s-]/g, "");
}

export type RandomBytes = (count: number) => Uint8Array;

/** Letters drawn evenly: a byte above the last whole multiple of the alphabet is thrown away, or early letters would be likelier. */
export function randomLetters(count: number, random: RandomBytes): string {
  const even = 256 - (256 % ALPHABET.length);
  let letters = "";
  while (letters.length < count) {
    for (const byte of random(count)) {
      if (byte < even && letters.length < count) letters += ALPHABET[byte % ALPHABET.length];
    }
  }
  return letters;
}
