/** Nothing but the way in, as large as it gets: before the first question, and on demand. */
import { stage as words } from "../../words/en.ts";
import { Chip } from "../ui/chip.tsx";
import { Hand } from "../ui/hand.tsx";
import { CYCLE } from "../ui/icons.tsx";
import { Figure, type Joined, JoinQr, JoinWords } from "./strip.tsx";

/** `waiting`: no question was opened yet. */
export function Lobby({ origin, poll, present, waiting, lost }: Joined & { waiting: boolean; lost: boolean }) {
  return (
    <section class="lobby">
      <div class="lobby-qr">
        <JoinQr origin={origin} poll={poll} />
      </div>
      <div class="lobby-words">
        <Hand />
        <h1 dir="auto">{poll.title || words.join}</h1>
        <JoinWords origin={origin} poll={poll} />
        <Figure value={present} label={words.here} />
        {waiting && <p class="soft">{words.lobby}</p>}
        {lost && (
          <Chip mood="warn" shape={CYCLE}>
            {words.reconnecting}
          </Chip>
        )}
      </div>
    </section>
  );
}
