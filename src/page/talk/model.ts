/** What this reader knows of the room's talk: `(log, frame) -> log`, or that something is missing between the two. */
import { LOG_MESSAGES_MAX } from "../../protocol/limits.ts";
import type { AskView, Gone, MessageView, TalkFrame } from "../../protocol/talk.ts";

export interface Log {
  epoch: string;
  rev: number;
  /** False where older messages exist that are not here. */
  complete: boolean;
  /** By id, the oldest first. */
  messages: MessageView[];
  asks: AskView[];
}

/** What of a frame changes a log; the answer by HTTP is the same without a type. */
export type Told = Pick<TalkFrame, "epoch" | "after" | "rev" | "complete" | "messages" | "asks" | "upvotes">;

/** `gap`: something was missed; what is known stays until `listen` is answered. */
export function hear(log: Log | null, told: Told): Log | "gap" {
  const { epoch, after, rev, messages, asks } = told;
  if (after === null) {
    const complete = told.complete ?? true;
    return trimmed({ epoch, rev, complete, messages: merged([], messages), asks: merged([], asks) });
  }
  if (log?.epoch !== epoch || after > log.rev) return "gap";
  if (rev <= log.rev) return log;
  return trimmed({
    epoch,
    rev,
    complete: told.complete ?? log.complete,
    messages: merged(log.messages, messages),
    asks: counted(merged(log.asks, asks), told.upvotes ?? {}),
  });
}

/** Entries are absolute: the newer one takes the place of the older. */
function merged<Entry extends { id: number }>(known: Entry[], told: readonly (Entry | Gone)[]): Entry[] {
  if (told.length === 0) return known;
  const byId = new Map(known.map((entry) => [entry.id, entry]));
  for (const entry of told) {
    if ("gone" in entry) byId.delete(entry.id);
    else byId.set(entry.id, entry);
  }
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

function counted(asks: AskView[], upvotes: Record<string, number>): AskView[] {
  return asks.map((ask) => {
    const votes = upvotes[ask.id];
    return votes === undefined || votes === ask.votes ? ask : { ...ask, votes };
  });
}

/** A page that stays open all day need not draw the whole day. What is pinned stays. */
function trimmed(log: Log): Log {
  const over = log.messages.length - LOG_MESSAGES_MAX;
  if (over <= 0) return log;
  const pinned = log.messages.slice(0, over).filter((message) => message.pinned);
  return { ...log, complete: false, messages: [...pinned, ...log.messages.slice(over)] };
}
