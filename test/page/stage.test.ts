/** The parts of the big screen that need no screen. */
import { expect, test } from "vitest";
import { moreTime, toggleOpen, toggleResults } from "../../src/page/present/steps.ts";
import { newView, startAfresh, toggleWalk, turnPage, walked } from "../../src/page/present/view.ts";
import type { QuestionView } from "../../src/protocol/server.ts";

const NOW = Date.parse("2026-05-01T10:00:00Z");
const asked = (given: Partial<QuestionView>) => ({ id: "q1", open: true, shown: null, endsAt: null, ...given }) as QuestionView;
const at = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();

test("half a minute from now, or half a minute more, and a day at most", () => {
  const secondsOf = (endsAt: string | null) => (moreTime(asked({ endsAt }), NOW) as { seconds: number }).seconds;
  expect(secondsOf(null)).toBe(30);
  expect(secondsOf(at(12))).toBe(42);
  expect(secondsOf(at(-3))).toBe(30);
  expect(secondsOf(at(86_390))).toBe(86_400);
});

test("what the room sees is hidden, what it does not see is shown", () => {
  expect(toggleResults(asked({}), { ballots: 2, counts: [2] })).toEqual({ command: "hide", question: "q1" });
  expect(toggleResults(asked({}), { ballots: 2 })).toEqual({ command: "show", question: "q1" });
  // Shown, and held back only because they are too few.
  expect(toggleResults(asked({ shown: true }), { ballots: 2 })).toEqual({ command: "hide", question: "q1" });
  expect(toggleOpen(asked({ open: false }))).toEqual({ command: "open", question: "q1" });
});

test("[D11] a walk begins where there is one, ends behind its last step and before its first", () => {
  const view = newView();
  toggleWalk(view);
  expect(view.step.value).toBe(null);
  expect(walked(view, 1)).toBe(false);
  view.steps.value = 2;
  toggleWalk(view);
  expect(walked(view, 1)).toBe(true);
  expect(view.step.value).toBe(1);
  expect(walked(view, 1)).toBe(true);
  expect(view.step.value).toBe(null);
  toggleWalk(view);
  expect(walked(view, -1)).toBe(true);
  expect(view.step.value).toBe(null);
});

test("pages go round, and another question begins with its first", () => {
  const view = newView();
  view.pages.value = 3;
  turnPage(view, -1);
  expect(view.page.value).toBe(2);
  turnPage(view, 1);
  expect(view.page.value).toBe(0);
  turnPage(view, 1);
  startAfresh(view);
  expect([view.page.value, view.pages.value, view.steps.value]).toEqual([0, 1, 0]);
});
