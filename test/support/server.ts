/** The real server, as the README starts it, on a free port with a storage of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Made } from "../../src/protocol/server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const READY_WITHIN_MS = 90_000;

export interface Server {
  origin: string;
  port: number;
  /** All that it printed so far. */
  printed: () => string;
  stop: () => Promise<void>;
}

export async function startServer(args: readonly string[] = []): Promise<Server> {
  const port = await freePort();
  const storage = mkdtempSync(join(tmpdir(), "showhands-"));
  const command = [join(root, "src/tools/run.mjs"), "start", "--persist-to", storage, "--inspector-port", "0", ...args];
  // A group of its own, so that stopping it also stops what wrangler started.
  const child = spawn(process.execPath, command, { cwd: root, env: { ...process.env, PORT: String(port) }, detached: true });
  let printed = "";
  child.stdout.on("data", (part) => (printed += part));
  child.stderr.on("data", (part) => (printed += part));
  const stop = async () => {
    await killGroup(child);
    rmSync(storage, { recursive: true, force: true });
  };
  const origin = `http://localhost:${port}`;
  for (let waited = 0; waited < READY_WITHIN_MS; waited += 200) {
    if (printed.includes("Ctrl-C")) return { origin, port, printed: () => printed, stop };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error(`the server did not start:\n${printed}`);
}

export async function makePoll(origin: string, body: object): Promise<Made> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${origin}/api/polls`, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`no poll: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Made;
}

function killGroup(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.pid === undefined) return resolve();
    child.once("exit", () => resolve());
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      resolve();
    }
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "0.0.0.0", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
