/** What of the room's talk stands on the big screen now. Pure; the same for everybody who may see it. */
import type { QuizPhase } from "../../../protocol/quiz.ts";
import type { PollView } from "../../../protocol/server.ts";
import type { AskView, MessageView } from "../../../protocol/talk.ts";

/** Without an id it is on its way from this device, and nobody else's business. */
export type Asked = Omit<AskView, "id" | "at"> & { id: number | null };
export type Said = Omit<MessageView, "id" | "at"> & { id: number | null };

export interface Told<Ask = Asked, Message = Said> {
  /** The ask that takes the place of the poll's scene. */
  staged: Ask | null;
  /** The one that is answered next, unless it is staged already. */
  next: Ask | null;
  /** What others have voted for, the most first. Those that are answered have had their turn. */
  wanted: Ask[];
  pinned: Message | null;
}

export const NOTHING: Told<never, never> = { staged: null, next: null, wanted: [], pinned: null };

export function toldOf<Ask extends Asked, Message extends Said>(
  { talk, quiz }: PollView,
  asks: readonly Ask[],
  messages: readonly Message[],
): Told<Ask, Message> {
  const shown = talk.questions === "off" ? [] : asks.filter(isPublic);
  const staged = isAsking(quiz?.phase) ? null : (shown.find(({ pinned }) => pinned) ?? null);
  return {
    staged,
    next: shown.find((ask) => ask.next && ask !== staged) ?? null,
    wanted: shown
      .filter(({ state }) => state === "open")
      .sort((one, other) => other.votes - one.votes || (one.id ?? 0) - (other.id ?? 0)),
    pinned: (talk.chat !== "off" && messages.find(({ id, pinned, hidden }) => id !== null && pinned && !hidden)) || null,
  };
}

function isPublic({ id, state, hidden }: Asked): boolean {
  return id !== null && !hidden && (state === "open" || state === "answered");
}

/** Nothing lies over a question of a quiz, nor over the seconds before it. */
export function isAsking(phase: QuizPhase | undefined): boolean {
  return phase === "countdown" || phase === "question" || phase === "locked";
}

/** Do reactions rise? Not while people should read and decide. */
export function isFestive({ talk, quiz }: PollView): boolean {
  return talk.reactions && quiz?.phase !== "question" && quiz?.phase !== "locked";
}
