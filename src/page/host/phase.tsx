import type { QuestionView } from "../../protocol/server.ts";
import { host as words } from "../../words/en.ts";
import { Chip } from "../ui/chip.tsx";
import { CLOCK, LOCK, PLAY } from "../ui/icons.tsx";

const SHAPES: Record<QuestionView["phase"], string> = { waiting: CLOCK, open: PLAY, closed: LOCK };

export function PhaseChip({ phase }: { phase: QuestionView["phase"] }) {
  return (
    <Chip mood={phase === "open" ? "good" : "plain"} shape={SHAPES[phase]}>
      {words.phase[phase]}
    </Chip>
  );
}
