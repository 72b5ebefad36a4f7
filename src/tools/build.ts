/** Bundles the pages into `public/build`. Wrangler calls it before `dev` and `deploy`. */
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const PAGES = ["make", "vote", "host", "present", "results"] as const;
const SHEETS = ["style", "vote", "answer", "console", "figures"] as const;

/**
 * The vote page's second script loads when a poll needs it. It takes what both use from the first, by the names in `vote/shared.ts`: a common
 * part of both would be one more request, one after the other, on every phone.
 */
const SHARED = /^preact(\/jsx-runtime)?$|^@preact\/signals$|\/vote\/(ballots|hear)\.ts$/;
const twoScripts = (own: "vote" | "answer"): Plugin => ({
  name: "two-scripts",
  setup({ onResolve }) {
    const there = { path: own === "vote" ? "./answer.js" : "./vote.js", external: true };
    onResolve({ filter: own === "vote" ? /\/answer\/main\.tsx$/ : SHARED }, () => there);
  },
});

export async function main(): Promise<void> {
  const outdir = `${root}public/build`;
  rmSync(outdir, { recursive: true, force: true });
  const bundle = (name: string, source: string) =>
    build({
      absWorkingDir: root,
      entryPoints: { [name]: source },
      outdir,
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
      // The vote page draws itself from an effect and needs no binding of signals to components: 2 KB less on every phone.
      ...(name === "vote" && { alias: { "@preact/signals": "@preact/signals-core" } }),
      ...((name === "vote" || name === "answer") && { plugins: [twoScripts(name)] }),
    });
  // Each page by itself: parts shared between pages would cost a phone more requests, and bytes that it never runs.
  await Promise.all([
    ...[...PAGES, "answer"].map((page) => bundle(page, `src/page/${page}/main.tsx`)),
    ...SHEETS.map((sheet) => bundle(sheet, `src/page/${sheet}.css`)),
  ]);
}
