/** What the room says, on the big screen: against a hub that says what it is told to say. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FLOAT_MS, STAGE_ASKS_MAX, STAGE_FLOATS_MAX, TALK_EVERY_MS } from "../../src/protocol/limits.ts";
import type { Snapshot } from "../../src/protocol/server.ts";
import { TALK_DEFAULTS, type TalkFrame } from "../../src/protocol/talk.ts";
import { talkStage as words } from "../../src/words/en.ts";
import { launchChromium } from "../support/chromium.ts";
import { SOON } from "../support/making.ts";
import { BOARD, CHOICE, running, type Told } from "../support/quiz-frames.ts";
import { flawsOf } from "../support/screens.ts";
import { violationsOn } from "../support/stage.ts";
import { ask, enterStage, message, pollOf, QUESTION, quizOf, TALKS } from "../support/stage-frames.ts";

const SIZES = [
  [1280, 720],
  [1920, 1080],
  [1024, 768],
] as const;
const LAPTOP = { width: 1280, height: 720 };
/** What was not there by then does not come. */
const UNSEEN_MS = 600;
const LONG = "Why do we ask such long questions? ".repeat(9).slice(0, 300);
const WIDE = "W".repeat(300);
const REPLY = "We have heard this from many of you, and it comes back in May. ".repeat(8).slice(0, 500);
const ARABIC = "متى سنعرف أين ستكون المكاتب الجديدة، وهل ستبقى إمكانية العمل من المنزل؟";

let browser: Browser;
const troubles: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  expect(troubles).toEqual([]);
});

async function screenOf(
  first: Snapshot,
  log: Partial<Pick<TalkFrame, "messages" | "asks">> = {},
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext({ viewport: LAPTOP, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => troubles.push(String(error)));
  const hub = await enterStage(page, first, log);
  await page.locator(".stage").waitFor();
  return { page, hub };
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });

const STAGED = {
  short: ask(1, "Why?", { name: "Anna", votes: 1 }),
  longest: ask(1, LONG, { name: "A person with a long name", votes: 1_234, state: "answered", reply: REPLY }),
  widest: ask(1, WIDE, { votes: 12, reply: WIDE }),
  "right to left": ask(1, ARABIC, { name: "سارة", votes: 9, reply: "نعم، في الربيع." }),
};

test.each(Object.entries(STAGED))("[N56] a pinned ask, %s, is whole on every screen, in light and dark", async (_, pinned) => {
  const log = {
    asks: [{ ...pinned, pinned: true as const }, ask(2, LONG, { next: true })],
    messages: [message(1, LONG, { pinned: true })],
  };
  const { page, hub } = await screenOf(pollOf(TALKS), log);
  await heading(page, pinned.text).waitFor();
  expect(hub.said.some(({ type }) => type === "listen")).toBe(true);
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await expect.poll(() => flawsOf(page), { ...SOON, message: `${width}x${height}` }).toEqual([]);
    const whole = await page.evaluate(() => {
      const [title, scene] = [".staged h1", ".staged"].map((name) => document.querySelector(name)?.getBoundingClientRect());
      return !!title && !!scene && title.top >= scene.top && title.bottom <= scene.bottom && title.right <= scene.right;
    });
    expect(whole, `${width}x${height}`).toBe(true);
  }
  expect(await page.locator(".strip .join-code").isVisible()).toBe(true);
  expect(await page.locator(".stage-line").count()).toBe(2);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOn(page), colorScheme).toEqual([]);
  }
});

test("[N56] what the host does with an ask is on the screen at once, and behind it the poll is as it was", async () => {
  const { page, hub } = await screenOf(pollOf(TALKS), { asks: [ask(1, "When?", { name: "Anna" })] });
  await heading(page, QUESTION.text).waitFor();
  hub.talk({ asks: [ask(1, "When?", { name: "Anna", next: true })] });
  await page.locator(".stage-line", { hasText: "When?" }).getByText(words.next).waitFor();
  hub.talk({ asks: [ask(1, "When?", { name: "Anna", next: true, pinned: true })] });
  await heading(page, "When?").waitFor();
  expect(await page.locator(".stage-line").count()).toBe(0);
  expect(await heading(page, QUESTION.text).count()).toBe(0); // nobody who listens to the page meets it
  hub.talk({ upvotes: { 1: 41 } });
  await page.locator(".staged").getByText("41 votes").waitFor();
  hub.talk({ asks: [ask(1, "When?", { name: "Anna", votes: 41, pinned: true, state: "answered", reply: "In May." })] });
  await page.locator(".staged").getByText(words.answered).waitFor();
  await page.locator(".staged").getByText("In May.").waitFor();
  hub.talk({ asks: [{ id: 1, gone: true }] });
  await heading(page, QUESTION.text).waitFor();
  await page.locator(".row-percent").first().waitFor();
});

test("[N56] before the first question an ask brings the way in along", async () => {
  const { page } = await screenOf(pollOf(TALKS, []), { asks: [ask(1, "When?", { pinned: true })] });
  await heading(page, "When?").waitFor();
  await page.locator(".strip .join-code").waitFor();
});

test("[N55] [N56] in a quiz nothing lies over a question, and nothing rises beside it", async () => {
  const pinned = { asks: [ask(1, "When?", { pinned: true })] };
  const { page, hub } = await screenOf(quizOf(TALKS, running(CHOICE, undefined, 60)), pinned);
  await heading(page, CHOICE.text).waitFor();
  await page.keyboard.press("w");
  hub.say({ type: "reactions", counts: { "👍": 9 } });
  await page.waitForTimeout(UNSEEN_MS);
  expect(await page.locator(".staged, .wanted, .float").count()).toBe(0);
  const revealed: Told["quiz"] = { phase: "revealed", key: { kind: "choice", right: [2] }, board: BOARD };
  hub.set(quizOf(TALKS, { question: { ...CHOICE, open: false, phase: "closed" }, quiz: revealed }));
  await heading(page, "When?").waitFor();
  hub.say({ type: "reactions", counts: { "👍": 9 } });
  await page.locator(".float").first().waitFor({ state: "attached" });
  expect(await flawsOf(page)).toEqual([]);
});

test("[N57] a key shows the most wanted asks in their order, on a device that may command nothing", async () => {
  const asks = Array.from({ length: 9 }, (_, at) => ask(at + 1, `Ask ${at + 1}`, { votes: 20 - at }));
  const { page, hub } = await screenOf(pollOf(TALKS), { asks });
  const rows = () => page.locator(".wanted-row:not([hidden]) .wanted-text").allTextContents();
  await heading(page, QUESTION.text).waitFor();
  await page.keyboard.press("w");
  await heading(page, words.wanted).waitFor();
  await expect.poll(rows, SOON).toEqual(["Ask 1", "Ask 2", "Ask 3", "Ask 4", "Ask 5", "Ask 6"]);
  expect(await violationsOn(page)).toEqual([]);
  hub.talk({ upvotes: { 3: 30 } });
  await expect.poll(async () => (await rows())[0], SOON).toBe("Ask 3");
  hub.talk({ asks: [{ id: 3, gone: true }] });
  await expect.poll(rows, SOON).toEqual(["Ask 1", "Ask 2", "Ask 4", "Ask 5", "Ask 6", "Ask 7"]);
  await page.keyboard.press("w");
  await heading(page, QUESTION.text).waitFor();
  expect(hub.said.filter(({ type }) => type === "command")).toEqual([]);
});

test("[N57] of long asks there are as many as can be read, each whole or with its first lines", async () => {
  const asks = Array.from({ length: 8 }, (_, at) => ask(at + 1, at % 2 ? ARABIC : LONG, { votes: 99_999 }));
  const { page } = await screenOf(pollOf(TALKS), { asks, messages: [message(1, LONG, { pinned: true })] }, { colorScheme: "dark" });
  await heading(page, QUESTION.text).waitFor();
  await page.keyboard.press("w");
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await expect.poll(() => flawsOf(page), { ...SOON, message: `${width}x${height}` }).toEqual([]);
    const { shown, below } = await page.locator(".wanted-rows").evaluate((list) => {
      const rows = [...list.querySelectorAll<HTMLElement>(".wanted-row:not([hidden])")];
      return {
        shown: rows.length,
        below: (rows.at(-1)?.getBoundingClientRect().bottom ?? 0) - list.getBoundingClientRect().bottom,
      };
    });
    expect(shown).toBeGreaterThanOrEqual(4);
    expect(shown).toBeLessThanOrEqual(STAGE_ASKS_MAX);
    expect(below).toBeLessThanOrEqual(0);
  }
});

test("[N55] a flood rises in few floats along the edge, over nothing that is read, and is gone when it is over", async () => {
  const { page, hub } = await screenOf(pollOf(TALKS), { messages: [message(1, LONG, { pinned: true })] });
  await page.locator(".stage-line").waitFor();
  const seen: number[] = [];
  for (let frame = 0; frame < 30; frame++) {
    hub.say({ type: "reactions", counts: { "👍": 60, "❤️": 30, "😂": 10, "👏": 3, "🎉": 2, "🤔": 1 } });
    await page.waitForTimeout(TALK_EVERY_MS);
    seen.push(await page.locator(".float").count());
  }
  expect(Math.max(...seen)).toBeLessThanOrEqual(STAGE_FLOATS_MAX);
  expect(Math.max(...seen)).toBeGreaterThan(STAGE_FLOATS_MAX / 2);
  const covered = await page.evaluate(() => {
    const edge = document.querySelector(".floats")?.getBoundingClientRect().left ?? 0;
    const read = [...document.querySelectorAll("h1, .row-figures, .row-text, .scene-over, .stage-line > span")];
    return read
      .filter((element) => element.getBoundingClientRect().right > edge)
      .map(({ className, tagName }) => className || tagName);
  });
  expect(covered).toEqual([]);
  expect(await violationsOn(page)).toEqual([]);
  await expect.poll(() => page.locator(".float").count(), { timeout: 4 * FLOAT_MS, interval: 200 }).toBe(0);
});

test("[N55] where somebody wants no motion reactions are counts that stand still, and fade", async () => {
  const { page, hub } = await screenOf(pollOf(TALKS), {}, { reducedMotion: "reduce" });
  await heading(page, QUESTION.text).waitFor();
  for (let frame = 0; frame < 3; frame++) hub.say({ type: "reactions", counts: { "👍": 400, "❤️": 1 } });
  await page.locator(".float-counts li", { hasText: "1,200" }).waitFor();
  expect(await page.locator(".float").count()).toBe(0);
  expect(await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length)).toBe(0);
  expect(await flawsOf(page)).toEqual([]);
  await page.locator(".float-counts").waitFor({ state: "hidden", timeout: 2 * FLOAT_MS });
});

test("[N55] a poll whose room does not talk has no edge, and listens to nothing", async () => {
  const { page, hub } = await screenOf(pollOf(TALK_DEFAULTS));
  await heading(page, QUESTION.text).waitFor();
  await page.keyboard.press("w");
  await page.waitForTimeout(UNSEEN_MS);
  expect(await page.locator(".floats, .wanted").count()).toBe(0);
  expect(hub.said.some(({ type }) => type === "listen")).toBe(false);
});
