/** Bundles the pages into `public/build`. Wrangler calls it before `dev` and `deploy`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type OutputFile, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const PAGES = ["make", "vote", "quiz", "host", "present", "results"] as const;
const SHEETS = ["style", "vote", "quiz", "answer", "talk", "console", "figures"] as const;

/**
 * What only some polls need of the vote page are scripts of their own, loaded by it. They take what all use from the first, by the names in
 * `vote/shared.ts`: a common part would be one more request, one after the other, on every phone.
 */
const LATER = { answer: "src/page/answer/main.tsx", figures: "src/page/answer/drawn.ts", talk: "src/page/talk/main.tsx" };
const NAMED = { answer: /\/answer\/main\.tsx$/, figures: /\/drawn\.ts$/, talk: /^\.\/main\.tsx$/ };
const SHARED = /^preact(\/jsx-runtime)?$|^@preact\/signals$|\/(vote\/(ballots|hear)|courier)\.ts$/;
const severalScripts = (name: string): Plugin => ({
  name: "several-scripts",
  setup({ onResolve }) {
    const from = (script: string) => () => ({ path: `./${script}.js`, external: true });
    for (const [script, filter] of Object.entries(NAMED)) {
      onResolve({ filter, namespace: "file" }, ({ kind }) => (kind === "entry-point" ? null : from(script)()));
    }
    if (name !== "vote") onResolve({ filter: SHARED }, from("vote"));
  },
});

export async function main(): Promise<void> {
  const outdir = `${root}public/build`;
  const bundle = (name: string, source: string) =>
    build({
      absWorkingDir: root,
      entryPoints: { [name]: source },
      outdir,
      write: false,
      bundle: true,
      minify: true,
      splitting: true, // parts that load when used
      chunkNames: "part-[hash]",
      format: "esm",
      target: ["es2022", "safari16.4"],
      jsx: "automatic",
      jsxImportSource: "preact",
      legalComments: "none",
      logLevel: "warning",
      // These draw themselves from an effect and need no binding of signals to components: 2 KB less on every phone.
      ...((name === "vote" || name === "quiz") && { alias: { "@preact/signals": "@preact/signals-core" } }),
      ...((name === "vote" || name in LATER) && { plugins: [severalScripts(name)] }),
    });
  // Each page by itself: parts shared between pages would cost a phone more requests, and bytes that it never runs.
  const built = await Promise.all([
    ...PAGES.map((page) => bundle(page, `src/page/${page}/main.tsx`)),
    ...Object.entries(LATER).map(([name, source]) => bundle(name, source)),
    ...SHEETS.map((sheet) => bundle(sheet, `src/page/${sheet}.css`)),
  ]);
  put(
    built.flatMap(({ outputFiles }) => outputFiles),
    outdir,
  );
}

/** Only what has changed is written: a server that runs on these files never misses one. */
function put(files: readonly OutputFile[], outdir: string): void {
  mkdirSync(outdir, { recursive: true });
  const names = new Set(files.map(({ path }) => basename(path)));
  for (const name of readdirSync(outdir)) if (!names.has(name)) rmSync(join(outdir, name));
  for (const { path, contents } of files) {
    if (!existsSync(path) || !readFileSync(path).equals(contents)) writeFileSync(path, contents);
  }
}
