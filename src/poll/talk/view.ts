/** What a reader may see of what a room says. The only way out, as `poll/view.ts` is for the poll. */
import type { AskView, MessageView, TalkSettings } from "../../protocol/talk.ts";
import type { Ask, Message, Talk } from "./talk.ts";

/** `host`: holds the key, and is not the big screen, which shows what the room may see. */
export type TalkReader = "public" | "host";

/** What stands out. */
export type Pins = Pick<Talk, "pinnedMessage" | "pinnedAsk" | "nextAsk">;

/** What a view needs beside its row. */
export interface Around {
  pins: Pins;
  /** Under which a host knows somebody. */
  publicNameOf(voter: string): string;
}

export function seesMessage({ state }: Message, reader: TalkReader, { chat }: TalkSettings): boolean {
  if (reader === "host") return state !== "removed";
  return chat !== "off" && state === "shown";
}

export function seesAsk({ state, hidden }: Ask, reader: TalkReader, { questions }: TalkSettings): boolean {
  if (reader === "host") return state !== "removed";
  return questions !== "off" && !hidden && (state === "open" || state === "answered");
}

/** An ask that waits has never been seen by the others: not even that it is not here is their business. */
export function isSecret(ask: Ask, reader: TalkReader): boolean {
  return reader === "public" && ask.state === "waiting";
}

export function messageView(message: Message, reader: TalkReader, around: Around): MessageView {
  const { id, at, name, text, host, state, voter } = message;
  return {
    id,
    at: new Date(at).toISOString(),
    name,
    text,
    ...(host && { host }),
    ...(around.pins.pinnedMessage === id && { pinned: true }),
    ...(reader === "host" && { person: around.publicNameOf(voter) }),
    ...(reader === "host" && state === "hidden" && { hidden: true }),
  };
}

export function askView(ask: Ask, reader: TalkReader, around: Around): AskView {
  return {
    ...plainAsk(ask),
    ...(around.pins.pinnedAsk === ask.id && { pinned: true }),
    ...(around.pins.nextAsk === ask.id && { next: true }),
    ...(reader === "host" && { person: around.publicNameOf(ask.voter) }),
    ...(reader === "host" && ask.hidden && { hidden: true }),
  };
}

/** What waits, for who asked it. One that the host has hidden is hidden from them too. */
export function waitingOf(asks: Iterable<Ask>, voter: string): AskView[] {
  return [...asks].filter((ask) => ask.voter === voter && ask.state === "waiting" && !ask.hidden).map(plainAsk);
}

function plainAsk({ id, at, name, text, votes, state, reply, host }: Ask): AskView {
  if (state === "removed") throw new Error("nobody sees a removed ask");
  return { id, at: new Date(at).toISOString(), name, text, votes, state, reply, ...(host && { host }) };
}
