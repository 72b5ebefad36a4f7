/** Making and hosting a quiz, on the pages as people find them. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { form, host, make, quizForm, quizHost as words } from "../../src/words/en.ts";
import { templates } from "../../src/words/templates.ts";
import { hostOf, isLive, sayYes, toastSays, truthOf } from "../support/hosting.ts";
import { becameHost, button, hasFocus, openMake, option, SOON, sentBy, settingsLine } from "../support/making.ts";
import { joinAll, playerAt } from "../support/players.ts";
import { PHONE, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();

const HEARTS = { text: "How many hearts?", options: ["One", "Three"], right: [1], seconds: 60 };
const CAPITAL = { kind: "text", text: "Which capital?", accepted: ["Canberra"], seconds: 60 };

async function madeQuiz(quiz: object = {}): Promise<Made> {
  const settings = { autoStart: false, pauseSeconds: null, countdownSeconds: 1, ...quiz };
  const body = JSON.stringify({ title: "Friday", pace: "quiz", quiz: settings, questions: [HEARTS, CAPITAL] });
  const headers = { "content-type": "application/json" };
  return (await fetch(`${stage.server.origin}/api/polls`, { method: "POST", headers, body })).json() as Promise<Made>;
}

const phaseIs = (page: Page, phase: keyof typeof words.phase) =>
  page.locator(".quiznow .chip", { hasText: words.phase[phase] }).waitFor();
const main = (page: Page) => page.locator(".controls-main");
/** It rests for a moment after its meaning has changed, and a key finds it only then. */
const isReady = (page: Page) => page.locator('.controls-main[aria-disabled="false"]').waitFor();

test("[M15] a quiz from the template: what is right is ticked, what is missing is said at the tick, and it is made", async () => {
  const { page } = await openMake(stage);
  await button(page, templates.quiz.name).click();
  const tick = (letter: string) => option(page, letter).locator("xpath=ancestor::li").getByRole("checkbox");
  expect(await tick("A").isChecked()).toBe(true);
  expect(await page.getByLabel(form.kindName.rating, { exact: true }).first().isDisabled()).toBe(true);
  await settingsLine(page).click();
  expect(await violationsOn(page)).toEqual([]);
  await tick("A").uncheck();
  await button(page, make.makeQuiz).click();
  await page.getByText(quizForm.lacksRight).waitFor();
  await hasFocus(tick("A"));
  await page.keyboard.press("Space");
  await tick("B").check();
  const body = await sentBy(page, () => button(page, make.makeQuiz).click());
  expect(body).toMatchObject({ pace: "quiz", quiz: { scoring: "ten", minPlayers: 2 } });
  expect(body.questions[0]).toMatchObject({ right: [0, 1], min: 1, max: 4, seconds: 10 });
  await becameHost(page);
  await phaseIs(page, "not-started");
});

test("[M15] a draft with a rating becomes a quiz: it is said what a quiz does not take, and nothing is lost", async () => {
  const { page } = await openMake(stage);
  await page.getByLabel(form.kindName.rating, { exact: true }).check({ force: true });
  await settingsLine(page).click();
  await page.getByRole("radio", { name: form.paceName.quiz }).check();
  await page.getByText(quizForm.noKind.rating).waitFor();
  expect(await page.getByLabel(form.kindName.rating, { exact: true }).isChecked()).toBe(true);
  await page.getByLabel(form.kindName.number, { exact: true }).check({ force: true });
  await page.getByLabel(quizForm.numberField.tolerance).waitFor();
  expect(await violationsOn(page)).toEqual([]);
});

test("[H22] a whole game by one button and its key: each phase, what only the host sees, the final table, and once more", async () => {
  const made = await madeQuiz();
  const { page } = await stage.person({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${stage.server.origin}/p/${made.id}/host#key=${made.hostKey}`);
  await isLive(page);
  await main(page).filter({ hasText: words.noPlayers }).waitFor();
  const [ada, bob] = await Promise.all([playerAt(stage.server, made, "Ada"), playerAt(stage.server, made, "Bob")]);
  await page.locator(".quiznames li", { hasText: "Ada" }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await main(page).filter({ hasText: words.step["not-started"] }).click();
  await phaseIs(page, "question");
  await page.getByText(words.onlyYou).waitFor();
  expect(await page.locator(".keyoption-right").innerText()).toContain("Three");
  await page.getByText(words.questionsLocked).waitFor();
  ada.answer("q1", [1]);
  await page.getByText(words.answered(1, 2)).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await isReady(page);
  await page.keyboard.press("Space");
  await phaseIs(page, "revealed");
  await page.locator(".leader-1", { hasText: "Ada" }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await main(page).click();
  await page.getByRole("heading", { name: CAPITAL.text }).waitFor();
  ada.answer("q2", ["canberra"]);
  bob.answer("q2", ["Sydney"]);
  await phaseIs(page, "revealed");
  await main(page).filter({ hasText: words.podium }).waitFor();
  await main(page).click();
  await page.getByRole("heading", { name: words.over(["Ada"]) }).waitFor();
  await page.getByRole("heading", { name: words.finalBoard }).waitFor();
  const results = await page.context().newPage();
  await results.goto(`${stage.server.origin}/p/${made.id}/results`);
  await results.getByRole("button", { name: words.showTables }).click();
  await results.getByRole("cell", { name: words.rightOf(2, 2) }).waitFor();
  await results.getByText(words.gotIt(1, 1)).waitFor();
  expect(await violationsOn(results)).toEqual([]);
  await main(page).filter({ hasText: words.step.finished }).click();
  await page.getByText(words.game(2)).waitFor();
  for (const player of [ada, bob]) player.leave();
}, 60_000);

test("[H22] ending the game in the middle of a question asks first", async () => {
  const made = await madeQuiz();
  const ada = await playerAt(stage.server, made, "Ada");
  const { page } = await stage.person({ viewport: PHONE });
  await page.goto(`${stage.server.origin}/p/${made.id}/host#key=${made.hostKey}`);
  await isLive(page);
  await main(page).filter({ hasText: words.step["not-started"] }).click();
  await phaseIs(page, "question");
  expect(await violationsOn(page)).toEqual([]);
  await button(page, words.finish).click();
  await sayYes(page, words.finishAsk.yes);
  await phaseIs(page, "finished");
  await page.getByRole("heading", { name: words.over([]) }).waitFor();
  ada.leave();
});

test("[H23] a player gets another name, more time, is removed and let in again", async () => {
  const made = await madeQuiz();
  const ada = await playerAt(stage.server, made, "Ada");
  const { page } = await hostOf(stage, made, { viewport: PHONE });
  const row = (name: string) => page.locator(".player", { hasText: name });
  await row("Ada").click();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByLabel(words.name, { exact: true }).fill("  ");
  await button(page, words.rename).click();
  await page.locator(".playerdialog .field-error", { hasText: /\w/ }).waitFor();
  await page.getByLabel(words.name, { exact: true }).fill("Augusta");
  await button(page, words.rename).click();
  await toastSays(page, words.renamed);
  await row("Augusta").click();
  await page.getByLabel(words.stretch).selectOption({ label: words.stretchName(2) });
  await row("Augusta")
    .filter({ hasText: words.stretchShort(2) })
    .waitFor();
  await row("Augusta").click();
  await button(page, words.remove).click();
  await row("Augusta").filter({ hasText: words.playerState.removed }).waitFor();
  await row("Augusta").click();
  await button(page, words.readmit).click();
  await toastSays(page, words.readmitted);
  await expect.poll(() => row("Augusta").filter({ hasText: words.playerState.removed }).count(), SOON).toBe(0);
  ada.leave();
});

test("[H23] a crowd at once locks the lobby; the host lets them in, or locks it by hand", async () => {
  const made = await madeQuiz();
  const { page } = await stage.person({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${stage.server.origin}/p/${made.id}/host#key=${made.hostKey}`);
  await isLive(page);
  const statuses = await joinAll(stage.server, made, 180);
  expect(statuses.filter((status) => status !== 200).length).toBeGreaterThan(0);
  await button(page, words.burst.letIn).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await button(page, words.burst.letIn).click();
  await button(page, words.lobbyOpen).waitFor();
  expect(await joinAll(stage.server, made, 180)).toEqual(Array.from({ length: 180 }, () => 200));
  await page.keyboard.press("l");
  await button(page, words.lobbyLocked).waitFor();
  await page.getByText(words.pageOf(1, 4)).waitFor();
  await button(page, words.pageAfter).click();
  await page.getByText(words.pageOf(2, 4)).waitFor();
  expect(await page.locator(".player").count()).toBe(50);
  expect((await truthOf(stage, made)).poll.quiz?.lobby).toBe("locked");
}, 60_000);

test("[H22] between games a question is edited with what is right in it", async () => {
  const made = await madeQuiz();
  const { page } = await stage.person({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${stage.server.origin}/p/${made.id}/host#key=${made.hostKey}`);
  await isLive(page);
  await page.getByRole("button", { name: words.editQuestion }).filter({ hasText: HEARTS.text }).click();
  await page.getByLabel(quizForm.right("A")).check();
  await page.getByLabel(quizForm.right("B")).uncheck();
  await button(page, host.save).click();
  await expect.poll(async () => (await truthOf(stage, made)).poll.questions[0], SOON).toMatchObject({ right: [0] });
});
