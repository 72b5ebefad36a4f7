/** A whole session: every kind of question, three phones and a big screen, run by the host from the first question to the last. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Made, Snapshot } from "../../src/protocol/server.ts";
import { host, run, stage as screenWords, vote } from "../../src/words/en.ts";
import { CASES, typeAll } from "../support/answers.ts";
import { hostOf } from "../support/hosting.ts";
import { button } from "../support/making.ts";
import { ready, saysSaved, send } from "../support/phone.ts";
import { makePoll } from "../support/server.ts";
import { isStill, PHONE, PROJECTOR, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
const ASKED = Object.values(CASES).map(({ question, ...more }, index) => {
  const text = `${index + 1}. ${(question as { text: string }).text}`;
  return { ...more, text, question: { ...question, text } };
});
const QUESTIONS = ASKED.map(({ question }) => question);
/** What the big screen draws of votes, of any kind; none of it while they are hidden. */
const FIGURES = ".row-percent, .rating-mean, .mark-median, .wall-card, .cloud-word";
const LOOK_MS = 700;
const SOON = { timeout: 8_000, interval: 100 };

interface Room {
  made: Made;
  console: Page;
  screen: Page;
  phones: Page[];
}

async function roomOf(): Promise<Room> {
  const made = await makePoll(stage.server.origin, { title: "Friday", pace: "host", results: "host", questions: QUESTIONS });
  const { page, context } = await hostOf(stage, made);
  await page.setViewportSize({ width: 1280, height: 800 });
  const screen = await context.newPage();
  await screen.setViewportSize(PROJECTOR);
  await screen.goto(`${stage.server.origin}/p/${made.id}/present`);
  const phones: Page[] = [];
  for (const colorScheme of ["light", "dark", "light"] as const) {
    const phone = (await stage.person({ viewport: PHONE, hasTouch: true, colorScheme })).page;
    await phone.goto(`${stage.server.origin}/p/${made.id}`);
    await phone.getByRole("heading", { name: vote.hosted.title }).waitFor();
    phones.push(phone);
  }
  return { made, console: page, screen, phones };
}

async function truthOf({ made }: Room): Promise<Snapshot> {
  const seen = await fetch(`${stage.server.origin}/api/polls/${made.id}`, { headers: { authorization: `Bearer ${made.hostKey}` } });
  return (await seen.json()) as Snapshot;
}

/** Phones take turns: light, dark, light. */
let judged = 0;

async function isCalm({ console: desk, screen, phones }: Room, when: string): Promise<void> {
  for (const [name, page] of [
    ["console", desk] as const,
    ["screen", screen] as const,
    ["phone", phones[judged++ % phones.length] as Page] as const,
  ]) {
    await isStill(page);
    expect(await violationsOn(page), `${name}, ${when}`).toEqual([]);
  }
}

const everywhere = ({ screen, phones }: Room, text: string) =>
  Promise.all([screen, ...phones].map((page) => page.getByRole("heading", { name: text }).first().waitFor({ timeout: 5_000 })));

/** Step by step through every question; `step` is how the host goes on, `answer` how a phone answers. */
async function goThrough(
  room: Room,
  step: (meaning: string) => Promise<void>,
  answer: (page: Page, at: number) => Promise<void>,
  isSound: (room: Room, when: string) => Promise<void>,
) {
  await isSound(room, "before the first question");
  for (const [at, { text }] of ASKED.entries()) {
    await step(at === 0 ? run.first : run.next);
    await everywhere(room, text);
    for (const phone of room.phones) {
      await ready(phone);
      await answer(phone, at);
      await saysSaved(phone);
    }
    const id = `q${at + 1}`;
    await expect.poll(async () => (await truthOf(room)).tallies[id]?.ballots, SOON).toBe(3);
    await isSound(room, `${text} is open`);
    await step(run.close);
    await expect.poll(async () => (await truthOf(room)).poll.questions[at]?.phase, SOON).toBe("closed");
    // Whatever the kind, the screen says that it shows no number yet; and then no more.
    const hidden = room.screen.getByText(screenWords.closedHidden);
    await hidden.waitFor();
    expect(await room.screen.locator(FIGURES).count()).toBe(0);
    await step(run.show);
    await expect.poll(async () => (await truthOf(room)).poll.questions[at]?.shown, SOON).toBe(true);
    await hidden.waitFor({ state: "detached" });
    await room.screen.locator(FIGURES).first().waitFor({ state: "attached" });
    await isSound(room, `${text} is shown`);
  }
  const { poll, tallies } = await truthOf(room);
  expect(poll.questions.map(({ phase, shown }) => [phase, shown])).toEqual(ASKED.map(() => ["closed", true]));
  expect(Object.values(tallies).map(({ ballots }) => ballots)).toEqual(ASKED.map(() => 3));
}

test("[H20] every kind from the first question to the last, by mouse and by touch", async () => {
  const room = await roomOf();
  await goThrough(
    room,
    async (meaning) => {
      const main = room.console.locator(".controls-main", { hasText: meaning });
      await main.and(room.console.locator("[aria-disabled=false]")).click();
    },
    async (phone, at) => {
      await ASKED[at]?.touch(phone);
      await send(phone).tap();
    },
    isCalm,
  );
  // The last question once more: both rounds side by side.
  await button(room.console, run.again).first().click();
  await everywhere(room, ASKED.at(-1)?.text ?? "");
  await expect.poll(async () => (await truthOf(room)).poll.questions.at(-1)?.round, SOON).toBe(2);
  await isCalm(room, "asked again");
}, 300_000);

test("[H20] every kind from the first question to the last, by keyboard alone: the big screen with the space bar, phones with Tab and arrows", async () => {
  const room = await roomOf();
  await goThrough(
    room,
    async () => {
      await room.screen.bringToFront();
      await room.screen.keyboard.press("Space");
    },
    async (phone, at) => {
      await phone.bringToFront();
      await phone.locator("h1").focus();
      await phone.keyboard.press("Tab");
      await typeAll(phone, ASKED[at]?.keys ?? []);
    },
    // The same screens as above, judged there; a host looks at what a key has done before the next one.
    ({ screen }) => screen.waitForTimeout(LOOK_MS),
  );
  await room.screen.keyboard.press("Space");
  await button(room.console, host.showResults).or(button(room.console, run.end)).first().waitFor();
}, 300_000);
