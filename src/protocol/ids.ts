/** Names of things on the wire and their makers. Chance comes in as bytes, so tests can seed it. */
import {
  ACCESS_CODE_CHARS_MAX,
  ACCESS_CODE_CHARS_MIN,
  CODE_CHARS,
  POLL_ID_CHARS,
  TICKET_CHARS,
  VOTER_TOKEN_CHARS_MAX,
  VOTER_TOKEN_CHARS_MIN,
} from "./limits.ts";

/** 31 letters and digits without look-alikes (no 0 o, 1 i l): ids are read aloud and typed from a projector. */
export const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

export const POLL_ID = new RegExp(`^[${ALPHABET}]{${POLL_ID_CHARS}}$`);
export const CODE = new RegExp(`^[${ALPHABET}]{${CODE_CHARS}}$`);
export const VOTER_TOKEN = new RegExp(`^[A-Za-z0-9_-]{${VOTER_TOKEN_CHARS_MIN},${VOTER_TOKEN_CHARS_MAX}}$`);
/** The code that lets a room in, drawn or as a host wrote it; tidied. */
export const ACCESS_CODE = new RegExp(`^[\\p{L}\\p{N}]{${ACCESS_CODE_CHARS_MIN},${ACCESS_CODE_CHARS_MAX}}$`, "u");
export const TICKET = new RegExp(`^[${ALPHABET}]{${TICKET_CHARS}}$`);
/** The beginning of the SHA-256 of its bytes, in base64url. */
export const PICTURE_ID = /^[A-Za-z0-9_-]{16}$/;
export const HOST_KEY = /^[A-Za-z0-9_-]{22,64}$/;

/** The Worker tells the hub with it where a socket comes from; what a client sends under this name is thrown away. */
export const ADDRESS_HEADER = "showhands-address";
/** From the Worker to a relay: the name by which the hub reaches it. */
export const RELAY_HEADER = "showhands-relay";
/** From a hub that has as many sockets as it takes: among how many relays, in each region, newcomers are spread. */
export const SHARDS_HEADER = "showhands-shards";

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
