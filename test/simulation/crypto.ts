/** `node:crypto` with chance that a seed decides. */
import { createHmac as newHmac } from "node:crypto";
import { fill } from "./globals.ts";

export * from "node:crypto";

export const randomBytes = (count: number): Buffer => fill(Buffer.alloc(count));

const KNOWN_MAX = 5_000;
const known = new Map<string, Buffer>();

/** A world has few names and asks for them all the time: each is worked out once. */
export const createHmac = (algorithm: string, key: string) => ({
  update: (text: string) => ({
    digest(form?: BufferEncoding): string | Buffer {
      const name = `${key} ${text}`;
      const digest = known.get(name) ?? newHmac(algorithm, key).update(text).digest();
      if (known.size > KNOWN_MAX) known.clear();
      known.set(name, digest);
      return form ? digest.toString(form) : Buffer.from(digest);
    },
  }),
});
