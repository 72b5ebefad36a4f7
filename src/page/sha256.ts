/** SHA-256 by hand (FIPS 180-4), for pages on plain http, where browsers have none. Slower than theirs, and of the same outcome. */

const ROUNDS = 64;
const BLOCK_BYTES = 64;
/** Of the length, in bits, at the end of the last block. */
const LENGTH_BYTES = 8;

/** The first 32 bits behind the point of the square roots (of 8) and cube roots (of 64) of the first primes. */
const PRIMES = firstPrimes(ROUNDS);
const START = PRIMES.slice(0, 8).map((prime) => fraction(prime ** (1 / 2)));
const CONSTANTS = Uint32Array.from(PRIMES, (prime) => fraction(prime ** (1 / 3)));

/** In hexadecimal, of the text's UTF-8. The browser's own where there is one. */
export async function sha256Of(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  // Not on plain http, whatever its type says.
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  return hex(subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : sha256(bytes));
}

export function sha256(bytes: Uint8Array): Uint8Array {
  const state = Uint32Array.from(START);
  const words = new Uint32Array(ROUNDS);
  const whole = bytes.length - (bytes.length % BLOCK_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < whole; at += BLOCK_BYTES) mix(state, words, view, at);
  const end = ended(bytes.subarray(whole), bytes.length);
  for (let at = 0; at < end.byteLength; at += BLOCK_BYTES) mix(state, words, end, at);
  const digest = new DataView(new ArrayBuffer(state.length * 4));
  for (const [index, word] of state.entries()) digest.setUint32(index * 4, word);
  return new Uint8Array(digest.buffer);
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is left, a one bit, zeros, and the length: one block or two. */
function ended(rest: Uint8Array, length: number): DataView {
  const blocks = Math.ceil((rest.length + 1 + LENGTH_BYTES) / BLOCK_BYTES);
  const end = new Uint8Array(blocks * BLOCK_BYTES);
  end.set(rest);
  end[rest.length] = 0x80;
  const view = new DataView(end.buffer);
  view.setBigUint64(end.length - LENGTH_BYTES, BigInt(length) * 8n);
  return view;
}

function mix(state: Uint32Array, words: Uint32Array, block: DataView, from: number): void {
  for (let t = 0; t < 16; t++) words[t] = block.getUint32(from + t * 4);
  for (let t = 16; t < ROUNDS; t++) {
    const [early, late] = [words[t - 15] as number, words[t - 2] as number];
    const s0 = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const s1 = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[t] = (words[t - 16] as number) + s0 + (words[t - 7] as number) + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < ROUNDS; t++) {
    const one = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + h;
    const first = (one + (CONSTANTS[t] as number) + (words[t] as number)) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] as number) + value;
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number++) if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return primes;
}

function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}
