/** What a key of the host asks of the hub, by where the poll stands. Pure: the keys themselves are in `keys.ts`. */
import type { CommandBody } from "../../protocol/client.ts";
import { COUNTDOWN_SECONDS_MAX, STAGE_COUNTDOWN_SECONDS } from "../../protocol/limits.ts";
import type { PollView, QuestionView, TallyView } from "../../protocol/server.ts";

/** The next sensible thing for a host who paces the room; null at the very end. */
export function nextStep({ current, questions }: PollView, tally: TallyView | undefined): CommandBody | null {
  const at = questions.findIndex(({ id }) => id === current);
  const question = questions[at];
  if (!question) return { command: "next" };
  if (question.phase === "waiting") return { command: "open", question: question.id };
  if (question.phase === "open") return { command: "close", question: question.id };
  if (isHeldBack(question, tally)) return { command: "show", question: question.id };
  return at < questions.length - 1 ? { command: "next" } : null;
}

/** Hidden although showing them would help: too few ballots stay hidden whatever the host does. */
function isHeldBack({ shown }: QuestionView, tally: TallyView | undefined): boolean {
  return shown !== true && tally?.counts === undefined && (tally?.ballots ?? 0) > 0;
}

export function toggleResults({ id, shown }: QuestionView, tally: TallyView | undefined): CommandBody {
  return { command: tally?.counts || shown === true ? "hide" : "show", question: id };
}

export function toggleOpen({ id, open }: QuestionView): CommandBody {
  return { command: open ? "close" : "open", question: id };
}

/** Half a minute from now, or half a minute more. */
export function moreTime({ id, endsAt }: QuestionView, now: number): CommandBody {
  const left = endsAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(endsAt) - now) / 1_000));
  return { command: "timer", question: id, seconds: Math.min(left + STAGE_COUNTDOWN_SECONDS, COUNTDOWN_SECONDS_MAX) };
}
