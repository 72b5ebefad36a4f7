/** Pictures and emoji of options, as they are shown: left out where there are none. */
interface Faces {
  emoji: (string | null)[] | null;
  pictures: (string | null)[] | null;
}

export function facesOf({ emoji, pictures }: Faces): { emoji?: (string | null)[]; pictures?: (string | null)[] } {
  return { ...(emoji && { emoji }), ...(pictures && { pictures }) };
}

/** One more option, without a face of its own. */
export function withOption(
  { options, emoji, pictures }: Faces & { options: string[] },
  text: string,
): Faces & { options: string[] } {
  return { options: [...options, text], emoji: emoji && [...emoji, null], pictures: pictures && [...pictures, null] };
}
