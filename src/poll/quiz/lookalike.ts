/** When do two names look the same on a big screen? What is read alike is one name, whatever characters it is written with. */
import { fold } from "../kinds/fold.ts";

/** Letters of other scripts, digits and signs that pass for a Latin letter (a part of Unicode TR39), after folding. */
const LOOKS: readonly (readonly [as: string, letters: string])[] = [
  ["a", "аα@4"],
  ["b", "вьβ8"],
  ["c", "сϲ"],
  ["d", "ԁ"],
  ["e", "еєε3"],
  ["f", "ƒ"],
  ["g", "ɡ9"],
  ["h", "һн"],
  ["j", "јʝ"],
  ["k", "кκ"],
  // i, l, 1 and the bar are one stroke.
  ["l", "iіιıӏ1|!"],
  ["m", "м"],
  ["n", "ηп"],
  ["o", "оοσ0ø"],
  ["p", "рρ"],
  ["q", "ԛ"],
  ["r", "гʀ"],
  ["s", "ѕ5$"],
  ["t", "тτ7"],
  ["u", "υцµμ"],
  ["v", "ѵν"],
  ["w", "ԝωшщ"],
  ["x", "хχ"],
  ["y", "уүγ"],
  ["z", "ᴢ2"],
];

const READ_AS = new Map(LOOKS.flatMap(([as, letters]) => [...letters].map((letter) => [letter, as] as const)));

/** Names with the same key are the same name. Spaces, punctuation and invisible characters do not count; a number at the end does. */
export function lookOf(name: string): string {
  const [, words = name, number = ""] = /^(.*?)\s*0*(\d*)$/su.exec(fold(name)) ?? [];
  const read = [...words].map((letter) => READ_AS.get(letter) ?? letter).join("");
  const bare = read.replaceAll(/[\s\p{P}\p{C}\p{M}\p{Lm}\p{Sk}]/gu, "");
  return `${bare === "" ? read : bare} ${number}`.trim();
}
