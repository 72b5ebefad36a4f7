/** The rules of the house, as a test over the text of the product: imports one way, lengths, words, named paths, the weight of the voting page. */
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const FILE_LINES_MAX = 300;
const FUNCTION_LINES_MAX = 70;
const VOTE_PAGE_BYTES_MAX = 20 * 1024; // HTML, CSS and script in brotli: one second on a slow phone network
const VOTE_PAGE_REQUESTS_MAX = 4;

const LOCKS = ["package-lock.json", "bench/peers/package-lock.json"];

const sources = globSync("{src,test,bench}/**/*.{ts,tsx,mjs}", { cwd: root, exclude: (name) => name.includes("node_modules") }).map(
  (path) => ({
    path,
    text: readFileSync(join(root, path), "utf8"),
  }),
);

/** Who may import from whom. A folder may always import from itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "src/protocol": [],
  "src/words": ["src/protocol"],
  "src/poll": ["src/protocol"],
  "src/sockets": ["src/protocol", "src/words"],
  "src/code": ["src/protocol", "src/env.ts"],
  "src/hub": ["src/protocol", "src/poll", "src/sockets", "src/words", "src/relay/wire.ts", "src/env.ts"],
  "src/relay": ["src/protocol", "src/sockets", "src/words", "src/env.ts"],
  "src/page": ["src/protocol", "src/words", "src/poll/kinds"], // a page that counts again counts as the hub does
  "src/http": [
    "src/protocol",
    "src/words",
    "src/relay/placement.ts",
    "src/env.ts",
    "src/page/vote/first.ts",
    "src/page/quiz/first.ts",
    "src/page/html.ts",
  ],
  "src/tools": ["src/words"],
  "src/worker.ts": ["src/http", "src/protocol", "src/hub", "src/relay", "src/code", "src/env.ts"],
  "src/env.ts": ["src/code", "src/hub", "src/relay"],
};

test("imports point one way", () => {
  const wrong: string[] = [];
  for (const { path, text } of sources.filter(({ path }) => path.startsWith("src/"))) {
    const home = homeOf(path);
    for (const [, target = ""] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)) {
      const imported = relative(root, resolve(root, dirname(path), target));
      if (!imported.startsWith("src/") || homeOf(imported) === home) continue;
      const allowed = MAY_IMPORT[home]?.some((place) => imported === place || imported.startsWith(`${place}/`));
      if (!allowed) wrong.push(`${path} imports ${imported}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("the core has no clock, no chance and no platform", () => {
  const wrong = sources
    .filter(({ path }) => path.startsWith("src/poll/"))
    .filter(({ text }) => /Date\.now|new Date\(\)|Math\.random|crypto|setTimeout|cloudflare:|node:/.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("only src/sockets names the hibernation API", () => {
  const named = /acceptWebSocket|serializeAttachment|getWebSockets|setWebSocketAutoResponse/;
  const wrong = sources.filter(({ path, text }) => path.startsWith("src/") && !path.startsWith("src/sockets/") && named.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("files have one subject and functions fit a screen", () => {
  const long: string[] = [];
  for (const { path, text } of sources) {
    const lines = text.split("\n");
    const isWords = path.startsWith("src/words/"); // sentences, not code
    if (!isWords && lines.length > FILE_LINES_MAX) long.push(`${path} has ${lines.length} lines`);
    const isTest = path.startsWith("test/"); // a table of cases is one function
    if (isTest || isWords) continue;
    for (const { name, length } of functionsIn(lines))
      if (length > FUNCTION_LINES_MAX) long.push(`${path}: ${name} has ${length} lines`);
  }
  expect(long).toEqual([]);
});

test("one word for each thing", () => {
  const BETTER: Record<string, string> = {
    participant: "voter",
    attendee: "voter",
    presenter: "host or stage",
    voteCount: "ballots",
    room_id: "poll",
  };
  const wrong: string[] = [];
  for (const { path, text } of sources) {
    if (path === "test/house.test.ts") continue;
    for (const [word, better] of Object.entries(BETTER)) {
      if (new RegExp(`\\b${word}s?\\b`, "i").test(text)) wrong.push(`${path} says ${word}; say ${better}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("pages put no markup together from text, and read no text of their own", () => {
  const wrong: string[] = [];
  for (const { path, text } of sources.filter(({ path }) => path.startsWith("src/page/"))) {
    if (/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/.test(text)) wrong.push(`${path} writes markup`);
    for (const [, words] of text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)[.?]?\s*</g)) wrong.push(`${path} says "${words}"`);
  }
  expect(wrong).toEqual([]);
});

test.each(LOCKS)("%s is whole on every system and holds no addresses", (lock) => {
  const text = readFileSync(join(root, lock), "utf8");
  const { packages } = JSON.parse(text) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> };
  const held = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, "")));
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !held.has(name)),
  );
  expect(missing).toEqual([]);
  expect(text).not.toContain('"resolved"');
});

test("every rule of the product is quoted by a test", () => {
  const quoted = sources
    .filter(({ path }) => path.endsWith(".test.ts"))
    .map(({ text }) => text)
    .join("\n");
  const rules = [...readFileSync(join(root, "test/SPEC.md"), "utf8").matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, rule]) => rule);
  expect(rules.length).toBeGreaterThan(80);
  expect(rules.filter((rule) => !quoted.includes(`[${rule}]`))).toEqual([]);
});

test("paths named in documents exist", () => {
  const missing: string[] = [];
  for (const document of ["README.md", "test/SPEC.md", ...globSync("docs/*.md", { cwd: root })]) {
    const text = readFileSync(join(root, document), "utf8");
    for (const [, path = ""] of text.matchAll(/`((?:src|test|bench|public|docs|\.ci)\/[\w./-]+)`/g)) {
      if (!path.startsWith("public/build") && !existsSync(join(root, path))) missing.push(`${document} names ${path}`);
    }
  }
  expect(missing).toEqual([]);
});

test("[D7] the voting page is within 20 KB and four requests", () => {
  const shell = readFileSync(join(root, "public/vote.html"), "utf8");
  const named = [...shell.matchAll(/(?:src|href)="\/(build\/[\w.]+)"/g)].map(([, file]) => `public/${file}`);
  const start = readFileSync(join(root, "public/build/vote.js"), "utf8");
  const parts = [...start.matchAll(/(?:from|import)\s*"\.\/(part-[\w-]+\.js)"/g)].map(([, part]) => `public/build/${part}`);
  const files = ["public/vote.html", ...named, ...parts];
  const bytes = files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(root, file))).length, 0);
  console.log(`voting page: ${bytes} bytes in ${files.length} requests`);
  expect(bytes).toBeLessThanOrEqual(VOTE_PAGE_BYTES_MAX);
  expect(files.length).toBeLessThanOrEqual(VOTE_PAGE_REQUESTS_MAX);
  expect(statSync(join(root, "public/build/vote.js")).size).toBeGreaterThan(1_000);
});

function homeOf(path: string): string {
  const [top = "", folder = ""] = path.split("/");
  return `${top}/${folder}`;
}

/** By indentation, which the formatter guarantees: from a line that opens a function to the line that closes it. */
function functionsIn(lines: readonly string[]): { name: string; length: number }[] {
  const found: { name: string; length: number }[] = [];
  for (const [start, line] of lines.entries()) {
    const opens =
      /^(\s*)(?:(?:export |async |static |override |get |private )*(?:function\*? )?#?[\w.]+.*\)(?:: .*)? |.*=> )\{$/.exec(line);
    if (!opens || /^\s*(?:if|for|while|switch|else|catch|test|describe|\} else)\b/.test(line)) continue;
    const indent = opens[1] ?? "";
    const end = lines.findIndex((later, index) => index > start && new RegExp(`^${indent}\\}`).test(later));
    if (end > 0) found.push({ name: line.trim().slice(0, 60), length: end - start + 1 });
  }
  return found;
}
