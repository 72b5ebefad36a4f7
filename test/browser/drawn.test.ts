/** What is drawn and said while things happen around it. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { vote } from "../../src/words/en.ts";
import { makePoll } from "../support/server.ts";
import { PHONE, useStage } from "../support/stage.ts";

const stage = useStage();

const LUNCH = { title: "Friday", question: "Where to?", options: ["Pizza", "Sushi", "Salad"] };

/** Votes of so many people, one after another, from outside. */
async function votesCome(id: string, people: number, from = 0): Promise<void> {
  for (let person = from; person < from + people; person++) {
    const headers = { "content-type": "application/json", authorization: `Voter somebody-else-${String(person).padStart(8, "0")}` };
    const body = JSON.stringify({ question: "q1", choice: [person % 3], n: 1 });
    await fetch(`${stage.server.origin}/api/polls/${id}/votes`, { method: "POST", headers, body });
  }
}

const option = (page: Page, text: string) => page.locator("label.option", { hasText: text });

test("[D1] a mark made before the script arrives is kept", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/vote.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${stage.server.origin}/p/${id}`, { waitUntil: "commit" });
  await option(page, "Sushi").click();
  release();
  await page.getByRole("button", { name: vote.vote, exact: true, disabled: false }).click();
  await page.locator(".chip", { hasText: vote.chip.saved }).waitFor();
  expect(await option(page, "Sushi").locator("input").isChecked()).toBe(true);
}, 60_000);

test("[D2] tallies that come in leave a half-filled ballot, the focus and the scroll alone", async () => {
  const options = Array.from({ length: 20 }, (_, index) => `Option number ${index + 1}`);
  const { id } = await makePoll(stage.server.origin, { questions: [{ text: "Which?", options, max: 3 }] });
  const { page } = await stage.person({ viewport: { width: 390, height: 600 } });
  await page.goto(`${stage.server.origin}/p/${id}`);
  await option(page, "Option number 9").click();
  await page.evaluate(() => scrollTo(0, 400));
  const look = () =>
    page.evaluate(() => ({
      focus: (document.activeElement as HTMLInputElement | null)?.value,
      marked: [...document.querySelectorAll<HTMLInputElement>("input:checked")].map(({ value }) => value),
      scroll: scrollY,
      places: [...document.querySelectorAll(".option")].map((element) => element.getBoundingClientRect().top),
    }));
  const before = await look();
  await votesCome(id, 30);
  await page.getByText(vote.voted(30)).waitFor();
  expect(await look()).toEqual(before);
  expect(before.marked).toEqual(["8"]);
  expect(before.scroll).toBe(400);
}, 60_000);

test("[D3] after a vote the focus is on the next action", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${id}`);
  await option(page, "Pizza").click();
  await page.getByRole("button", { name: vote.vote, exact: true }).click();
  await page.locator(".chip", { hasText: vote.chip.saved }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(vote.change);
}, 60_000);

test("[D4] a room that votes is spoken of rarely", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${id}`);
  await option(page, "Pizza").click();
  await page.getByRole("button", { name: vote.vote, exact: true }).click();
  await page.getByRole("status").filter({ hasText: vote.heard.saved }).waitFor({ state: "attached" });
  await page.evaluate(() => {
    const heard = globalThis as unknown as { spoken: (string | null)[] };
    heard.spoken = [];
    const region = document.querySelector("[role=status]");
    if (region)
      new MutationObserver(() => heard.spoken.push(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
  });
  const began = Date.now();
  await votesCome(id, 150);
  await page.waitForTimeout(Math.max(0, 12_000 - (Date.now() - began)));
  const spoken = await page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken.filter(Boolean));
  expect(spoken.length).toBeGreaterThan(0);
  expect(spoken.length).toBeLessThanOrEqual(2);
}, 60_000);

for (const [width, height] of [
  [1024, 768],
  [1920, 1080],
  [3840, 2160],
] as const) {
  test(`[D5] the longest question with many long options fits ${width}x${height} and can be read from the back`, async () => {
    const options = Array.from({ length: 50 }, (_, index) =>
      `${index + 1} ${"a long answer that goes on ".repeat(5)}`.slice(0, 120),
    );
    const { id } = await makePoll(stage.server.origin, {
      question: "Why do we ask such long questions? ".repeat(9).slice(0, 300),
      options,
    });
    const { page } = await stage.person({ viewport: { width, height } });
    await page.goto(`${stage.server.origin}/p/${id}/present`);
    await page.locator(".scene-options li").first().waitFor();
    await page.waitForTimeout(300);
    const seen = await page.evaluate(() => ({
      scrolls: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
      smallest: Math.min(
        ...[...document.querySelectorAll(".scene-options li *")]
          .filter(({ childNodes }) => [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
          .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
      ),
      cut: [...document.querySelectorAll(".scene-options li")].filter((row) => row.getBoundingClientRect().bottom > innerHeight)
        .length,
    }));
    expect(seen.scrolls).toBe(false);
    expect(seen.cut).toBe(0);
    expect(seen.smallest).toBeGreaterThanOrEqual(height / 30);
  }, 60_000);
}

test("[D6] without the host key the big screen obeys nobody", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person({ viewport: PHONE });
  await page.goto(`${stage.server.origin}/p/${id}/present`);
  await page.locator(".scene h1").waitFor();
  const sent: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => sent.push(String(payload))));
  await page.reload();
  await page.locator(".scene h1").waitFor();
  await page.waitForTimeout(500);
  for (const key of ["h", "o", "H", "O"]) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  expect(sent.some((frame) => frame.includes('"hello"'))).toBe(true);
  expect(sent.some((frame) => frame.includes('"command"'))).toBe(false);
}, 60_000);
