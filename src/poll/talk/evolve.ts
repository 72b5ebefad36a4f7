/** `(talk, event) -> talk`: the counters. Rows are stored as the events carry them. */
import type { Talk, TalkEvent } from "./talk.ts";

export function evolveTalk(talk: Talk, event: TalkEvent, now: number): Talk {
  if (event.type === "got") return talk; // whoever reads does not keep a poll alive
  const next = { ...talk, at: Math.max(talk.at, now) };
  switch (event.type) {
    case "message":
      return { ...next, rev: event.message.rev, message: Math.max(talk.message, event.message.id) };
    case "ask":
      return { ...next, rev: event.ask.rev, ask: Math.max(talk.ask, event.ask.id) };
    case "notice":
      return { ...next, notice: Math.max(talk.notice, event.notice.id) };
    case "pinned":
      return { ...next, pinnedMessage: event.message };
    case "staged":
      return { ...next, pinnedAsk: event.ask };
    case "called":
      return { ...next, nextAsk: event.ask };
    case "upvote":
    case "person":
    case "withdrawn":
      return next;
  }
}
