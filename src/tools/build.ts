/** Bundles the pages into `public/build`. Wrangler calls it before `dev` and `deploy`. */
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const PAGES = ["make", "vote", "host", "present", "results"] as const;

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
    });
  // Each page by itself: parts shared between pages would cost a phone more requests, and bytes that it never runs.
  await Promise.all([...PAGES.map((page) => bundle(page, `src/page/${page}/main.tsx`)), bundle("style", "src/page/style.css")]);
}
