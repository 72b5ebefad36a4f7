/** What the room says, as its host cares for it. */
import { expect, test } from "vitest";
import { form, make, talkForm } from "../../src/words/en.ts";
import { templates } from "../../src/words/templates.ts";
import { hostOf, truthOf } from "../support/hosting.ts";
import { becameHost, button, openMake, pollMade, SOON, sentBy, settingsLine, write } from "../support/making.ts";
import { makePoll } from "../support/server.ts";
import { PHONE, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
const fold = ".more:has(> summary > span)";

test("[N50] chat, questions and reactions are switched on where a poll is made, and the line says so", async () => {
  const { page } = await openMake(stage, { viewport: PHONE });
  await write(page, "Where to?", ["Pizza", "Sushi"]);
  await settingsLine(page).click();
  await page.locator(fold, { hasText: talkForm.title }).locator("summary").click();
  expect(await page.getByRole("switch", { name: talkForm.approve.label }).count()).toBe(0);
  await page.getByRole("switch", { name: talkForm.chat.label }).check();
  await page.getByLabel(talkForm.slow).selectOption({ label: talkForm.slowName(10) });
  await page.getByRole("switch", { name: talkForm.questions.label }).check();
  await page.getByRole("switch", { name: talkForm.approve.label }).check();
  await page.getByRole("switch", { name: talkForm.reactions.label }).check();
  expect(await settingsLine(page).innerText()).toContain("people may chat, ask and react");
  expect(await violationsOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.reload();
  expect(await settingsLine(page).innerText()).toContain("people may chat, ask and react");
  const talk = { chat: "open", questions: "open", reactions: true, approve: true, filter: true, slowSeconds: 10 };
  expect(await sentBy(page, () => button(page, make.makePoll).click())).toMatchObject({ talk });
  await becameHost(page);
  expect((await pollMade(stage, page)).talk).toEqual(talk);
});

test("[N50] the template for questions, and a quiz, take them along", async () => {
  const { page } = await openMake(stage);
  await button(page, templates.questions.name).click();
  expect(await sentBy(page, () => button(page, make.makePoll).click())).toMatchObject({ talk: { questions: "open", chat: "off" } });
  await becameHost(page);
  const other = await openMake(stage);
  await button(other.page, templates.quiz.name).click();
  await settingsLine(other.page).click();
  await other.page.locator(fold, { hasText: talkForm.title }).locator("summary").click();
  await other.page.getByRole("switch", { name: talkForm.reactions.label }).check();
  expect(await settingsLine(other.page).innerText()).toContain("people may react");
  expect(await sentBy(other.page, () => button(other.page, make.makeQuiz).click())).toMatchObject({
    pace: "quiz",
    talk: { chat: "off", reactions: true },
  });
});

test("[N50] in the console each takes effect with the click", async () => {
  const made = await makePoll(stage.server.origin, { question: "Where to?", options: ["Pizza", "Sushi"] });
  const { page } = await hostOf(stage, made);
  await page.locator(".host-rest .fold", { hasText: form.title }).locator(":scope > summary").click();
  await page.locator(fold, { hasText: talkForm.title }).locator("summary").click();
  await page.getByRole("switch", { name: talkForm.chat.label }).check();
  await expect.poll(async () => (await truthOf(stage, made)).poll.talk.chat, SOON).toBe("open");
  await page.getByRole("switch", { name: talkForm.filter.label }).uncheck();
  await expect.poll(async () => (await truthOf(stage, made)).poll.talk.filter, SOON).toBe(false);
  await page.getByRole("switch", { name: talkForm.chat.label }).uncheck();
  await expect.poll(async () => (await truthOf(stage, made)).poll.talk.chat, SOON).toBe("off");
});
