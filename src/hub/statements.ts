/** Many rows in few statements: as one bound value of JSON, which SQLite takes apart with `json_each`. */
import { STATEMENT_UNITS_MAX } from "../protocol/limits.ts";

/** With the longest answer, quotes and all. */
export const ANSWER_UNITS = 1_000;
/** An ask of 300 characters with a reply of 500, each of two units and perhaps escaped, and what stands around them. */
export const WORDS_UNITS = 4_000;

/** The columns of such rows. */
export function valuesOf(columns: number): string {
  return Array.from({ length: columns }, (_, index) => `value->>${index}`).join(", ");
}

/** As many rows in each as one value holds, where none has more units than this. */
export function* inStatements(rows: readonly unknown[], rowUnitsMax: number): Iterable<string> {
  const rowsMax = Math.floor(STATEMENT_UNITS_MAX / rowUnitsMax);
  for (let from = 0; from < rows.length; from += rowsMax) yield JSON.stringify(rows.slice(from, from + rowsMax));
}
