/** A peer on Node: a fresh process with an empty directory, as the workers have it. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { running, type Server } from "./process.ts";

const PEERS = fileURLToPath(new URL("peers/", import.meta.url));

export interface NodePeer {
  entry: string;
  keeps: boolean;
  tickMs: number;
  turnMs: number;
}

export async function servePeer({ entry, keeps, tickMs, turnMs }: NodePeer): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), "showhands-bench-"));
  const env = {
    ...process.env,
    KEEP_IN: keeps ? directory : "",
    TICK_MS: String(tickMs),
    TURN_MS: String(turnMs),
    NODE_ENV: "production",
  };
  const child = spawn(process.execPath, ["--no-warnings", join(PEERS, entry)], { env, stdio: ["ignore", "pipe", "inherit"] });
  const server = await running(child, child.stdout, () => "");
  return {
    ...server,
    async kill() {
      await server.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Their libraries are no part of the product: they come when they are first measured. */
export function installPeers(): void {
  if (existsSync(join(PEERS, "node_modules"))) return;
  console.log("Installing what the peers are made of, in bench/peers …");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: PEERS, stdio: "inherit" });
  if (status !== 0) throw new Error("npm ci in bench/peers failed");
}
