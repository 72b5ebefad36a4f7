/** A worker on plain `workerd serve`: a fresh process with empty storage, without the proxy that `wrangler dev` puts in front. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { running, type Server } from "./process.ts";

export type { Server } from "./process.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const CONTROL_FD = 3;

/** wrangler brings the engine; it is the same that runs the product locally. */
const wranglerRequire = createRequire(createRequire(import.meta.url).resolve("wrangler"));

export interface Subject {
  name: string;
  entry: string;
  /** Classes with their own storage, by the name of their binding. */
  objects: Record<string, string>;
  /** Bindings that the worker's class `Stub` stands in for. */
  stubs: readonly string[];
  vars: Record<string, string>;
  /** Of the engine, beside those of the product. */
  flags?: readonly string[];
  /** The engine also writes what nobody caught, which it otherwise keeps to itself. */
  verbose?: boolean;
}

/** One file for each subject: all rounds run the same bytes. */
export async function bundle({ entry }: Subject): Promise<string> {
  const built = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    external: ["cloudflare:*", "node:*"],
    logLevel: "warning",
  });
  return built.outputFiles[0]?.text ?? "";
}

/** Another workerd than wrangler's, with flags for its V8. */
export interface Engine {
  path: string;
  v8Flags: readonly string[];
}

/** `kept`: a directory whose storage outlives the process. `BENCH_INSPECT`: an address for a profiler. */
export async function serve(subject: Subject, code: string, kept?: string, engine?: Engine): Promise<Server> {
  const inspect = process.env.BENCH_INSPECT;
  const directory = kept ?? mkdtempSync(join(tmpdir(), "showhands-bench-"));
  mkdirSync(join(directory, "storage"), { recursive: true });
  writeFileSync(join(directory, "worker.js"), code);
  writeFileSync(join(directory, "config.capnp"), config(subject, join(directory, "storage"), engine?.v8Flags));
  const workerd: string = engine?.path ?? wranglerRequire("workerd").default;
  const args = [
    "serve",
    "config.capnp",
    `--control-fd=${CONTROL_FD}`,
    ...(subject.verbose ? ["--verbose"] : []),
    ...(inspect ? [`--inspector-addr=${inspect}`] : []),
  ];
  const child = spawn(workerd, args, { cwd: directory, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (part: Buffer) => {
      printed += part;
      if (!subject.verbose) process.stderr.write(part);
    });
  }
  const server = await running(child, child.stdio[CONTROL_FD] as Readable, () => printed);
  return {
    ...server,
    async kill() {
      await server.kill();
      if (!kept) rmSync(directory, { recursive: true, force: true });
    },
  };
}

function config({ objects, stubs, vars, flags = [] }: Subject, storage: string, v8Flags: readonly string[] = []): string {
  const text = JSON.stringify;
  const namespaces = Object.values(objects).map(
    (name) => `(className = ${text(name)}, uniqueKey = ${text(name)}, enableSql = true)`,
  );
  const bindings = [
    ...Object.entries(objects).map(([name, object]) => `(name = ${text(name)}, durableObjectNamespace = ${text(object)})`),
    ...stubs.map((name) => `(name = ${text(name)}, service = (name = "main", entrypoint = "Stub"))`),
    ...Object.entries(vars).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "storage", disk = (path = ${text(storage)}, writable = true))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
  v8Flags = [${v8Flags.map((flag) => text(flag)).join(", ")}]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = ${text(compatibilityDate())},
  compatibilityFlags = [${flags.map((flag) => text(flag)).join(", ")}],
  durableObjectNamespaces = [${namespaces.join(", ")}],
  durableObjectStorage = (localDisk = "storage"),
  bindings = [${bindings.join(", ")}]
);
`;
}

/** The same engine rules as the product's. */
function compatibilityDate(): string {
  const date = /^compatibility_date = "(.+)"$/m.exec(readFileSync(`${root}wrangler.toml`, "utf8"))?.[1];
  if (!date) throw new Error("wrangler.toml names no compatibility date");
  return date;
}
