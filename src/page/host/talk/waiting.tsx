/** How many questions wait for the host, and the way to them. */
import type { AskView } from "../../../protocol/talk.ts";
import { talkHost as words } from "../../../words/en.ts";
import type { Talk } from "../../talk/talk.ts";
import { Chip } from "../../ui/chip.tsx";
import { CLOCK } from "../../ui/icons.tsx";

/** Without what is still on its way from this device. */
export function asksOf(talk: Talk): AskView[] {
  return talk.asks.value.filter((ask): ask is typeof ask & AskView => ask.id !== null);
}

export function waitingIn(talk: Talk): number {
  return asksOf(talk).filter(({ state, hidden }) => state === "waiting" && !hidden).length;
}

export function WaitingChip({ count }: { count: number }) {
  return (
    <Chip mood="warn" shape={CLOCK}>
      <span class="number">{words.waits(count)}</span>
    </Chip>
  );
}

/** On a phone the room is a screen further down. */
export function WaitingLink({ talk }: { talk: Talk }) {
  const count = waitingIn(talk);
  if (count === 0) return null;
  return (
    <button type="button" class="button-quiet button-link small roomwaits" onClick={goToRoom}>
      {words.waits(count)}
    </button>
  );
}

function goToRoom(): void {
  const room = document.getElementById("room") as HTMLDetailsElement | null;
  if (!room) return;
  room.open = true;
  room.scrollIntoView({ block: "start" });
  room.querySelector<HTMLElement>("summary")?.focus({ preventScroll: true });
}
