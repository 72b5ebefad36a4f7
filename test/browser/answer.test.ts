/** Every kind of question on a phone: by touch and by keyboard alone, over reloads and lost lines. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { answer, vote } from "../../src/words/en.ts";
import { counted as countedAt, ready, saysSaved, send } from "../support/phone.ts";
import { type Network, startProxy } from "../support/proxy.ts";
import { makePoll } from "../support/server.ts";
import { PHONE, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
let proxy: Network;
beforeAll(async () => {
  proxy = await startProxy(stage.server.port);
}, 180_000);
afterAll(() => proxy?.close());

const OPTIONS = ["Dark mode", "Offline maps", "A calendar", "Search"];
const SOON = { timeout: 5_000, interval: 50 };

interface Case {
  question: object;
  touch: (page: Page) => Promise<unknown>;
  /** The focus is on the first field. */
  keys: readonly string[];
  byTouch: unknown[];
  byKeys: unknown[];
}

const tap =
  (selector: string, at = 0) =>
  (page: Page) =>
    page.locator(selector).nth(at).tap();

const CASES: Record<string, Case> = {
  rating: {
    question: { kind: "rating", text: "How was it?", steps: 11, labels: ["poor", "great"] },
    touch: tap(".rating-step", 8),
    keys: ["Space", "ArrowRight", "ArrowRight", "Enter"],
    byTouch: [9],
    byKeys: [3],
  },
  ranking: {
    question: { kind: "ranking", text: "What first?", options: OPTIONS },
    touch: tap(".rank-step", 3), // the second one down
    keys: ["Space", "ArrowDown", "ArrowDown", "Space", "Submit"],
    byTouch: [0, 2, 1, 3],
    byKeys: [1, 2, 0, 3],
  },
  "ranking of the top": {
    question: { kind: "ranking", text: "Which two?", options: OPTIONS, top: 2 },
    touch: async (page) => {
      await page.getByRole("button", { name: answer.ranking.add("Search", 1) }).tap();
      await page.getByRole("button", { name: answer.ranking.add("Dark mode", 2) }).tap();
    },
    keys: ["Enter", "Submit"],
    byTouch: [3, 0],
    byKeys: [0],
  },
  text: {
    question: { kind: "text", text: "In a word?" },
    touch: (page) => page.locator("textarea").fill("  More   breaks "),
    keys: ["type:Coffee", "Enter"],
    byTouch: ["More breaks"],
    byKeys: ["Coffee"],
  },
  number: {
    question: { kind: "number", text: "How many?", from: 0, to: 100, step: 5, unit: "beans" },
    touch: tap(".guess-step", 1),
    keys: ["Tab", "type:45", "ArrowUp", "Enter"],
    byTouch: [50],
    byKeys: [50],
  },
  "choice with a word of one's own": {
    question: { text: "Where to?", options: ["Pizza", "Sushi"], other: true },
    touch: async (page) => {
      await page.locator(".own-card").tap();
      await page.locator(".own-field").fill("Ramen");
    },
    keys: ["Space", "ArrowDown", "ArrowDown", "type:Ramen", "Enter"],
    byTouch: ["Ramen"],
    byKeys: ["Ramen"],
  },
  "approval with emoji": {
    question: { text: "Which ones?", options: ["Pizza", "Sushi"], max: 2, emoji: ["🍕", null] },
    touch: tap("label.option", 0),
    keys: ["Space", "Tab", "Space", "Enter"],
    byTouch: [0],
    byKeys: [0, 1],
  },
};

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
    await page.waitForTimeout(600);
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
    for (const key of keys) {
      if (key.startsWith("type:")) await page.keyboard.type(key.slice("type:".length));
      else if (key === "Submit") {
        for (let presses = 0; presses < 30 && !(await page.locator("button[type=submit]:focus").count()); presses++)
          await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
      } else await page.keyboard.press(key);
    }
    await saysSaved(page);
    expect(await counted(page, made)).toEqual(byKeys);
    await page.waitForTimeout(600);
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
