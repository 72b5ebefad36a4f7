/** A room that talks, as a hub tells it to a host, without a hub: what is said comes when the test says so. */
import type { Page, WebSocketRoute } from "playwright-core";
import type { CommandBody } from "../../src/protocol/client.ts";
import type { Made, Snapshot } from "../../src/protocol/server.ts";
import type { AskView, MessageView, SentNotice, TalkFrame, TalkSettings } from "../../src/protocol/talk.ts";

const EPOCH = "k3f9";

export const message = (id: number, text: string, more: Partial<MessageView> = {}): MessageView => ({
  id,
  at: new Date().toISOString(),
  name: "Anna",
  text,
  person: "Anna-001",
  ...more,
});

export const ask = (id: number, text: string, more: Partial<AskView> = {}): AskView => ({
  id,
  at: new Date().toISOString(),
  name: "Ben",
  text,
  votes: 0,
  state: "open",
  reply: "",
  person: "Ben-0001",
  ...more,
});

export interface TalkingHub {
  /** What the page has commanded, oldest first. */
  commands: CommandBody[];
  /** What else it has said. */
  said: Record<string, unknown>[];
  /** More of the log, or with `whole` all of it. */
  tell(changes: Partial<Pick<TalkFrame, "messages" | "asks" | "upvotes" | "sent">>): void;
  say(frame: object): void;
  /** Commands are refused like this from now on. */
  refuse: { code: string; message: string } | null;
  /** Switches on and off, as the host's edits do. */
  set(talk: Partial<TalkSettings>): void;
}

/** The console of a real poll, on a line to this hub. */
export async function enterTalking(page: Page, origin: string, made: Made, talk: Partial<TalkSettings>): Promise<TalkingHub> {
  const headers = { authorization: `Bearer ${made.hostKey}` };
  const first = (await (await fetch(`${origin}/api/polls/${made.id}`, { headers })).json()) as Snapshot;
  let line: WebSocketRoute | undefined;
  let seq = 10;
  let rev = 0;
  let settings = { ...first.poll.talk, ...talk };
  const log = { messages: new Map<number, TalkFrame["messages"][number]>(), asks: new Map<number, TalkFrame["asks"][number]>() };
  let sent: SentNotice[] = [];
  const hub: TalkingHub = {
    commands: [],
    refuse: null,
    said: [],
    tell({ messages = [], asks = [], upvotes, sent: notices }) {
      for (const one of messages) log.messages.set(one.id, one);
      for (const one of asks) log.asks.set(one.id, one);
      sent = notices ?? sent;
      rev += 1;
      const more = { ...(upvotes && { upvotes }), ...(notices && { sent: notices }) };
      hub.say({ type: "talk", epoch: EPOCH, after: rev - 1, rev, messages, asks, ...more });
    },
    say: (frame) => line?.send(JSON.stringify(frame)),
    set(change) {
      settings = { ...settings, ...change };
      snapshot();
    },
  };
  const snapshot = () => {
    seq += 1;
    hub.say({ ...first, type: "snapshot", role: "host", epoch: EPOCH, seq, poll: { ...first.poll, talk: settings }, mine: {} });
  };
  const whole = () => {
    const [messages, asks] = [[...log.messages.values()], [...log.asks.values()]];
    const mine = { messages: [], asks: [], waiting: [], upvotes: {}, muted: false };
    hub.say({ type: "talk", epoch: EPOCH, after: null, rev, complete: true, messages, asks, mine, sent });
  };
  await page.routeWebSocket(`**/ws/${made.id}`, (route) => {
    line = route;
    route.onMessage((frame) => {
      if (frame === "ping") return route.send("pong");
      const heard = JSON.parse(String(frame));
      if (heard.type === "hello") return snapshot();
      if (heard.type === "time") return hub.say({ type: "time", sent: heard.sent, now: Date.now() });
      if (heard.type === "listen") return whole();
      const { type, ref, ...rest } = heard;
      if (type === "command") hub.commands.push(rest);
      else hub.said.push(heard);
      if (type === "command" && rest.command === "edit" && rest.talk) hub.set(rest.talk);
      if (ref !== undefined && hub.refuse) hub.say({ type: "refused", ref, ...hub.refuse });
      else if (ref !== undefined) hub.say({ type: "ack", ref, status: "done", seq });
    });
  });
  await page.goto(`${origin}/p/${made.id}/host#key=${made.hostKey}`);
  await page.locator("#room").waitFor();
  return hub;
}
