/** What a host does with a message of the chat. */
import type { TalkHostCommand } from "../../protocol/saying.ts";
import type { Refusal } from "../decision.ts";
import { done, NOT_NOW, no } from "./outcome.ts";
import type { Message, Talk, TalkDone, TalkEvent, TalkFacts } from "./talk.ts";

type MessageChange = Extract<TalkHostCommand, { command: "message" }>;

/** What is so already stays as it is, and is no error: two hosts may do the same. */
export function decideMessageChange(talk: Talk, { message: id, change }: MessageChange, facts: TalkFacts): TalkDone | Refusal {
  const message = facts.message(id);
  if (!message || message.state === "removed") return no("no-such-message");
  const isPinned = talk.pinnedMessage === id;
  const changed = (to: Partial<Message>): TalkEvent => ({ type: "message", message: { ...message, ...to } });
  const unpinned: TalkEvent[] = isPinned ? [{ type: "pinned", message: null }] : [];
  switch (change) {
    case "hide":
      return done(...(message.state === "hidden" ? [] : [...unpinned, changed({ state: "hidden" })]));
    case "show":
      return done(...(message.state === "shown" ? [] : [changed({ state: "shown" })]));
    case "remove":
      return done(...unpinned, changed({ state: "removed", text: "", name: "" }));
    case "unpin":
      return done(...(isPinned ? [...unpinned, changed({})] : []));
    case "pin": {
      if (message.state !== "shown") return NOT_NOW;
      if (isPinned) return done();
      const before = talk.pinnedMessage === null ? undefined : facts.message(talk.pinnedMessage);
      return done({ type: "pinned", message: id }, ...(before ? [{ type: "message", message: before } as const] : []), changed({}));
    }
  }
}
