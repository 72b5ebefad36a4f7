/** What a key of the host asks of the hub. Pure; which step comes next is the same for the console and lives in `ui/nextstep.ts`. */
import type { CommandBody } from "../../protocol/client.ts";
import { COUNTDOWN_SECONDS_MAX, STAGE_COUNTDOWN_SECONDS } from "../../protocol/limits.ts";
import type { QuestionView, TallyView } from "../../protocol/server.ts";

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
