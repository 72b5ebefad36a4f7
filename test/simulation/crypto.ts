/** `node:crypto` with chance that a seed decides. */
import { fill } from "./globals.ts";

export * from "node:crypto";

export const randomBytes = (count: number): Buffer => fill(Buffer.alloc(count));
