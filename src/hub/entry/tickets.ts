/** The letters of tickets: a number and its proof, both from the poll's secret, so that five thousand of them need no row. */
import { ALPHABET, TICKET } from "../../protocol/ids.ts";
import { TICKET_CHARS } from "../../protocol/limits.ts";
import { isSame } from "../secrets.ts";

const NUMBER_CHARS = 3; // 31^3 is more than there are tickets

/** `keyed`: a keyed hash in base64url. */
export type Keyed = (text: string) => string;

export function lettersOf(ticket: number, keyed: Keyed): string {
  const proof = BigInt(`0x${Buffer.from(keyed(`letters ${ticket}`), "base64url").toString("hex")}`);
  return inLetters(BigInt(ticket), NUMBER_CHARS) + inLetters(proof, TICKET_CHARS - NUMBER_CHARS);
}

/** Null where nobody made these letters. */
export function ticketOf(letters: string, keyed: Keyed): number | null {
  if (!TICKET.test(letters)) return null;
  const ticket = [...letters.slice(0, NUMBER_CHARS)].reduce((sum, letter) => sum * ALPHABET.length + ALPHABET.indexOf(letter), 0);
  return isSame(letters, lettersOf(ticket, keyed)) ? ticket : null;
}

/** Its last so many digits; of a hash the others do not matter. */
function inLetters(number: bigint, chars: number): string {
  const base = BigInt(ALPHABET.length);
  let letters = "";
  for (let left = number; letters.length < chars; left /= base) letters = ALPHABET[Number(left % base)] + letters;
  return letters;
}
