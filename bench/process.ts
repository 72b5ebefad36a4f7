/** A server as the measuring process sees it: where it listens, what it takes from the machine, and its end. */
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export interface Server {
  url: string;
  /** Seconds of CPU so far; null where the system does not say. */
  cpuSeconds(): number | null;
  residentKb(): number | null;
  /** Of that, what the process holds beside its own program's file. */
  heldKb(): number | null;
  /** All that it wrote so far. */
  printed(): string;
  kill(): Promise<void>;
}

/** Once it has said on this stream where it listens. */
export async function running(child: ChildProcess, says: Readable, printed: () => string): Promise<Server> {
  const port = await listeningPort(says);
  return {
    url: `http://127.0.0.1:${port}`,
    cpuSeconds: () => cpuSeconds(child.pid),
    residentKb: () => memoryKb(child.pid, "VmRSS"),
    heldKb: () => memoryKb(child.pid, "RssAnon"),
    printed,
    async kill() {
      // By force: asked to end, workerd drains first, and the next round would meet a busy machine.
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
}

async function listeningPort(says: Readable): Promise<number> {
  for await (const line of createInterface({ input: says })) {
    const { event, port } = JSON.parse(line) as { event: string; port: number };
    if (event === "listen") return port;
  }
  throw new Error("a server ended before it listened");
}

const CLOCK_TICKS_PER_SECOND = 100; // fixed in Linux's user interface, whatever the kernel uses inside

function cpuSeconds(pid: number | undefined): number | null {
  const stat = read(`/proc/${pid}/stat`);
  if (!stat) return null;
  // The name in the second field may hold spaces; user and system time are the 12th and 13th after it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND;
}

function memoryKb(pid: number | undefined, field: "VmRSS" | "RssAnon"): number | null {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(read(`/proc/${pid}/status`) ?? "")?.[1];
  return found ? Number(found) : null;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null; // not Linux
  }
}
