/** [J10] A receipt from the vote to the recount, in Chromium and against the real hub. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Made, ReceiptsList } from "../../src/protocol/server.ts";
import { receipts as words } from "../../src/words/en.ts";
import { phoneAt, strangerCommands, strangerVotes, voteOn } from "../support/hosting.ts";
import { makePoll } from "../support/server.ts";
import { isStill, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
const QUESTIONS = [
  { text: "Where to?", options: ["Pizza", "Sushi", "Salad"] },
  { kind: "ranking", text: "What first?", options: ["Speed", "Docs", "Bugs"] },
  { kind: "text", text: "Anything else?" },
];

async function pollWithVotes(): Promise<Made> {
  const made = await makePoll(stage.server.origin, { title: "Friday", receipts: true, questions: QUESTIONS });
  for (let at = 0; at < 6; at++) {
    await strangerVotes(stage, made, [at % 3]);
    await strangerVotes(stage, made, [at % 3, (at + 1) % 3], "q2");
    await strangerVotes(stage, made, ["hello"], "q3");
  }
  return made;
}

async function close(made: Made): Promise<void> {
  for (const question of ["q1", "q2", "q3"]) await strangerCommands(stage, made, { command: "close", question });
}

const sectionOf = (page: Page, at = 0) => page.locator(".recount").nth(at);
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
const shot = process.env.SHOTS;

test("[J10] a phone keeps its receipt and says so; the results page finds the vote and counts again", async () => {
  const made = await pollWithVotes();
  const page = await phoneAt(stage, made);
  await page.setViewportSize({ width: 320, height: 700 });
  await voteOn(page, "Sushi");
  await page.getByText(words.kept).click();
  const receipt = (await page.locator(".receipt code").textContent()) ?? "";
  expect(receipt).toMatch(/^[\w-]{22}$/);
  expect(await violationsOn(page)).toEqual([]);
  expect(await wide(page)).toBe(320);
  if (shot) await page.screenshot({ path: `${shot}/vote-320.png`, fullPage: true });
  await page.reload();
  await page.getByText(words.kept).waitFor();
  await close(made);
  await page.goto(`${stage.server.origin}/p/${made.id}/results`);
  await page.getByText(words.off.text).waitFor();
  expect(await page.locator(".recount").count()).toBe(2);
  const button = sectionOf(page).getByRole("button", { name: words.count });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByText(words.allRight).waitFor();
  await page.getByText(words.mine(receipt, "Sushi")).waitFor();
  await page.getByText(words.whole(7)).waitFor();
  await sectionOf(page, 1).getByRole("button", { name: words.count }).click();
  await sectionOf(page, 1).getByText(words.noneHere).waitFor();
  expect(await sectionOf(page, 1).locator(".recount-wrong").count()).toBe(0);
  await isStill(page);
  expect(await violationsOn(page)).toEqual([]);
  expect(await wide(page)).toBe(320);
  if (shot) await page.screenshot({ path: `${shot}/results-320.png`, fullPage: true });
  const hash = await page.getByLabel(words.hash, { exact: true }).first().inputValue();
  const saving = page.waitForEvent("download");
  await sectionOf(page).getByRole("link", { name: words.list }).click();
  const saved = readFileSync(await (await saving).path());
  expect(createHash("sha256").update(saved).digest("hex")).toBe(hash);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`[J10] on plain http the hash is made by hand, and a hub that cheats is told of, ${colorScheme}`, async () => {
    const made = await pollWithVotes();
    const { page } = await stage.person({ colorScheme, viewport: { width: 1280, height: 900 } });
    await page.addInitScript(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
    await page.goto(`${stage.server.origin}/p/${made.id}`);
    await voteOn(page, "Salad");
    const receipt = (await page.locator(".receipt code").textContent()) ?? "";
    await close(made);
    await page.goto(`${stage.server.origin}/p/${made.id}/results`);
    await sectionOf(page).getByRole("button", { name: words.count }).click();
    await page.getByText(words.allRight).waitFor();
    expect(await page.evaluate(() => typeof crypto.subtle)).toBe("undefined");

    const cheats: [(list: ReceiptsList["receipts"]) => ReceiptsList["receipts"], string][] = [
      [(list) => list.filter(([one]) => one !== receipt), words.missing(receipt, "Salad")],
      [(list) => list.map(([one, choice]) => [one, one === receipt ? [0] : choice]), words.other(receipt, "Pizza", "Salad")],
      [(list) => [...list.slice(0, 1), ...list], words.notWhole(8, 7)],
    ];
    for (const [cheat, said] of cheats) {
      await page.route("**/receipts?question=q1", async (route) => {
        const response = await route.fetch();
        const list = (await response.json()) as ReceiptsList;
        await route.fulfill({ response, json: { ...list, receipts: cheat(list.receipts) } });
      });
      await sectionOf(page).getByRole("button", { name: words.count }).click();
      await sectionOf(page).getByText(said).waitFor();
      await page.getByText(words.notRight).waitFor();
      await page.getByText(words.notAsTold).waitFor();
      expect(await page.locator(".recount-differs").count()).toBeGreaterThan(0);
      await page.unroute("**/receipts?question=q1");
    }
    await isStill(page);
    expect(await violationsOn(page)).toEqual([]);
    if (shot) await page.screenshot({ path: `${shot}/results-1280-${colorScheme}.png`, fullPage: true });
  });
}

test("[J10] a poll without receipts shows nothing of them", async () => {
  const made = await makePoll(stage.server.origin, { questions: QUESTIONS.slice(0, 1) });
  const page = await phoneAt(stage, made);
  await voteOn(page, "Pizza");
  await strangerCommands(stage, made, { command: "close", question: "q1" });
  await page.goto(`${stage.server.origin}/p/${made.id}/results`);
  await page.locator(".result h2").waitFor();
  expect(await page.locator(".receipt, .recount").count()).toBe(0);
});
