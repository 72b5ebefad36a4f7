/**
 * What a receipt is: the voter's name in the hub, enciphered under a key of the question and its round. Random to all who do not have the
 * poll's secret, the same again for the same ballot, never the same for two, and no row holds it. AES by blocks, as a list of 100,000 takes
 * tenths of a second so, where a hash for each takes two.
 */
import { createCipheriv, createHmac } from "node:crypto";

/** Of AES, and of a name's random bits. */
const BLOCK_BYTES = 16;

type Cipher = ReturnType<typeof createCipheriv>;

export class ReceiptNames {
  readonly #secret: string;
  /** By question, of the round that was asked for last. */
  readonly #ciphers = new Map<string, { round: number; cipher: Cipher }>();

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** In the order of the voters. */
  of(question: string, round: number, voters: readonly string[]): string[] {
    const names = Buffer.alloc(voters.length * BLOCK_BYTES);
    for (const [index, voter] of voters.entries()) names.write(voter, index * BLOCK_BYTES, BLOCK_BYTES, "base64url");
    const blocks = this.#cipher(question, round).update(names);
    return voters.map((_, index) => blocks.toString("base64url", index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES));
  }

  /** Never finished: each block stands for itself. */
  #cipher(question: string, round: number): Cipher {
    const kept = this.#ciphers.get(question);
    if (kept?.round === round) return kept.cipher;
    // The space keeps it apart from what voters send: none is in a token.
    const key = createHmac("sha256", this.#secret).update(`receipts ${question} ${round}`).digest().subarray(0, BLOCK_BYTES);
    const cipher = createCipheriv("aes-128-ecb", key, null).setAutoPadding(false);
    this.#ciphers.set(question, { round, cipher });
    return cipher;
  }
}
