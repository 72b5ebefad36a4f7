/** How the room has reacted while this page was open: a small row that never moves. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { REACTIONS } from "../../../protocol/talk.ts";
import { talkHost as words } from "../../../words/en.ts";
import { summed, type Taps } from "../../talk/sky.ts";
import type { Talk } from "../../talk/talk.ts";

export function Reacted({ talk }: { talk: Talk }) {
  const counts = useSignal<Taps>({});
  useEffect(
    () =>
      talk.heardReactions((heard) => {
        counts.value = summed(counts.value, heard);
      }),
    [talk],
  );
  return (
    <ul class="roomreacted small number" aria-label={words.reactions}>
      {REACTIONS.map((emoji) => (
        <li key={emoji}>{words.reacted(emoji, counts.value[emoji] ?? 0)}</li>
      ))}
    </ul>
  );
}
