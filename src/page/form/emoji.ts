/** What counts as one emoji. */
import { EMOJI_UNITS_MAX } from "../../protocol/limits.ts";

/** The first emoji of what somebody typed or pasted; null without one. */
export function emojiIn(typed: string): string | null {
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(typed)) {
    const whole = withSelector(segment);
    if (segment.length <= EMOJI_UNITS_MAX && isEmoji(whole)) return whole;
  }
  return null;
}

/** Some keyboards leave out that the picture is meant, and not the sign. */
function withSelector(segment: string): string {
  return /^\p{Extended_Pictographic}$/u.test(segment) && !isEmoji(segment) ? `${segment}\ufe0f` : segment;
}

function isEmoji(one: string): boolean {
  return RGI.test(one);
}

const RGI = rgi();

/** By the rule of the server where the browser knows it; an older one goes by the pictures that an emoji is made of. */
function rgi(): RegExp {
  try {
    return /^(?:\p{RGI_Emoji})$/v;
  } catch {
    return /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})/u;
  }
}
