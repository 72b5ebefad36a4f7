/** May this be said, and what is then in the log? Nothing is changed here, and rows come in as facts. */
import type { TalkHostCommand } from "../../protocol/saying.ts";
import type { Refusal } from "../decision.ts";
import { decideAskChange, decideUpvote } from "./asks.ts";
import { decideMessageChange } from "./messages.ts";
import { decideGot, decideMuting, decideNotice, decideWithdrawal } from "./notices.ts";
import { decideSaid } from "./say.ts";
import type { DecideTalk, Talk, TalkDone, TalkEvent, TalkFacts } from "./talk.ts";

export const decideTalk: DecideTalk = (talk, command, facts, now) => {
  const decision = decided(talk, command, facts, now);
  return "refused" in decision ? decision : { ...decision, events: numbered(talk, decision.events) };
};

const decided: DecideTalk = (talk, command, facts, now) => {
  switch (command.type) {
    case "say":
    case "ask":
      return decideSaid(talk, command, facts, now);
    case "upvote":
      return decideUpvote(command, facts);
    case "got":
      return decideGot(command, facts);
    case "talk-host":
      return decideHost(talk, command.command, command.voter, facts, now);
  }
};

function decideHost(talk: Talk, command: TalkHostCommand, voter: string | null, facts: TalkFacts, now: number): TalkDone | Refusal {
  switch (command.command) {
    case "message":
      return decideMessageChange(talk, command, facts);
    case "ask":
      return decideAskChange(talk, command, facts, now);
    case "person":
      return decideMuting(talk, command.change === "mute", voter, facts, now);
    case "notice":
      return decideNotice(talk, command, voter, facts, now);
    case "withdraw":
      return decideWithdrawal(command.notice, facts);
  }
}

/** Each row that changes takes the next `rev`: who reads the log by it misses none. */
function numbered(talk: Talk, events: readonly TalkEvent[]): TalkEvent[] {
  let { rev } = talk;
  return events.map((event) => {
    if (event.type === "message") return { ...event, message: { ...event.message, rev: ++rev } };
    if (event.type === "ask") return { ...event, ask: { ...event.ask, rev: ++rev } };
    return event;
  });
}
