/** A number as people type it: 1,5 and 1.5 are the same, and so are 1 000 and 1000. Null where it is none. */
export function typedNumber(typed: string): number | null {
  const tidy = typed
    .trim()
    .replaceAll(/[\s\u2009\u00a0\u202f]/g, "")
    .replace("\u2212", "-")
    .replace(",", ".");
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(tidy) ? Number(tidy) : null;
}
