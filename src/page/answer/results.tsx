/** What the others said, under one's own answer: only to who has answered, so that nobody follows the crowd unasked. */
import { signal } from "@preact/signals";
import type { Figure } from "../figures/figure.tsx";
import { type Asked, isFixed } from "./props.ts";
import { sheet } from "./sheet.ts";

const figure = signal<typeof Figure | null>(null);
let loading = false;

export function ResultsBelow(props: Asked) {
  const { room, poll, question } = props;
  const tally = room.tallies.value[question.id];
  if (!isFixed(props) || !tally?.counts || tally.ballots === 0) return null;
  if (!figure.value) void load();
  const Drawn = figure.value;
  return (
    <div class="vote-results">
      {Drawn && <Drawn question={question} tally={tally} poll={poll.id} mine={room.mine.value[question.id]?.choice} />}
    </div>
  );
}

async function load(): Promise<void> {
  if (loading) return;
  loading = true;
  try {
    const [{ Figure }] = await Promise.all([import("../figures/figure.tsx"), sheet("figures")]);
    figure.value = Figure;
  } catch {
    // No network just now: the next frame from the room tries again.
  }
  loading = false;
}
