/** Talk for tests of the page: entered at a hub that talks. */
import { attachTalk, type Talk } from "../../src/page/talk/talk.ts";
import type { NoticeView } from "../../src/protocol/talk.ts";
import { enter, pass } from "./enter-room.ts";
import { FakeBrowser, type FakeShelf } from "./fake-browser.ts";
import { FakeHub } from "./fake-hub.ts";

export const ON = { chat: "open", questions: "open", reactions: true } as const;

export function talking(hub: FakeHub): FakeHub {
  hub.settings = ON;
  return hub;
}

export async function enterTalk(shelf?: FakeShelf, hub = talking(new FakeHub())) {
  const browser = new FakeBrowser(shelf);
  hub.serve(browser);
  const entered = await enter({ browser, hub });
  const talk = attachTalk(entered.room, "abc");
  await pass(0);
  return { ...entered, talk };
}

export const linesOf = (talk: Talk) =>
  talk.messages.value.map(({ text, standing, mine }) => `${text} ${standing.state}${mine ? " mine" : ""}`);

export const notice = (id: number, minutes = 60): NoticeView => ({
  id,
  text: `Notice ${id}`,
  at: new Date(Date.now()).toISOString(),
  expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
});

export const unseen = (talk: Talk) => talk.notices.value.map(({ id }) => id);
