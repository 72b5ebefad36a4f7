/** Watches the room and tells what is new: to the ear in sentences, to the eye by a wave of the hand. */
import { effect, signal } from "@preact/signals";
import { vote as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { say, sayNow } from "./hear.ts";
import { answered } from "./order.ts";

/** Counts saved votes of this visit; the hand waves once for each. */
export const waves = signal(0);

export function watchNews(room: Room): void {
  watchVotes(room);
  watchQuestions(room);
  watchWire(room);
  watchCounts(room);
}

function watchVotes({ votes, mine }: Room): void {
  let sending = new Set<string>();
  effect(() => {
    const states = Object.entries(votes.value);
    const saved = states.filter(([id, { state }]) => state === "saved" && sending.has(id));
    sending = new Set(states.filter(([, { state }]) => state === "sending").map(([id]) => id));
    const [newest] = saved;
    if (!newest) return;
    const given = answered(mine.peek(), newest[0]);
    if (given) waves.value = waves.peek() + 1;
    sayNow(given ? words.heard.saved : words.heard.takenBack);
  });
}

function watchQuestions({ poll }: Room): void {
  let before: Record<string, string> | undefined;
  effect(() => {
    if (!poll.value) return;
    const { questions } = poll.value;
    const opened = before && questions.find(({ id, phase }) => phase === "open" && before?.[id] !== "open");
    const closed = before && questions.find(({ id, phase }) => phase === "closed" && before?.[id] === "open");
    before = Object.fromEntries(questions.map(({ id, phase }) => [id, phase]));
    if (opened) say(words.heard.opened(opened.text));
    else if (closed) say(words.heard.closed);
  });
}

function watchWire({ wire }: Room): void {
  let lost = false;
  effect(() => {
    const { state } = wire.value;
    if (state === "waiting" && !lost) say(words.heard.reconnecting);
    if (state === "open" && lost) say(words.heard.back);
    if (state !== "connecting") lost = state === "waiting";
  });
}

/** Only to those who have voted: nobody is interrupted while choosing. */
function watchCounts({ poll, tallies, mine }: Room): void {
  let before = -1;
  effect(() => {
    const questions = poll.value?.questions ?? [];
    const newest = questions.findLast(({ id, open }) => open && answered(mine.value, id));
    const ballots = newest ? (tallies.value[newest.id]?.ballots ?? 0) : -1;
    if (newest && before >= 0 && ballots !== before) say(words.heard.counted(ballots));
    before = ballots;
  });
}
