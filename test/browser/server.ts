/** One real server for every browser file. */
import type { TestProject } from "vitest/node";
import { startServer } from "../support/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    origin: string;
    port: number;
    /** What it said when it was ready. */
    banner: string;
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { origin, port, printed, stop } = await startServer();
  provide("origin", origin);
  provide("port", port);
  provide("banner", printed());
  return stop;
}
