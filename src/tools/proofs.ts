/** The table of what was tried and what was found, from the lines that proofs have left. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COLUMNS = ["what", "tried", "lost", "doubled", "gotIn", "seed", "figures"] as const;
const HEADS = ["what", "tried", "lost", "doubled", "got in", "seed", "figures"];

type Line = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** Where the proofs of one run leave their lines; `print` shows them and tidies up. */
export function newProofs(): { file: string; print: () => void } {
  const directory = mkdtempSync(join(tmpdir(), "showhands-proofs-"));
  const file = join(directory, "lines");
  writeFileSync(file, "");
  const print = () => {
    const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
    rmSync(directory, { recursive: true, force: true });
    if (lines.length > 0) console.log(`\n${table(lines.map((line) => JSON.parse(line) as Line))}`);
  };
  return { file, print };
}

/** In Markdown, as the README has it. */
function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => String(line[column] ?? "")));
  const widths = HEADS.map((head, index) => Math.max(head.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const drawn = (cells: readonly string[]) => `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  return [drawn(HEADS), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(drawn)].join("\n");
}
