/** The main job in real Chromium: make, vote on two phones, watch the big screen move, sleep, reload, lose the network. */
import { brotliCompressSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { host, make, stage as stageWords, vote } from "../../src/words/en.ts";
import { type Network, startProxy } from "../support/proxy.ts";
import { makePoll } from "../support/server.ts";
import { PHONE, PROJECTOR, useStage } from "../support/stage.ts";

const stage = useStage();
let proxy: Network;
beforeAll(async () => {
  proxy = await startProxy(stage.server.port);
}, 180_000);
afterAll(() => proxy?.close());

const LUNCH = { title: "Friday", question: "Where to?", options: ["Pizza", "Sushi", "Salad"] };
const choose = (page: Page, option: string) => page.locator("label.option", { hasText: option }).click();
const confirmVote = (page: Page) => page.getByRole("button", { name: vote.vote, exact: true }).click();
const saysSaved = (page: Page) => page.locator(".chip", { hasText: vote.chip.saved }).waitFor();

async function tallyOf(id: string): Promise<{ ballots: number; counts: number[] }> {
  const seen = (await (await fetch(`${stage.server.origin}/api/polls/${id}`)).json()) as { tallies: Record<string, never> };
  return seen.tallies.q1 as never;
}

async function until(holds: () => Promise<boolean>, withinMs: number, what: string): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within ${withinMs} ms: ${what}`);
}

test("from an empty form to two phones and a big screen that moves", async () => {
  const { page: maker, context } = await stage.person({ viewport: { width: 1280, height: 800 } });
  await maker.goto(stage.server.origin);
  await maker.keyboard.type("Where to?");
  await maker
    .getByLabel(/Option A/)
    .first()
    .fill("Pizza");
  await maker.keyboard.press("Enter");
  await maker.keyboard.type("Sushi");
  await maker.getByRole("button", { name: make.makePoll }).click();
  await maker.waitForURL(/\/p\/[a-z0-9]{15}\/host$/);
  const id = new URL(maker.url()).pathname.split("/")[2] ?? "";
  expect(maker.url()).not.toContain("key=");
  const screen = await context.newPage();
  await screen.setViewportSize(PROJECTOR);
  await screen.goto(`${stage.server.origin}/p/${id}/present`);
  await screen.getByRole("heading", { name: "Where to?" }).waitFor();
  for (const option of ["Pizza", "Sushi"]) {
    const { page } = await stage.person();
    await page.goto(`${stage.server.origin}/p/${id}`);
    await choose(page, option);
    await confirmVote(page);
    await saysSaved(page);
  }
  await screen.getByText("50%").first().waitFor({ timeout: 2_000 });
  await maker.getByText(host.votedCount(2)).waitFor({ timeout: 2_000 });
  expect(await tallyOf(id)).toEqual({ ballots: 2, counts: [1, 1] });
}, 60_000);

test("[V5][W9] reload, second tab and change: same person, same vote, one ballot", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page, context } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${id}`);
  await choose(page, "Pizza");
  await confirmVote(page);
  await saysSaved(page);
  await page.reload();
  await page.getByRole("button", { name: vote.change }).waitFor();
  const other = await context.newPage();
  await other.goto(`${stage.server.origin}/p/${id}`);
  await other.getByRole("button", { name: vote.change }).click();
  await choose(other, "Salad");
  await confirmVote(other);
  await saysSaved(other);
  await until(async () => page.locator("input[value='2']").isChecked(), 2_000, "the first tab follows");
  expect(await tallyOf(id)).toEqual({ ballots: 1, counts: [0, 0, 1] });
}, 60_000);

test("[V1] a vote cast without a network waits on the phone, says so, and is counted once when the network is back", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  await page.goto(`${proxy.origin}/p/${id}`);
  await page.waitForTimeout(500);
  proxy.cut();
  await choose(page, "Sushi");
  await confirmVote(page);
  await page.getByText(vote.waitsHere).waitFor({ timeout: 8_000 });
  expect((await tallyOf(id)).ballots).toBe(0);
  proxy.heal();
  await saysSaved(page);
  expect(await tallyOf(id)).toEqual({ ballots: 1, counts: [0, 1, 0] });
}, 60_000);

test("[V1] a vote cast offline survives closing the page, and goes out when it is opened again", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page, context } = await stage.person();
  await page.goto(`${proxy.origin}/p/${id}`);
  await page.waitForTimeout(500);
  proxy.cut();
  await choose(page, "Salad");
  await confirmVote(page);
  await page.waitForTimeout(300);
  await page.close();
  proxy.heal();
  const again = await context.newPage();
  await again.goto(`${proxy.origin}/p/${id}`);
  await saysSaved(again);
  expect(await tallyOf(id)).toEqual({ ballots: 1, counts: [0, 0, 1] });
}, 60_000);

test("[V11] where WebSockets are blocked, the vote goes by HTTP and results still come", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  proxy.blockSockets(true);
  const { page } = await stage.person();
  await page.goto(`${proxy.origin}/p/${id}`);
  await choose(page, "Pizza");
  await confirmVote(page);
  await until(async () => (await tallyOf(id)).ballots === 1, 15_000, "the vote arrives by HTTP");
  await page.getByText("100%").first().waitFor({ timeout: 15_000 });
  proxy.blockSockets(false);
  expect(await tallyOf(id)).toEqual({ ballots: 1, counts: [1, 0, 0] });
}, 60_000);

test("a line that is dead but looks open is found after waking, and the screen is right within 3 s", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  await page.goto(`${proxy.origin}/p/${id}`);
  await page.locator("input[value='0']").waitFor();
  await page.waitForTimeout(500);
  proxy.freeze(true);
  const headers = { "content-type": "application/json", authorization: "Voter anothervoter1234567890abc" };
  const body = JSON.stringify({ question: "q1", choice: [1], n: 1 });
  await fetch(`${stage.server.origin}/api/polls/${id}/votes`, { method: "POST", headers, body });
  proxy.freeze(false);
  proxy.cut();
  proxy.heal();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.getByText("100%").first().waitFor({ timeout: 3_000 });
}, 60_000);

test("a vote by keyboard alone", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${id}`);
  await page.locator("input[value='0']").waitFor();
  for (let presses = 0; presses < 10 && !(await page.locator("input:focus").count()); presses++) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await saysSaved(page);
  expect((await tallyOf(id)).counts).toEqual([0, 1, 0]);
}, 60_000);

test("[S1] with results for the host alone, a phone sees no figure of anybody's choice", async () => {
  const { id } = await makePoll(stage.server.origin, { ...LUNCH, results: "host" });
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${id}`);
  await choose(page, "Pizza");
  await confirmVote(page);
  await saysSaved(page);
  expect(await page.locator(".option-percent").allInnerTexts()).toEqual([]);
  const screen = await stage.person({ viewport: PROJECTOR });
  await screen.page.goto(`${stage.server.origin}/p/${id}/present`);
  await screen.page.getByText(stageWords.hidden).waitFor();
}, 60_000);

test("one tap is the vote, and the next person starts fresh on a shared device", async () => {
  const { id } = await makePoll(stage.server.origin, { ...LUNCH, oneTap: true, sharedDevice: true });
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${id}`);
  for (const option of ["Pizza", "Salad"]) {
    await page.getByRole("button", { name: option }).click();
    await saysSaved(page);
    await page.getByRole("button", { name: vote.nextPerson }).click();
    await page.getByRole("button", { name: option, pressed: false }).waitFor();
  }
  await until(async () => (await tallyOf(id)).ballots === 2, 3_000, "two people on one phone");
  expect(await tallyOf(id)).toEqual({ ballots: 2, counts: [1, 0, 1] });
}, 60_000);

test("on 400 kbit/s, 400 ms and a slow processor the question is readable within 2.5 s", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page, context } = await stage.person({ viewport: PHONE });
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const bytesPerSecond = 400_000 / 8;
  const slow = { offline: false, latency: 400, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond };
  await session.send("Network.emulateNetworkConditions", slow);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const began = Date.now();
  await page.goto(`${stage.server.origin}/p/${id}`, { waitUntil: "commit" });
  await page.getByRole("heading", { name: "Where to?" }).waitFor();
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  console.log(`readable after ${Date.now() - began} ms, largest paint at ${Math.round(paint)} ms`);
  expect(paint).toBeLessThan(2_500);
}, 60_000);

test("[D7] the voting page as it is served, with the poll in it, is within 20 KB brotli and four requests", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  const asked: string[] = [];
  page.on("request", (request) => request.url().startsWith("http") && asked.push(request.url()));
  await page.goto(`${stage.server.origin}/p/${id}`, { waitUntil: "networkidle" });
  const files = await Promise.all(asked.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())));
  const bytes = files.reduce((sum, file) => sum + brotliCompressSync(file).length, 0);
  console.log(`served: ${bytes} bytes in ${asked.length} requests and a socket`);
  expect(bytes).toBeLessThanOrEqual(20 * 1024);
  expect(asked.length).toBeLessThanOrEqual(4);
}, 60_000);

test("[D2] nothing jumps: from the first paint to a saved vote the layout does not shift", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  await page.addInitScript(() => {
    const seen = globalThis as unknown as { shift: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      // As the metric is defined: what moves in answer to a tap is no surprise.
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
        if (!entry.hadRecentInput) seen.shift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${stage.server.origin}/p/${id}`);
  await choose(page, "Pizza");
  await confirmVote(page);
  await saysSaved(page);
  await page.waitForTimeout(600);
  expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBe(0);
}, 60_000);
