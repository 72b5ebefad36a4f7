/** How the room has reacted while this page was open: a small row that never moves. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { REACTIONS, type Reaction } from "../../../protocol/talk.ts";
import { talkHost as words } from "../../../words/en.ts";
import type { Talk } from "../../talk/talk.ts";

type Counts = Partial<Record<Reaction, number>>;

export function Reacted({ talk }: { talk: Talk }) {
  const counts = useSignal<Counts>({});
  useEffect(
    () =>
      talk.heardReactions((heard) => {
        counts.value = added(counts.value, heard);
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

function added(counts: Counts, heard: Counts): Counts {
  return Object.fromEntries(REACTIONS.map((emoji) => [emoji, (counts[emoji] ?? 0) + (heard[emoji] ?? 0)]));
}
