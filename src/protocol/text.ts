/** Text that people typed: one shape before it is measured or stored. */

// C0 and C1 controls, and the characters that reorder, hide or break a line of somebody else's page:
// bidirectional embeddings, overrides and isolates (Unicode TR9), line and paragraph separators, the byte-order mark.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u2028\u2029\ufeff]/g;

/** NFC, controls out (a tab or a new line becomes a space), white space single, ends trimmed. */
export function tidyText(typed: string): string {
  return typed
    .replaceAll(/[\t\n\r]+/g, " ")
    .replaceAll(UNSEEN, "")
    .normalize("NFC")
    .replaceAll(/ {2,}/g, " ")
    .trim();
}

/** As `tidyText`, but lines stay: at most one empty one between two, and what is beyond `max` lines goes on in the last. */
export function tidyLines(typed: string, max: number): string {
  const lines = typed
    .split(/\r\n|\r|\n/)
    .map(tidyText)
    .filter((line, at, all) => line !== "" || (at > 0 && all[at - 1] !== ""));
  while (lines.at(-1) === "") lines.pop();
  return [...lines.slice(0, max - 1), tidyText(lines.slice(max - 1).join(" "))].join("\n").trimEnd();
}

/** Length as the contract counts it: code points, so an emoji outside the basic plane is one. */
export function points(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
