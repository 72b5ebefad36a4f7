/** The product on the real engine, with storage on disk, and what can be seen of it from outside and below. */
import { bundle, type Server, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";

/** A line that was cut is the engine's to note; a stack of ours, or a request that failed, is a defect. */
const OURS_FAILED = /source = Uncaught|worker\.js:\d+:\d+|a request failed/;

export interface Victim {
  url: string;
  socketOf(poll: string): string;
  /** Every row of a poll. */
  rows(poll: string): Promise<Record<string, Record<string, unknown>[]>>;
  /** How many objects were constructed since the start. */
  woken(): Promise<number>;
  /** What went wrong in there and was said by nobody: uncaught errors, stacks, requests that failed. */
  complaints(): string[];
  server: Server;
}

/** With its own limits, and not the ones that a crowd in a closed loop needs. */
export async function startVictim(
  entry = "test/faults/workers/attacked.ts",
  vars: Record<string, string> = {},
  kept?: string,
): Promise<Victim> {
  const subject = { ...OURS, entry, vars, verbose: true };
  const server = await serve(subject, await bundle(subject), kept);
  const read = async <Body>(path: string) => (await (await fetch(`${server.url}${path}`)).json()) as Body;
  return {
    url: server.url,
    socketOf: (poll) => `${server.url.replace("http", "ws")}/ws/${poll}`,
    rows: (poll) => read(`/test/rows/${poll}`),
    async woken() {
      const { hubs, codes, guards } = await read<Record<string, number>>("/test/woken");
      return (hubs ?? 0) + (codes ?? 0) + (guards ?? 0);
    },
    complaints: () =>
      server
        .printed()
        .split("\n")
        .filter((line) => OURS_FAILED.test(line)),
    server,
  };
}
