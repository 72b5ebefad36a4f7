/** `node:crypto` with chance that a seed decides, and without working out twice what a world asks for all the time. */
import { createHash as newHash, createHmac as newHmac } from "node:crypto";
import { fill } from "./globals.ts";

export * from "node:crypto";

export const randomBytes = (count: number): Buffer => fill(Buffer.alloc(count));

type Form = "base64url" | "hex" | "bytes";

const KNOWN_MAX = 5_000;
const known: Record<Form, Map<string, string | Buffer>> = { base64url: new Map(), hex: new Map(), bytes: new Map() };

function digestOnce(name: string, form: Form, bytes: () => Buffer): string | Buffer {
  const before = known[form].get(name);
  if (before !== undefined) return before;
  const digest = form === "bytes" ? bytes() : bytes().toString(form);
  if (known[form].size > KNOWN_MAX) known[form].clear();
  known[form].set(name, digest);
  return digest;
}

export const createHmac = (algorithm: string, key: string) => ({
  update: (text: string) => ({
    digest: (form: Form = "bytes") => digestOnce(`${key} ${text}`, form, () => newHmac(algorithm, key).update(text).digest()),
  }),
});

export const createHash = (algorithm: string) => ({
  update: (text: string) => ({
    digest: (form: Form = "bytes") => digestOnce(text, form, () => newHash(algorithm).update(text).digest()),
  }),
});
