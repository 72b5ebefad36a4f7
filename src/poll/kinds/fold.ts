/** When are two answers the same answer? Case, accents and spacing do not count. */

/** In Latin and Greek a mark above a letter is an accent; in other scripts it makes another letter (й, が) or a vowel (की). */
const ACCENTED = /([\p{sc=Latin}\p{sc=Greek}])[\u0300-\u036f]+/gu;

/** ASCII, and tidy. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Variation selectors choose between two pictures of one emoji. */
const SELECTORS = /[\ufe00-\ufe0f]/g;

/** Upper case before lower: ß and ss, ς and σ fall together. Expects tidy text; what would leave nothing stays as it is. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase(); // the most, and a room's answers are folded again and again
  const folded = text
    .normalize("NFKD")
    .toLowerCase() // ẞ is upper case already, and only its ß becomes ss
    .toUpperCase()
    .toLowerCase()
    .replaceAll(ACCENTED, "$1")
    .replaceAll(SELECTORS, "")
    .normalize("NFKC")
    .replaceAll(/\s+/g, " ")
    .trim();
  return folded === "" ? text : folded;
}
