/** A question from zero: asked first, and undone for a while. Who voted is told, and why. */
import { UNDO_RESET_MS } from "../../protocol/limits.ts";
import type { QuestionView } from "../../protocol/server.ts";
import { talkHost, host as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { ballotsOf } from "../ui/sight.ts";
import { toast } from "../ui/toast.tsx";
import { ask, askWhy } from "./ask.tsx";
import { run } from "./run.ts";

export async function reset(room: Room, question: QuestionView): Promise<void> {
  const { title, line, yes } = words.resetAsk;
  const ballots = ballotsOf(room.tallies.value, question);
  const asked = { title, line: line(ballots), yes };
  const why = ballots > 0 ? await askWhy({ ...asked, why: talkHost.resetWhy }) : (await ask(asked)) && "";
  if (typeof why !== "string") return;
  if (!(await run(room, { command: "reset", question: question.id, ...(why && { why }) }))) return;
  toast(words.resetDone, { undo: () => void undoReset(room, question.id), forMs: UNDO_RESET_MS });
}

export async function undoReset(room: Room, question: string): Promise<void> {
  if (await run(room, { command: "undo-reset", question })) toast(words.resetUndone);
}
