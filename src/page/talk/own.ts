/** What of my own is not in the log, or not yet: sent but not told, waiting for the host, upvotes on their way. Plain, so that it is tested alone. */
import type { Ack } from "../../protocol/server.ts";
import type { AskView, MessageView, TalkMine } from "../../protocol/talk.ts";
import type { Refusal } from "../courier.ts";
import type { Log, Told } from "./model.ts";
import type { Item, Unsent } from "./outbox.ts";

/** How something of mine is doing. `sending`: on the device, not acknowledged. `waits`: why it was not taken yet. */
type Standing = { state: "sent" } | { state: "sending"; waits?: Refusal } | ({ state: "refused"; n: number } & Refusal);

/** Null ids and times: the hub has not given them yet. */
export type MessageLine = Omit<MessageView, "id" | "at"> & {
  key: string;
  id: number | null;
  at: string | null;
  mine: boolean;
  standing: Standing;
};
export type AskLine = Omit<AskView, "id" | "at"> & {
  key: string;
  id: number | null;
  at: string | null;
  mine: boolean;
  /** My upvote is among its votes. */
  up: boolean;
  standing: Standing;
};

const NO_MINE: TalkMine = { messages: [], asks: [], waiting: [], upvotes: {}, muted: false };

/** Acknowledged, and not told since. */
export interface Own {
  mine: TalkMine;
  messages: MessageView[];
  asks: AskView[];
  /** By ask: what my upvote adds to the votes that the log has. */
  added: Record<string, number>;
  /** By kind and id, so that what was on the screen under its `n` stays the same thing there. */
  keys: Record<string, number>;
}

export const NO_OWN: Own = { mine: NO_MINE, messages: [], asks: [], added: {}, keys: {} };

/** `waits`: asks go to the host first. What was taken before (`same`) is in the log, or was taken out of it since. */
export function acknowledged(own: Own, item: Unsent, ack: Ack, { at, waits }: { at: string; waits: boolean }): Own {
  const { mine } = own;
  const { status, message, ask } = ack;
  const isNew = status !== "same";
  if (item.type === "upvote") {
    const { [item.ask]: _, ...others } = mine.upvotes;
    const upvotes = item.up ? { ...others, [item.ask]: item.n } : others;
    const moved = !isNew ? 0 : Number(item.up) - Number(item.ask in mine.upvotes);
    const added = { ...own.added, [item.ask]: (own.added[item.ask] ?? 0) + moved };
    return { ...own, mine: { ...mine, upvotes }, added };
  }
  const { text, name, n } = item;
  if (item.type === "say" && message !== undefined) {
    return {
      ...own,
      mine: { ...mine, messages: [...mine.messages, message] },
      messages: isNew ? [...own.messages, { id: message, at, name, text }] : own.messages,
      keys: { ...own.keys, [`say ${message}`]: n },
    };
  }
  if (item.type !== "ask" || ask === undefined) return own;
  const view: AskView = { id: ask, at, name, text, votes: 0, state: waits ? "waiting" : "open", reply: "" };
  const added = (to: AskView[], is: boolean) => (isNew && is ? [...to, view] : to);
  return {
    ...own,
    mine: { ...mine, asks: [...mine.asks, ask], waiting: added(mine.waiting, waits) },
    asks: added(own.asks, !waits),
    keys: { ...own.keys, [`ask ${ask}`]: n },
  };
}

/** What has been told since is in the log, or was taken out of it. */
export function told(own: Own, { after, messages, asks, upvotes = {} }: Told, mine: TalkMine | undefined): Own {
  const newest = { message: messages.at(-1)?.id ?? 0, ask: asks.at(-1)?.id ?? 0 };
  const isTold = (entries: readonly { id: number }[], id: number, last: number) =>
    entries.some((entry) => entry.id === id) || (after === null && id <= last);
  const counted = new Set([...asks.map(({ id }) => String(id)), ...Object.keys(upvotes)]);
  return {
    ...own,
    mine: mine ?? own.mine,
    messages: own.messages.filter(({ id }) => !isTold(messages, id, newest.message)),
    asks: own.asks.filter(({ id }) => !isTold(asks, id, newest.ask)),
    added: after === null ? {} : Object.fromEntries(Object.entries(own.added).filter(([id]) => !counted.has(id))),
  };
}

export function messageLines(log: Log | null, own: Own, items: readonly Item[], waits: Record<string, Refusal>): MessageLine[] {
  const known = log?.messages ?? [];
  const late = own.messages.filter(({ id }) => !known.some((message) => message.id === id));
  const mine = new Set(own.mine.messages);
  return [
    ...[...known, ...late].map((message) => ({
      ...message,
      key: keyOf(own, "say", message.id),
      mine: mine.has(message.id),
      standing: { state: "sent" } as const,
    })),
    ...items.flatMap((item) => {
      if (item.type !== "say") return [];
      const { n, text, name } = item;
      return [{ key: `say n${n}`, id: null, at: null, name, text, mine: true, standing: standingOf(item, waits) }];
    }),
  ];
}

export function askLines(log: Log | null, own: Own, items: readonly Item[], waits: Record<string, Refusal>): AskLine[] {
  const known = log?.asks ?? [];
  const late = [...own.mine.waiting, ...own.asks].filter(({ id }) => !known.some((ask) => ask.id === id));
  const mine = new Set(own.mine.asks);
  const unsentUps = new Map(items.flatMap((item) => (item.type === "upvote" ? [[item.ask, item.up]] : [])));
  return [
    ...[...known, ...late].map((ask) => {
      const wasUp = ask.id in own.mine.upvotes;
      const up = unsentUps.get(ask.id) ?? wasUp;
      const votes = Math.max(0, ask.votes + (own.added[ask.id] ?? 0) + Number(up) - Number(wasUp));
      return { ...ask, votes, up, key: keyOf(own, "ask", ask.id), mine: mine.has(ask.id), standing: { state: "sent" } as const };
    }),
    ...items.flatMap((item) => {
      if (item.type !== "ask") return [];
      const { n, text, name } = item;
      const standing = standingOf(item, waits);
      const base = { votes: 0, state: "waiting", reply: "" } as const;
      return [{ ...base, key: `ask n${n}`, id: null, at: null, name, text, mine: true, up: false, standing }];
    }),
  ];
}

function keyOf({ keys }: Own, type: "say" | "ask", id: number): string {
  const n = keys[`${type} ${id}`];
  return n === undefined ? `${type} ${id}` : `${type} n${n}`;
}

function standingOf(item: Item, waits: Record<string, Refusal>): Standing {
  if ("refused" in item && item.refused) return { state: "refused", n: item.n, ...item.refused };
  const why = waits[item.n];
  return why ? { state: "sending", waits: why } : { state: "sending" };
}
