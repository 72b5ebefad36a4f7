/** Every kind of question on a phone: by touch and by keyboard alone, over reloads and lost lines. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { vote } from "../../src/words/en.ts";
import { CASES, OPTIONS, typeAll } from "../support/answers.ts";
import { counted as countedAt, ready, saysSaved, send } from "../support/phone.ts";
import { type Network, startProxy } from "../support/proxy.ts";
import { makePoll } from "../support/server.ts";
import { isStill, PHONE, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
let proxy: Network;
beforeAll(async () => {
  proxy = await startProxy(stage.server.port);
}, 180_000);
afterAll(() => proxy?.close());

const SOON = { timeout: 5_000, interval: 50 };

async function open(question: object, { origin = stage.server.origin, colorScheme = "light" as "light" | "dark" } = {}) {
  const made = await makePoll(stage.server.origin, { title: "Friday", questions: [question] });
  const { page, context } = await stage.person({ viewport: PHONE, hasTouch: true, colorScheme });
  await page.goto(`${origin}/p/${made.id}`);
  await ready(page);
  return { made, page, context };
}

const counted = (page: Page, made: Made) => countedAt(stage.server.origin, page, made);

interface Shift {
  value: number;
  hadRecentInput: boolean;
  sources: { node?: Node }[];
}

async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen = globalThis as unknown as { shift: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as unknown as Shift[]) {
        // The number of people who voted ends at the margin: when it changes, its own beginning moves and nothing else.
        const isCount = sources.every(({ node }) => node?.parentElement?.closest(".vote-facts"));
        if (!hadRecentInput && !isCount) seen.shift += value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
}

for (const [name, { question, touch, keys, byTouch, byKeys }] of Object.entries(CASES)) {
  test(`[P38] ${name}: by touch, kept over a reload, sent, changed and taken back`, async () => {
    const { made, page } = await open(question);
    expect(await violationsOn(page)).toEqual([]);
    await touch(page);
    await page.reload();
    await ready(page);
    await send(page).tap();
    await saysSaved(page);
    expect(await counted(page, made)).toEqual(byTouch);
    await isStill(page);
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole("button", { name: vote.change }).tap();
    await send(page).tap();
    await saysSaved(page);
    expect(await counted(page, made)).toEqual(byTouch);
    await page.getByRole("button", { name: vote.takeBack }).tap();
    await expect.poll(() => counted(page, made), SOON).toBeUndefined();
  }, 90_000);

  test(`[P38] ${name}: by keyboard alone, in the dark`, async () => {
    const { made, page } = await open(question, { colorScheme: "dark" });
    await page.locator("h1").focus();
    await page.keyboard.press("Tab");
    await typeAll(page, keys);
    await saysSaved(page);
    expect(await counted(page, made)).toEqual(byKeys);
    await isStill(page);
    expect(await violationsOn(page)).toEqual([]);
  }, 90_000);

  test(`[P39] ${name}: nothing shifts from the first HTML to a saved answer, nothing is wider than 320 px`, async () => {
    const made = await makePoll(stage.server.origin, { title: "Friday", questions: [question] });
    const { page } = await stage.person({ viewport: { width: 320, height: 568 }, hasTouch: true });
    const shift = await watchShifts(page);
    await page.goto(`${stage.server.origin}/p/${made.id}`);
    await ready(page);
    await page.waitForTimeout(300);
    await touch(page);
    await send(page).tap();
    await saysSaved(page);
    await page.waitForTimeout(900);
    expect(await shift()).toBe(0);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }, 90_000);

  test(`[P35] ${name}: filled and sent without a network, saved once when it is back`, async () => {
    const { made, page } = await open(question, { origin: proxy.origin });
    await page.waitForTimeout(500);
    proxy.cut();
    await touch(page);
    await send(page).tap();
    await page.getByText(vote.waitsHere).waitFor({ timeout: 8_000 });
    proxy.heal();
    await saysSaved(page);
    expect(await counted(page, made)).toEqual(byTouch);
  }, 90_000);
}

test("a row is dragged by a finger to its place, and Escape during a drag puts it back", async () => {
  const { made, page } = await open({ kind: "ranking", text: "What first?", options: OPTIONS });
  const first = await page.locator(".rank-tile").nth(0).boundingBox();
  const third = await page.locator(".rank-tile").nth(2).boundingBox();
  if (!first || !third) throw new Error("no rows");
  const drag = async (drop: () => Promise<void>) => {
    await page.mouse.move(first.x + 20, first.y + 20);
    await page.mouse.down();
    await page.mouse.move(third.x + 20, third.y + 30, { steps: 8 });
    await drop();
  };
  await drag(async () => {
    await page.keyboard.press("Escape");
    await page.mouse.up();
  });
  expect(await page.locator(".rank-words").allInnerTexts()).toEqual(OPTIONS);
  await drag(() => page.mouse.up());
  expect(await page.locator(".rank-words").allInnerTexts()).toEqual(["Offline maps", "A calendar", "Dark mode", "Search"]);
  await send(page).tap();
  await saysSaved(page);
  expect(await counted(page, made)).toEqual([1, 2, 0, 3]);
}, 60_000);

test("[P34] a number out of the range, or between steps, says why and is not sent", async () => {
  const { made, page } = await open({ kind: "number", text: "How many?", from: 0, to: 100, step: 5 });
  for (const [typed, said] of [
    ["101", "Choose a number from 0 to 100."],
    ["42", "The nearest are 40 and 45."],
    ["many", "Type a number first."],
  ] as const) {
    await page.locator(".guess-field input").fill(typed);
    await page.keyboard.press("Enter");
    await page.getByText(said).waitFor();
  }
  expect(await counted(page, made)).toBeUndefined();
}, 60_000);

test("[P39] a list of words loads nothing of the other kinds", async () => {
  const { id } = await makePoll(stage.server.origin, { question: "Where to?", options: ["Pizza", "Sushi"] });
  const { page } = await stage.person();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${stage.server.origin}/p/${id}`, { waitUntil: "networkidle" });
  expect(asked.filter((path) => path.startsWith("/build/")).toSorted()).toEqual(["/build/vote.css", "/build/vote.js"]);
}, 60_000);
