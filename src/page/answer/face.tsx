/** The picture or the emoji of an option, in the place of its letter. */
import type { QuestionView } from "../../protocol/server.ts";
import { letterOf } from "../ui/options.ts";

export function faceOf(poll: string, question: QuestionView, option: number) {
  const { emoji, pictures } = question as { emoji?: (string | null)[]; pictures?: (string | null)[] };
  const picture = pictures?.[option];
  if (picture) return <Picture key={picture} src={`/api/polls/${poll}/pictures/${picture}`} letter={letterOf(option)} />;
  const drawn = emoji?.[option];
  return drawn ? <span class="face-emoji">{drawn}</span> : undefined;
}

/** Its words stand beside it. The letter is under it, for when it cannot be had. */
function Picture({ src, letter }: { src: string; letter: string }) {
  return (
    <span class="face-picture">
      {letter}
      <img src={src} alt="" loading="lazy" decoding="async" onError={({ currentTarget }) => currentTarget.remove()} />
    </span>
  );
}
