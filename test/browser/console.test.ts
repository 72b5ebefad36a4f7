/** The console while a room is there: a paced session by keyboard alone, clocks, second rounds, a rehearsal that is cleared, copies and files. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { form, host, keeping, rehearsal, run, ui, vote } from "../../src/words/en.ts";
import { hostOf, isCounted, isLive, LUNCH, phoneAt, strangerVotes, toastSays, truthOf, voteOn } from "../support/hosting.ts";
import { button, hasFocus, SOON } from "../support/making.ts";
import { makePoll } from "../support/server.ts";
import { PHONE, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
const MAIN = ".controls-main";
const saysNext = (page: Page, label: string) => page.locator(`${MAIN}:not([aria-disabled="true"])`, { hasText: label }).waitFor();
const under = (page: Page) => page.locator(".live h2").textContent();

const EVERY_KIND = [
  { text: "Where to?", options: ["Pizza", "Sushi"], other: true },
  { kind: "rating", text: "How was it?", steps: 5, labels: ["poor", "great"] },
  { kind: "ranking", text: "What first?", options: ["Coffee", "Talk", "Walk"] },
  { kind: "text", text: "One word?" },
  { kind: "number", text: "How many beans?", from: 0, to: 100, unit: "beans" },
];
const ANSWERS: (number | string)[][] = [[1], [4], [2, 0, 1], ["Great"], [40]];

test("[H8][H9] a paced poll of every kind is run by keyboard alone, from the first question to the last, and phones follow", async () => {
  const made = await makePoll(stage.server.origin, { title: "Friday", questions: EVERY_KIND, pace: "host", results: "host" });
  const { page } = await hostOf(stage, made);
  const phone = await phoneAt(stage, made);
  expect(await violationsOn(page)).toEqual([]);
  // Nothing has the focus: the keys of the big screen.
  await saysNext(page, run.first);
  await page.keyboard.press("Space");
  for (const [at, { text }] of EVERY_KIND.entries()) {
    await saysNext(page, run.close);
    expect(await under(page)).toBe(text);
    await phone.getByRole("heading", { name: text }).waitFor();
    await strangerVotes(stage, made, ANSWERS[at] as number[], `q${at + 1}`);
    await page.getByText(host.votedCount(1), { exact: true }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press(at % 2 ? "ArrowRight" : "Space");
    await page.locator(".live .chip", { hasText: host.sight.none }).waitFor();
    await saysNext(page, run.show);
    await page.keyboard.press("Space");
    await page.locator(".live .chip", { hasText: host.sight.all }).waitFor();
    await saysNext(page, at < 4 ? run.next : run.end);
    if (at < 4) await page.keyboard.press("Space");
  }
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => under(page), SOON).toBe("One word?");
  const { poll } = await truthOf(stage, made);
  expect(poll.current).toBe("q4");
  expect(poll.questions.map(({ phase, shown }) => [phase, shown])).toEqual(Array(5).fill(["closed", true]));
});

test("[H9] the big button keeps the focus from step to step, and a double click is one step", async () => {
  const questions = [1, 2, 3].map((number) => ({ text: `Question no. ${number}`, options: ["Yes", "No"] }));
  const made = await makePoll(stage.server.origin, { questions, pace: "host" });
  const { page } = await hostOf(stage, made);
  await page.locator(MAIN).dblclick();
  await saysNext(page, run.close);
  expect((await truthOf(stage, made)).poll).toMatchObject({ current: "q1", questions: [{ phase: "open" }, {}, {}] });
  for (const label of [run.close, run.next, run.close, run.next]) {
    await saysNext(page, label);
    await hasFocus(page.locator(MAIN));
    await page.keyboard.press("Enter");
  }
  await expect.poll(() => under(page), SOON).toBe("Question no. 3");
  // A button that goes with its own command hands the focus on.
  await button(page, run.countdownName(120)).focus();
  await page.keyboard.press("Enter");
  await button(page, run.moreTimeName).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest(".controls") !== null), SOON).toBe(true);
  // Letters are letters where somebody types.
  await button(page, host.edit).click();
  await page.getByRole("form", { name: host.editing }).getByLabel(form.question, { exact: true }).fill("");
  await page.keyboard.type("oh so");
  expect((await truthOf(stage, made)).poll.questions[2]).toMatchObject({ phase: "open", shown: null });
});

test("[H10] a countdown is started, made longer and stopped; asking again compares both rounds and can be undone", async () => {
  const made = await makePoll(stage.server.origin, { ...LUNCH, pace: "host" });
  const { page } = await hostOf(stage, made);
  await button(page, run.first).click();
  await button(page, run.countdownName(30)).click();
  const leftMs = async () => Date.parse((await truthOf(stage, made)).poll.questions[0]?.endsAt ?? "") - Date.now();
  await page.locator(".live [role=timer]").waitFor();
  expect(await leftMs()).toBeGreaterThan(20_000);
  await button(page, run.moreTimeName).click();
  await expect.poll(leftMs, SOON).toBeGreaterThan(45_000);
  await button(page, run.stopCountdown).click();
  await page.locator(".live [role=timer]").waitFor({ state: "detached" });
  for (const choice of [0, 0, 1]) await strangerVotes(stage, made, [choice]);
  await page.getByText(host.votedCount(3), { exact: true }).waitFor();
  await button(page, run.close).click();
  await button(page, run.again).click();
  await toastSays(page, run.askedAgain);
  await strangerVotes(stage, made, [1]);
  await page.getByText(host.votedCount(1), { exact: true }).waitFor();
  expect((await truthOf(stage, made)).tallies.q1).toMatchObject({ counts: [0, 1, 0], before: { round: 1, counts: [2, 1, 0] } });
  await page.locator(".live .fig-was").first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await button(page, ui.undo).click();
  await isCounted(stage, made, [2, 1, 0]);
});

test("[H11] pretend people vote on what is open; clearing makes the poll as new and can be undone for 10 s", async () => {
  const made = await makePoll(stage.server.origin, { title: "Friday", questions: EVERY_KIND });
  const { page } = await hostOf(stage, made, { viewport: PHONE });
  await button(page, rehearsal.begin).click();
  await page.getByText(rehearsal.running).waitFor();
  const ballots = async () => Object.values((await truthOf(stage, made)).tallies).map((tally) => tally.ballots);
  await expect.poll(ballots, { timeout: 60_000, interval: 500 }).toEqual([25, 25, 25, 25, 25]);
  await button(page, rehearsal.stop).click();
  await page.getByText(rehearsal.rest).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  // The banner outlives the page, and so does what it clears.
  await page.reload();
  await isLive(page);
  await button(page, rehearsal.clear).click();
  await toastSays(page, rehearsal.cleared);
  await page.getByText(rehearsal.rest).waitFor({ state: "detached" });
  expect(await ballots()).toEqual([0, 0, 0, 0, 0]);
  await button(page, ui.undo).click();
  await toastSays(page, rehearsal.back);
  expect(await ballots()).toEqual([25, 25, 25, 25, 25]);
  await button(page, rehearsal.clear).click();
  await toastSays(page, rehearsal.cleared);
  await page.clock.fastForward(10_000);
  await button(page, ui.undo).waitFor({ state: "detached" });
  await button(page, rehearsal.begin).waitFor();
});

test("[H3][H11] votes that nobody rehearsed are cleared only after asking", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  const phone = await phoneAt(stage, made);
  await voteOn(phone, "Sushi");
  await page.getByText(host.votedCount(1), { exact: true }).waitFor();
  expect(await page.getByText(rehearsal.rest).count()).toBe(0);
  await page.locator("summary", { hasText: host.danger }).click();
  await button(page, rehearsal.clearAll).click();
  const dialog = page.getByRole("dialog", { name: rehearsal.clearAsk.title });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await isCounted(stage, made, [0, 1, 0]);
  await button(page, rehearsal.clearAll).click();
  await dialog.getByRole("button", { name: rehearsal.clearAsk.yes, exact: true }).click();
  await toastSays(page, rehearsal.cleared);
  await button(phone, vote.vote).waitFor();
  await isCounted(stage, made, [0, 0, 0]);
});

test("[H24] on the narrowest phone the console can be read: questions keep their words in lines", async () => {
  const made = await makePoll(stage.server.origin, { title: "Friday", pace: "host", questions: EVERY_KIND });
  const { page } = await hostOf(stage, made, { viewport: { width: 320, height: 640 } });
  const widths = await page
    .locator(".questionpick-text")
    .evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().width));
  expect(Math.min(...widths)).toBeGreaterThan(90);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(await violationsOn(page)).toEqual([]);
});

test("[H12] a poll is duplicated with or without its votes, and its questions are taken along as a file", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  await strangerVotes(stage, made, [1]);
  const { page } = await hostOf(stage, made);
  let copies = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/copy")) copies++;
  });
  await page.locator("summary", { hasText: keeping.title }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, keeping.asText).click()]);
  expect(download.suggestedFilename()).toBe("Friday.txt");
  expect(await readFile(await download.path(), "utf8")).toContain("Sushi");
  for (const [label, voted] of [
    [keeping.copyEmpty, 0],
    [keeping.copyVotes, 1],
  ] as const) {
    await button(page, label).dblclick();
    const link = page.getByRole("link", { name: keeping.openCopy });
    await expect.poll(() => link.getAttribute("href"), SOON).not.toContain(made.id);
    const copy = await page.context().newPage();
    const first = await link.getAttribute("href");
    await copy.goto(`${stage.server.origin}${first}`);
    await isLive(copy);
    await copy.getByText(host.votedCount(voted), { exact: true }).waitFor();
    await copy.close();
    if (voted === 0) await page.reload().then(() => page.locator("summary", { hasText: keeping.title }).click());
  }
  expect(copies).toBe(2);
});

test("[H13] the pace changes while nobody has voted; then it is locked and says why", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  await page.locator("summary", { hasText: host.settings }).click();
  await page.getByRole("radio", { name: form.paceName.host }).click();
  await saysNext(page, run.first);
  await button(page, run.first).click();
  await button(page, run.close).waitFor();
  await strangerVotes(stage, made, [0]);
  await page.getByText(run.paceLocked).waitFor();
  expect(await page.getByRole("radio", { name: form.paceName.open }).isDisabled()).toBe(true);
  expect(await violationsOn(page)).toEqual([]);
});
