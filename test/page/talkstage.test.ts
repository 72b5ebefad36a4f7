/** What of the room's talk stands on the big screen, and when. */
import { expect, test } from "vitest";
import { isAsking, isFestive, toldOf } from "../../src/page/present/talk/told.ts";
import { newView, startAfresh } from "../../src/page/present/view.ts";
import type { QuizPhase } from "../../src/protocol/quiz.ts";
import type { PollView } from "../../src/protocol/server.ts";
import { type AskView, TALK_DEFAULTS, type TalkSettings } from "../../src/protocol/talk.ts";

const TALKS: TalkSettings = { ...TALK_DEFAULTS, chat: "open", questions: "open", reactions: true };

const poll = (talk: TalkSettings = TALKS, phase?: QuizPhase) => ({ talk, quiz: phase ? { phase } : null }) as PollView;
const ask = (id: number, more: Partial<AskView> = {}): AskView => ({
  id,
  at: "2026-01-02T10:00:00.000Z",
  name: "",
  text: `ask ${id}`,
  votes: 0,
  state: "open",
  reply: "",
  ...more,
});
const message = { id: 7, at: "", name: "Ben", text: "Slides are in the calendar", pinned: true as const };
const idsOf = (asks: readonly { id: number | null }[]) => asks.map(({ id }) => id);

test("[N56] the pinned ask is staged, also once it is answered; the next one is told beside it, unless it is the same", () => {
  const asks = [ask(1, { pinned: true, state: "answered" }), ask(2, { next: true }), ask(3)];
  const told = toldOf(poll(), asks, [message]);
  expect(told.staged?.id).toBe(1);
  expect(told.next?.id).toBe(2);
  expect(told.pinned).toBe(message);
  expect(toldOf(poll(), [ask(1, { pinned: true, next: true })], []).next).toBeNull();
});

test("[N56] nobody's business but theirs is not on the screen: what waits, is hidden or archived, or is still on its way from this device", () => {
  const own = { pinned: true, next: true } as const;
  const kept = [ask(1, { state: "waiting", ...own }), ask(2, { hidden: true, ...own }), ask(3, { state: "archived", ...own })];
  const told = toldOf(
    poll(),
    [...kept, { ...ask(4, own), id: null }],
    [
      { ...message, hidden: true },
      { ...message, id: null },
    ],
  );
  expect(told).toEqual({ staged: null, next: null, wanted: [], pinned: null });
  const off = toldOf(poll({ ...TALKS, questions: "off", chat: "off" }), [ask(5, own)], [message]);
  expect(off).toEqual({ staged: null, next: null, wanted: [], pinned: null });
});

test("[N57] the asks with the most votes come first, of equals the older; an answered one has had its turn", () => {
  const asks = [ask(1, { votes: 2 }), ask(2, { votes: 5, state: "answered" }), ask(3, { votes: 9 }), ask(4, { votes: 2 })];
  expect(idsOf(toldOf(poll(), asks, []).wanted)).toEqual([3, 1, 4]);
});

test("[N57] another question, or another phase, takes the list of asks off the screen and leaves the code", () => {
  const view = newView();
  view.over.value = "asks";
  startAfresh(view);
  expect(view.over.value).toBeNull();
  view.over.value = "code";
  startAfresh(view);
  expect(view.over.value).toBe("code");
});

test("[N55] [N56] in a quiz nothing lies over a question or the seconds before it, and no reactions rise while it runs", () => {
  const phases: QuizPhase[] = ["not-started", "countdown", "question", "locked", "revealed", "finished"];
  const pinned = [ask(1, { pinned: true })];
  expect(phases.filter((phase) => toldOf(poll(TALKS, phase), pinned, []).staged)).toEqual(["not-started", "revealed", "finished"]);
  expect(phases.filter((phase) => isAsking(phase))).toEqual(["countdown", "question", "locked"]);
  expect(phases.filter((phase) => isFestive(poll(TALKS, phase)))).toEqual(["not-started", "countdown", "revealed", "finished"]);
  expect(isFestive(poll(TALKS))).toBe(true);
  expect(isFestive(poll({ ...TALKS, reactions: false }))).toBe(false);
});
