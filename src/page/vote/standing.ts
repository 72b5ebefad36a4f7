/** What the chip says: the one thing a voter should know right now, or nothing, since silence means all is well. */
import type { QuestionView } from "../../protocol/server.ts";
import { vote as words } from "../../words/en.ts";
import type { VoteState, Wire } from "../room.ts";
import type { Mood } from "../ui/chip.tsx";
import { ARROW_UP, CHECK, CLOCK, CYCLE, LOCK, NO_LINE } from "../ui/icons.tsx";

export interface Standing {
  mood: Mood;
  shape: string;
  word: string;
}

export interface Facts {
  wire: Wire;
  /** What the browser thinks of the network. */
  online: boolean;
  /** The first attempt takes so long that it is worth a word. */
  slow: boolean;
  /** There was a line before. */
  wasOpen: boolean;
  question: QuestionView | undefined;
  vote: VoteState | undefined;
  answered: boolean;
}

export function standingOf({ wire, online, slow, wasOpen, question, vote, answered }: Facts): Standing | null {
  const { chip } = words;
  const open = wire.state === "open";
  if (vote?.state === "sending") {
    return open || (online && wire.state === "connecting")
      ? { mood: "busy", shape: ARROW_UP, word: chip.sending }
      : { mood: "warn", shape: CLOCK, word: chip.kept };
  }
  if (!online && !open) return { mood: "warn", shape: NO_LINE, word: chip.offline };
  if (wire.state === "waiting" || (wire.state === "connecting" && wasOpen))
    return { mood: "busy", shape: CYCLE, word: chip.reconnecting };
  if (wire.state === "connecting" && slow) return { mood: "busy", shape: CYCLE, word: chip.connecting };
  if (!question || question.phase === "waiting") return { mood: "plain", shape: CLOCK, word: chip.waiting };
  if (question.phase === "closed") return { mood: "plain", shape: LOCK, word: chip.closed };
  if (answered) return { mood: "good", shape: CHECK, word: chip.saved };
  return null;
}
