/** Bundles the pages into `public/build`. Wrangler calls it before `dev` and `deploy`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type OutputFile, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const PAGES = ["make", "vote", "quiz", "host", "present", "results", "tickets"] as const;
const SHEETS = ["style", "vote", "quiz", "answer", "talk", "console", "figures", "entry", "tickets"] as const;

/**
 * What only some polls need of the vote page or a player's are scripts of their own, loaded by it. They take what all use from the first, by
 * the names in its `shared.ts`: a common part would be one more request, one after the other, on every phone.
 */
const LATER: Record<string, { source: string; of: string }> = {
  answer: { source: "src/page/answer/main.tsx", of: "vote" },
  figures: { source: "src/page/answer/drawn.ts", of: "vote" },
  talk: { source: "src/page/talk/main.tsx", of: "vote" },
  quiztalk: { source: "src/page/talk/main.tsx", of: "quiz" },
  entry: { source: "src/page/entry/step.tsx", of: "vote" },
  quizentry: { source: "src/page/entry/step.tsx", of: "quiz" },
};
const SHARED = {
  vote: /^preact(\/jsx-runtime)?$|^@preact\/signals$|\/(vote\/(ballots|hear)|courier)\.ts$/,
  quiz: /^preact(\/jsx-runtime)?$|^@preact\/signals$|\/courier\.ts$/,
};
const severalScripts = (name: string, of: keyof typeof SHARED): Plugin => ({
  name: "several-scripts",
  setup({ onResolve }) {
    const from = (script: string) => () => ({ path: `./${script}.js`, external: true });
    const apart = {
      answer: /\/answer\/main\.tsx$/,
      figures: /\/drawn\.ts$/,
      [of === "quiz" ? "quiztalk" : "talk"]: /^\.\/main\.tsx$/,
      [of === "quiz" ? "quizentry" : "entry"]: /^\.\/step\.tsx$/,
    };
    for (const [script, filter] of Object.entries(apart)) {
      onResolve({ filter, namespace: "file" }, ({ kind }) => (kind === "entry-point" ? null : from(script)()));
    }
    if (name !== of) onResolve({ filter: SHARED[of] }, from(of));
  },
});

export async function main(): Promise<void> {
  const outdir = `${root}public/build`;
  const bundle = (name: string, source: string, of = name) =>
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
      // Elements by `h`, whose children are arguments: a few hundred bytes less than the newer form, also without its runtime.
      ...(isPhone(of) && {
        alias: { "@preact/signals": "@preact/signals-core" },
        tsconfigRaw: { compilerOptions: { jsx: "react", jsxFactory: "h", jsxFragmentFactory: "Fragment" } },
        inject: ["src/page/elements.ts"],
        plugins: [severalScripts(name, of)],
      }),
    });
  // Each page by itself: parts shared between pages would cost a phone more requests, and bytes that it never runs.
  const built = await Promise.all([
    ...PAGES.map((page) => bundle(page, `src/page/${page}/main.tsx`)),
    bundle("ticket", "src/page/entry/ticket.ts"),
    ...Object.entries(LATER).map(([name, { source, of }]) => bundle(name, source, of)),
    ...SHEETS.map((sheet) => bundle(sheet, `src/page/${sheet}.css`)),
  ]);
  put(
    built.flatMap(({ outputFiles }) => outputFiles),
    outdir,
  );
}

function isPhone(page: string): page is keyof typeof SHARED {
  return page in SHARED;
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
