/** A pasted list, one item a line, without the bullets, numbers, letters or boxes that stood before the items. */

// Bullets and dashes, ticked or empty boxes, "1." "12)" "(3)" "a)" "B." and what a table leaves behind. A number needs its
// mark and a space, so "3.5 km" and "2024" stay whole.
const LEAD = /^(?:[-–—*+•·▪◦‣○●■□☐☑✓✔]+\s+|[•·▪◦‣○●■□☐☑✓✔]+|\[[ xX]?\]\s*|\(?(?:\d{1,3}|[A-Za-z])[.)]\s+)+/u;

export function listItems(pasted: string): string[] {
  return pasted
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .map((line) => line.replace(LEAD, "").trim() || line)
    .filter((line) => line !== "");
}
