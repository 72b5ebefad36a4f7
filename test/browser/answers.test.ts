/** Care for open answers on the console: hide, count as one, split, let through what the filter holds; on a phone and by keyboard. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { answers, ui } from "../../src/words/en.ts";
import { hostOf, toastSays, truthOf } from "../support/hosting.ts";
import { button, SOON } from "../support/making.ts";
import { makePoll } from "../support/server.ts";
import { PHONE, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
let voters = 0;

async function asked(question: object, said: readonly string[]) {
  const made = await makePoll(stage.server.origin, { questions: [question] });
  for (const text of said) {
    const headers = { "content-type": "application/json", authorization: `Voter voter-number-${++voters}-with-words-of-its-own` };
    const body = JSON.stringify({ question: "q1", choice: [text], n: 1 });
    expect((await fetch(`${stage.server.origin}/api/polls/${made.id}/votes`, { method: "POST", headers, body })).status).toBe(200);
  }
  const { page } = await hostOf(stage, made, { viewport: PHONE });
  return { made, page };
}

const listed = (page: Page) =>
  page
    .locator(".answers > .answerlist > li")
    .evaluateAll((rows) =>
      rows.map((row) => `${row.querySelector("bdi")?.textContent} ${row.querySelector(".answer-count")?.textContent}`),
    );
const lists = (page: Page, expected: string[]) => expect.poll(() => listed(page), SOON).toEqual(expected);

for (const [name, question] of [
  ["text", { kind: "text", text: "Where to?" }],
  ["answers of people's own", { text: "Where to?", options: ["Pizza", "Sushi"], other: true }],
] as const) {
  test(`[H14] ${name}: hidden answers and those counted as one are taken back, by toast and by hand`, async () => {
    const { page } = await asked(question, ["Ramen", "Ramen", "Ramen soup", "Tacos", "Boo"]);
    await lists(page, ["Ramen 2×", "Boo 1×", "Ramen soup 1×", "Tacos 1×"]);
    expect(await violationsOn(page)).toEqual([]);
    await button(page, answers.hideIt("Boo")).click();
    await toastSays(page, answers.hid("Boo"));
    await lists(page, ["Ramen 2×", "Ramen soup 1×", "Tacos 1×"]);
    await button(page, ui.undo).click();
    await lists(page, ["Ramen 2×", "Boo 1×", "Ramen soup 1×", "Tacos 1×"]);
    await button(page, answers.hideIt("Boo")).click();
    await page.getByText(answers.hidden(1)).click();
    await button(page, answers.showIt("Boo")).click();
    await lists(page, ["Ramen 2×", "Boo 1×", "Ramen soup 1×", "Tacos 1×"]);
    for (const one of ["Ramen", "Ramen soup"]) await page.getByLabel(answers.select(one), { exact: true }).check();
    await page.getByText(answers.selected(2)).waitFor();
    expect(await page.getByLabel(answers.countAs).inputValue()).toBe("Ramen");
    expect(await violationsOn(page)).toEqual([]);
    await page.getByLabel(answers.countAs).fill("Noodles");
    await button(page, answers.merge).click();
    await toastSays(page, answers.merged("Noodles"));
    await lists(page, ["Noodles 3×", "Boo 1×", "Tacos 1×"]);
    await page.getByText(answers.holds(["Ramen", "Ramen soup"])).waitFor();
    await button(page, answers.splitIt("Noodles")).click();
    await lists(page, ["Ramen 2×", "Boo 1×", "Ramen soup 1×", "Tacos 1×"]);
    await button(page, ui.undo).click();
    await lists(page, ["Noodles 3×", "Boo 1×", "Tacos 1×"]);
  });
}

test("[H14] by keyboard alone: the focus stays in the list while its rows come and go", async () => {
  const { made, page } = await asked({ kind: "text", text: "One word?" }, ["One", "One", "Two", "Three"]);
  await lists(page, ["One 2×", "Three 1×", "Two 1×"]);
  await button(page, answers.hideIt("Three")).focus();
  await page.keyboard.press("Enter");
  await lists(page, ["One 2×", "Two 1×"]);
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest(".answers") !== null), SOON).toBe(true);
  await page.getByLabel(answers.select("One"), { exact: true }).focus();
  await page.keyboard.press("Space");
  await page.getByLabel(answers.select("Two"), { exact: true }).focus();
  await page.keyboard.press("Space");
  await page.getByLabel(answers.countAs).focus();
  await page.keyboard.press("Enter");
  await lists(page, ["One 3×"]);
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest(".answers") !== null), SOON).toBe(true);
  expect((await truthOf(stage, made)).poll.questions[0]).toMatchObject({ hidden: ["Three"] });
});

test("[H14] what the filter holds back is listed apart, and shown when the host says so", async () => {
  const { page } = await asked({ kind: "text", text: "One word?", filter: true }, ["Fine", "shit"]);
  await lists(page, ["Fine 1×"]);
  await page.getByText(answers.held(1)).waitFor();
  await button(page, answers.showIt("shit")).click();
  await lists(page, ["Fine 1×", "shit 1×"]);
  await page.getByText(answers.held(1)).waitFor({ state: "detached" });
});

test("[H14] the newest answer stands first where the host wants it so", async () => {
  const { made, page } = await asked({ kind: "text", text: "One word?" }, ["Old", "Old"]);
  await lists(page, ["Old 2×"]);
  const headers = { "content-type": "application/json", authorization: "Voter voter-who-comes-last-of-all" };
  const body = JSON.stringify({ question: "q1", choice: ["New"], n: 1 });
  await fetch(`${stage.server.origin}/api/polls/${made.id}/votes`, { method: "POST", headers, body });
  await lists(page, ["Old 2×", "New 1×"]);
  await page.getByRole("radio", { name: answers.sortName.newest }).check({ force: true });
  await lists(page, ["New 1×", "Old 2×"]);
});

test("[H14] answers that a frame has no room for are listed when the host asks for them, and can be cared for", async () => {
  const said = Array.from({ length: 250 }, (_, at) => `${at} ${"is an answer that is rather long ".repeat(4)}`.slice(0, 120));
  const { page } = await asked({ kind: "text", text: "Why?" }, said);
  await button(page, answers.all).click();
  await expect.poll(async () => (await listed(page)).length, SOON).toBe(250);
  await button(page, answers.all).waitFor({ state: "detached" });
  const last = said.at(-1)?.trim() ?? "";
  await button(page, answers.hideIt(last)).click();
  await toastSays(page, answers.hid(last));
  await expect.poll(async () => (await listed(page)).length, SOON).toBe(249);
}, 60_000);
