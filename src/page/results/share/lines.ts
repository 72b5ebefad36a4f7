/** Text into a width: a canvas breaks no lines by itself. */

/** What measures a text in the font that is set. */
export interface Measuring {
  measureText(text: string): { width: number };
}

/** Cut with an ellipsis where it is too wide. Never through the middle of a letter with its marks. */
export function fitted(on: Measuring, text: string, width: number): string {
  if (on.measureText(text).width <= width) return text;
  const letters = lettersOf(text);
  let [fits, most] = [0, letters.length];
  while (fits < most) {
    const middle = Math.ceil((fits + most) / 2);
    if (on.measureText(`${letters.slice(0, middle).join("")}…`).width <= width) fits = middle;
    else most = middle - 1;
  }
  return `${letters.slice(0, fits).join("").trimEnd()}…`;
}

/** At spaces; a word that is wider than a line is broken anywhere. */
export function broken(on: Measuring, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).flatMap((word) => pieces(on, word, width))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && on.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

function pieces(on: Measuring, word: string, width: number): string[] {
  if (on.measureText(word).width <= width) return [word];
  const found: string[] = [];
  let piece = "";
  for (const letter of lettersOf(word)) {
    if (piece && on.measureText(piece + letter).width > width) {
      found.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...found, piece];
}

function lettersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
