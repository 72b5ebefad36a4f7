/** The table of what was tried and what was found, from the lines that proofs have left. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COLUMNS = ["what", "tried", "lost", "doubled", "gotIn", "seed", "figures"] as const;
const HEADS = ["what", "tried", "lost", "doubled", "got in", "seed", "figures"];

type Line = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** Where the proofs of one run leave their lines; `print` shows them and tidies up, and is false where one has found what must not be. */
export function newProofs(): { file: string; print: () => boolean } {
  const directory = mkdtempSync(join(tmpdir(), "showhands-proofs-"));
  const file = join(directory, "lines");
  writeFileSync(file, "");
  const print = () => {
    const left = readFileSync(file, "utf8").split("\n").filter(Boolean);
    const lines = left.map((line) => JSON.parse(line) as Line);
    rmSync(directory, { recursive: true, force: true });
    if (lines.length > 0) console.log(`\n${table(lines)}`);
    const found = lines.filter(isFound);
    for (const { what, seed } of found) console.log(`\nFOUND by "${what}", seed ${seed ?? "none"}: see its line in the table.`);
    return found.length === 0;
  };
  return { file, print };
}

/** A test that failed may be tried again, since clocks are real; a vote that was lost is lost. */
function isFound({ what, lost, doubled, gotIn }: Line): boolean {
  return !String(what).startsWith("planted") && [lost, doubled, gotIn].some((count) => Number(count ?? 0) > 0);
}

/** In Markdown, as the README has it. */
function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => String(line[column] ?? "")));
  const widths = HEADS.map((head, index) => Math.max(head.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const drawn = (cells: readonly string[]) => `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  return [drawn(HEADS), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(drawn)].join("\n");
}
