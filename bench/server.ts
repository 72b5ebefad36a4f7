/** A worker on plain `workerd serve`: a fresh process with empty storage, without the proxy that `wrangler dev` puts in front. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

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
  const port = await listeningPort(child);
  return {
    url: `http://127.0.0.1:${port}`,
    cpuSeconds: () => cpuSeconds(child.pid),
    residentKb: () => memoryKb(child.pid, "VmRSS"),
    heldKb: () => memoryKb(child.pid, "RssAnon"),
    printed: () => printed,
    async kill() {
      // By force: asked to end, workerd drains first, and the next round would meet a busy machine.
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
      if (!kept) rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function listeningPort(child: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: child.stdio[CONTROL_FD] as Readable })) {
    const { event, port } = JSON.parse(line) as { event: string; port: number };
    if (event === "listen") return port;
  }
  throw new Error("workerd ended before it listened");
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
