/** Long lists as a host reads them: one page at a time. */

/** The first page is 0; behind the last one is the last. */
export function pageOf<Row>(
  all: readonly Row[],
  page: number,
  rowsMax: number,
): { rows: readonly Row[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(all.length / rowsMax));
  const at = Math.min(page, pages - 1);
  return { rows: all.slice(at * rowsMax, (at + 1) * rowsMax), page: at, pages };
}
