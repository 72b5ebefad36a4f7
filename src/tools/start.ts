/** `npm start`: Showhands on this machine, for every phone on the same network. Arguments behind `--` go to `wrangler dev`. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { fileURLToPath } from "node:url";
import { renderUnicodeCompact } from "uqr";
import { start as words } from "../words/en.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const READY_WITHIN_MS = 60_000; // the first start on a slow laptop bundles everything
const READY_EVERY_MS = 200;

export async function main(more: readonly string[]): Promise<void> {
  const port = Number(process.env.PORT ?? 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return giveUp(words.badPort(process.env.PORT ?? ""));
  if (!(await isFree(port))) return giveUp(words.portTaken(port));
  const lan = lanAddress();
  const here = `http://localhost:${port}`;
  const phones = lan ? `http://${lan}:${port}` : null;
  console.log(words.starting);
  const server = serve(port, phones, more);
  if (await isReady(here, server)) console.log(banner(here, phones));
}

function serve(port: number, phones: string | null, more: readonly string[]): ChildProcess {
  const args = [
    "dev",
    "--ip",
    "0.0.0.0",
    "--port",
    String(port),
    "--log-level",
    "warn",
    "--show-interactive-dev-session=false",
    ...more,
  ];
  if (phones) args.push("--var", `LAN_ORIGIN:${phones}`);
  const env = {
    ...process.env,
    X_LOCAL_OBSERVABILITY: "false", // the local traces slow incoming messages about 20 times
    CLOUDFLARE_CF_FETCH_ENABLED: "false", // a look-up on the internet that a laptop in a lecture hall does without
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
  };
  const server = spawn(process.execPath, [`${root}node_modules/wrangler/bin/wrangler.js`, ...args], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
  server.on("exit", (code) => process.exit(code ?? 0));
  return server;
}

async function isReady(here: string, server: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < READY_WITHIN_MS && server.exitCode === null; waited += READY_EVERY_MS) {
    try {
      if ((await fetch(here)).ok) return true;
    } catch {
      // Not yet listening.
    }
    await new Promise((resolve) => setTimeout(resolve, READY_EVERY_MS));
  }
  return false;
}

function banner(here: string, phones: string | null): string {
  const lines = ["", `  ${words.here}   ${here}`];
  if (!phones) return [...lines, `  ${words.noNetwork}`, ""].join("\n");
  const code = renderUnicodeCompact(phones, { border: 2 }).replaceAll(/^/gm, "  ");
  return [...lines, `  ${words.phones} ${phones}`, "", code, "", `  ${words.stop}`, ""].join("\n");
}

/** The address that phones on the same Wi-Fi most likely reach: private ranges first, and no virtual bridges where there is another. */
function lanAddress(): string | null {
  const found = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ family, internal }) => family === "IPv4" && !internal)
      .map(({ address }) => ({ address, likely: likelihood(name, address) })),
  );
  return found.toSorted((one, other) => other.likely - one.likely)[0]?.address ?? null;
}

function likelihood(name: string, address: string): number {
  const isVirtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|zt)/.test(name);
  const isHome = /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
  return (isVirtual ? 0 : 2) + (isHome ? 1 : 0);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once("error", () => resolve(false))
      .once("listening", () => probe.close(() => resolve(true)))
      .listen(port, "0.0.0.0");
  });
}

function giveUp(sentence: string): void {
  console.error(sentence);
  process.exit(1);
}
