/** What nobody but a host may ever see, after any talk. The way out comes in as an argument, for `mutants.test.ts`. */
import type fc from "fast-check";
import { decideTalk } from "../../../src/poll/talk/decide.ts";
import type { Ask, Message } from "../../../src/poll/talk/talk.ts";
import {
  type Around,
  askView,
  messageView,
  seesAsk,
  seesMessage,
  type TalkReader,
  waitingOf,
} from "../../../src/poll/talk/view.ts";
import type { AskView, MessageView } from "../../../src/protocol/talk.ts";
import type { MemoryRoom } from "./memory-room.ts";
import { broken, promise } from "./promises.ts";

export const WAY_OUT = { seesMessage, seesAsk, messageView, askView, waitingOf };
type WayOut = typeof WAY_OUT;

/** As the log of a room is put together for a class of readers. */
function logFor(room: MemoryRoom, reader: TalkReader, out: WayOut): { messages: MessageView[]; asks: AskView[] } {
  const around: Around = { pins: room.talk, publicNameOf: (voter) => `public-${voter}` };
  const messages = [...room.messages.values()].filter((message) => out.seesMessage(message, reader, room.settings));
  const asks = [...room.asks.values()].filter((ask) => out.seesAsk(ask, reader, room.settings));
  return {
    messages: messages.map((message) => out.messageView(message, reader, around)),
    asks: asks.map((ask) => out.askView(ask, reader, around)),
  };
}

function isPublicMessage({ state }: Message): boolean {
  return state === "shown";
}

function isPublicAsk({ state, hidden }: Ask): boolean {
  return !hidden && (state === "open" || state === "answered");
}

/** [N18] What waits, is hidden, archived or removed, and all of a part that is off, is in no log but a host's; nor is who said what. */
export function unseenStaysIn(out: WayOut): fc.IProperty<unknown> {
  const judged = promise(() => (room, command) => {
    const { messages, asks } = logFor(room, "public", out);
    const shown = [...room.messages.values()].filter((row) => room.settings.chat !== "off" && isPublicMessage(row));
    const open = [...room.asks.values()].filter((row) => room.settings.questions !== "off" && isPublicAsk(row));
    if (ids(messages) !== ids(shown) || ids(asks) !== ids(open))
      broken("another log than the room may see", command, messages, asks);
    const text = JSON.stringify({ messages, asks });
    if (/person|hidden|waiting|archived|"(voter|n|rev)"/.test(text)) broken("says more than it may", command, text);
  });
  return judged(decideTalk);
}

/** [N18] What waits is seen by who asked it, and by no other voter. */
export function waitingIsOnesOwn(out: WayOut): fc.IProperty<unknown> {
  const judged = promise(() => (room, command) => {
    for (const voter of ["ann", "ben", "cid"]) {
      const own = [...room.asks.values()].filter((row) => row.voter === voter && row.state === "waiting" && !row.hidden);
      if (ids(out.waitingOf(room.asks.values(), voter)) !== ids(own)) broken("waits for somebody else", voter, command);
    }
  });
  return judged(decideTalk);
}

/** [N18] A host sees all but what is removed, and at most one of each stands out. */
export function hostsSeeAll(out: WayOut): fc.IProperty<unknown> {
  const judged = promise(() => (room, command) => {
    const { messages, asks } = logFor(room, "host", out);
    const kept = (rows: Iterable<Message | Ask>) => ids([...rows].filter(({ state }) => state !== "removed"));
    if (ids(messages) !== kept(room.messages.values()) || ids(asks) !== kept(room.asks.values())) broken("not all", command);
    const many = [messages.filter(({ pinned }) => pinned), asks.filter(({ pinned }) => pinned), asks.filter(({ next }) => next)];
    if (many.some(({ length }) => length > 1)) broken("two stand out", command);
  });
  return judged(decideTalk);
}

function ids(rows: Iterable<{ id: number }>): string {
  return [...rows].map(({ id }) => id).join();
}
