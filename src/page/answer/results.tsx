/** What the others said, under one's own answer: only to who has answered, so that nobody follows the crowd unasked. */
import { signal } from "@preact/signals";
import type { TallyViews } from "../../protocol/server.ts";
import { type Asked, isFixed } from "./props.ts";
import { sheet } from "./sheet.ts";

const drawn = signal<typeof import("./drawn.ts") | null>(null);
let loading = false;

export function ResultsBelow(props: Asked) {
  const { room, poll, question } = props;
  const tally = room.tallies.value[question.id];
  if (!isFixed(props) || !tally?.counts || tally.ballots === 0) return null;
  const mine = room.mine.value[question.id]?.choice;
  if (question.kind === "choice") return <OwnBelow tally={tally as TallyViews["choice"]} mine={mine} />;
  const shown = loaded();
  return <div class="vote-results">{shown && <shown.Figure question={question} tally={tally} poll={poll.id} mine={mine} />}</div>;
}

/** The cards show how many chose them; here is what was written instead. */
function OwnBelow({ tally: { other }, mine }: { tally: TallyViews["choice"]; mine: Asked["ballot"]["marked"] | undefined }) {
  if (!other?.words?.length) return null;
  const { words, counts = [], people } = other;
  const shown = loaded();
  return <div class="vote-results fig">{shown && <shown.Own words={words} counts={counts} people={people} mine={mine} />}</div>;
}

function loaded(): typeof import("./drawn.ts") | null {
  if (!drawn.value && !loading) void load();
  return drawn.value;
}

async function load(): Promise<void> {
  loading = true;
  try {
    const [parts] = await Promise.all([import("./drawn.ts"), sheet("figures")]);
    drawn.value = parts;
  } catch {
    // No network just now: the next frame from the room tries again.
  }
  loading = false;
}
