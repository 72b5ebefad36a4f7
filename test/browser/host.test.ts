/** Running a poll in real Chromium: open and close, show and hide, reset, edit and add while phones are there. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { details, form, host, run, ui, vote } from "../../src/words/en.ts";
import {
  hostOf,
  isAsked,
  isCounted,
  LUNCH,
  phoneAt,
  sayYes,
  strangerVotes,
  toastSays,
  truthOf,
  voteOn,
} from "../support/hosting.ts";
import { button, hasFocus, SOON } from "../support/making.ts";
import { makePoll } from "../support/server.ts";
import { useStage } from "../support/stage.ts";

const stage = useStage();
const saysSight = (page: Page, sentence: string) => page.locator(".live .chip", { hasText: sentence }).waitFor();
const saysFigures = (page: Page, percents: string[]) =>
  expect.poll(() => page.locator(".vote-options .option-percent").allTextContents(), SOON).toEqual(percents);

test("[R3] a host closes, reopens and opens, and the phones follow", async () => {
  const made = await makePoll(stage.server.origin, { ...LUNCH, pace: "host" });
  const { page } = await hostOf(stage, made);
  const phone = await phoneAt(stage, made);
  await phone.getByRole("heading", { name: vote.hosted.title }).waitFor();
  await page.getByRole("heading", { name: run.lobby.title }).waitFor();
  await button(page, run.first).click();
  await phone.getByRole("heading", { name: LUNCH.question }).waitFor();
  await voteOn(phone, "Sushi");
  await page.getByText(host.votedCount(1), { exact: true }).waitFor();
  await button(page, host.closeVoting).click();
  await phone.getByText(vote.closedNow).waitFor();
  await page.locator(".live .chip", { hasText: host.phase.closed }).waitFor();
  expect(await phone.locator(".option-input:enabled").count()).toBe(0);
  await button(page, host.reopenVoting).click();
  await button(phone, vote.change).click();
  await voteOn(phone, "Pizza");
  await isCounted(stage, made, [1, 0, 0]);
});

test("[H5][R5] the page always says who sees the figures, and the phones show no more than that", async () => {
  const made = await makePoll(stage.server.origin, { ...LUNCH, results: "after-vote" });
  const { page } = await hostOf(stage, made);
  const [voted, waits] = [await phoneAt(stage, made), await phoneAt(stage, made)];
  await voteOn(voted, "Pizza");
  await saysSight(page, host.sight.voters);
  await saysFigures(voted, ["100%", "0%", "0%"]);
  await waits.getByText(vote.voted(1), { exact: true }).waitFor(); // it has heard of the vote
  await saysFigures(waits, []);
  await button(page, host.showResults).click();
  await saysSight(page, host.sight.all);
  await saysFigures(waits, ["100%", "0%", "0%"]);
  await button(page, host.hideResults).click();
  await saysSight(page, host.sight.none);
  await saysFigures(voted, []);
  await saysFigures(waits, []);
  // The host sees them all the same.
  expect(await page.locator(".fig-figures strong").allTextContents()).toEqual(["100%", "0%", "0%"]);
  await button(page, host.showResults).click();
  await saysFigures(waits, ["100%", "0%", "0%"]);
});

test("[H3][R2][H4] reset asks, Escape and Cancel mean no; Undo brings the votes back, on the phone too", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  const phone = await phoneAt(stage, made);
  await voteOn(phone, "Sushi");
  await strangerVotes(stage, made, [0]);
  await page.getByText(host.votedCount(2), { exact: true }).waitFor();
  for (const no of ["Escape", "Enter"]) {
    await button(page, host.reset).click();
    await isAsked(page, host.resetAsk.title);
    await page.getByText(host.resetAsk.line(2)).waitFor();
    await hasFocus(page.getByRole("dialog").getByRole("button", { name: host.cancel }));
    await page.keyboard.press(no);
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await hasFocus(button(page, host.reset));
  }
  await button(page, host.reset).click();
  await sayYes(page, host.resetAsk.yes);
  await page.getByText(host.votedCount(0), { exact: true }).waitFor();
  // The two times no were no: this is the first new round.
  expect((await truthOf(stage, made)).poll.questions[0]?.round).toBe(2);
  await button(phone, vote.vote).waitFor();
  expect(await phone.locator(".option-input:checked").count()).toBe(0);
  await toastSays(page, host.resetDone);
  await button(page, ui.undo).click();
  await toastSays(page, host.resetUndone);
  await page.getByText(host.votedCount(2), { exact: true }).waitFor();
  await isCounted(stage, made, [1, 1, 0]);
  await button(phone, vote.change).waitFor();
  expect(await phone.locator(".option-input:checked").getAttribute("value")).toBe("1");
});

test("[H4] after 10 s a reset can no longer be undone", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  await button(page, host.reset).click();
  await sayYes(page, host.resetAsk.yes);
  await toastSays(page, host.resetDone);
  await page.clock.fastForward(7_000);
  await button(page, ui.undo).waitFor();
  await page.clock.fastForward(3_000);
  await button(page, ui.undo).waitFor({ state: "detached", timeout: 2_000 });
});

test("[H2][R4] with votes in, only words can be edited, the rest is locked and the page says why; the votes stay", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  const phone = await phoneAt(stage, made);
  await voteOn(phone, "Sushi");
  await page.getByText(host.votedCount(1), { exact: true }).waitFor();
  await button(page, host.edit).click();
  const editor = page.getByRole("form", { name: host.editing });
  await editor.getByText(host.locked.choice).waitFor();
  for (const name of [form.addOption, form.removeOption("B"), form.moveDown("A")])
    expect(await editor.getByRole("button", { name, exact: true }).isDisabled(), name).toBe(true);
  expect(await editor.getByLabel(form.marksName.several, { exact: true }).isDisabled()).toBe(true);
  expect(await editor.getByLabel(form.kindName.rating).isDisabled()).toBe(true);
  await editor.getByLabel(form.question).fill("Where do we go?");
  await editor.getByLabel(form.option("B"), { exact: true }).fill("Sushi bar");
  await button(page, host.save).click();
  await phone.getByRole("heading", { name: "Where do we go?" }).waitFor();
  await phone.locator("label.option", { hasText: "Sushi bar" }).locator("input:checked").waitFor();
  await isCounted(stage, made, [0, 1, 0]);
});

test("[R4][H7] options are added while nobody has voted; when a vote comes in meanwhile, saving says why not", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  const phone = await phoneAt(stage, made);
  const editor = page.getByRole("form", { name: host.editing });
  const addOption = async (letter: string, text: string) => {
    await button(page, host.edit).click();
    await editor.getByRole("button", { name: form.addOption }).click();
    await editor.getByLabel(form.option(letter), { exact: true }).fill(text);
  };
  await addOption("D", "Soup");
  await button(page, host.save).click();
  await toastSays(page, host.saved);
  await phone.locator("label.option", { hasText: "Soup" }).waitFor();
  await addOption("E", "Stew");
  await strangerVotes(stage, made, [3]);
  await page.getByText(host.votedCount(1), { exact: true }).waitFor();
  await button(page, host.save).click();
  await editor.getByRole("alert").getByText(details["has-votes"]).waitFor();
  expect((await truthOf(stage, made)).poll.questions[0]?.options).toEqual(["Pizza", "Sushi", "Salad", "Soup"]);
  // What was typed is still there until the host lets go of it.
  expect(await editor.getByLabel(form.option("E"), { exact: true }).inputValue()).toBe("Stew");
  await editor.getByLabel(form.option("E"), { exact: true }).press("Escape");
  await editor.waitFor({ state: "detached" });
});

test("[M5] a question is added while the poll runs; what it lacks is said at its field", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  const phone = await phoneAt(stage, made);
  await button(page, host.addQuestion).click();
  const added = page.getByRole("form", { name: host.addQuestion });
  await button(page, host.addIt).click();
  await added.getByRole("alert").getByText(form.lacksText).waitFor();
  await hasFocus(added.getByLabel(form.question, { exact: true }));
  for (const [at, text] of ["When?", "Now", "Later"].entries()) {
    if (at > 0) await page.keyboard.press("Enter");
    await page.keyboard.type(text);
  }
  await button(page, host.addIt).click();
  await page.getByRole("region", { name: "When?" }).getByRole("heading", { name: "When?" }).waitFor();
  await phone.getByText(vote.step(1, 2), { exact: true }).waitFor();
  await voteOn(phone, "Pizza");
  await button(phone, vote.nextQuestion).click();
  await voteOn(phone, "Later");
  await isCounted(stage, made, [0, 1], "q2");
});

test("[H6] only a click brings another question under the controls; where the host paces, also a step of the room", async () => {
  const questions = [1, 2, 3].map((number) => ({ text: `Question no. ${number}`, options: ["Yes", "No"] }));
  const under = (console: Page) => console.locator(".live h2").textContent();
  const listed = (console: Page, number: number) => console.locator(".questionpick", { hasText: `no. ${number}` });
  const open = await makePoll(stage.server.origin, { questions });
  const { page } = await hostOf(stage, open);
  await strangerVotes(stage, open, [0], "q2");
  await listed(page, 2).getByText(host.votes(1)).waitFor();
  expect(await under(page)).toBe("Question no. 1");
  await listed(page, 2).click();
  await expect.poll(() => under(page), SOON).toBe("Question no. 2");
  await button(page, vote.next).click();
  await expect.poll(() => under(page), SOON).toBe("Question no. 3");

  const paced = await makePoll(stage.server.origin, { questions, pace: "host" });
  const [{ page: one }, { page: other }] = [await hostOf(stage, paced), await hostOf(stage, paced)];
  await button(one, run.first).click();
  await expect.poll(() => under(other), SOON).toBe("Question no. 1");
  // Looking ahead moves nothing but this console, and it stays there whatever the room does.
  await listed(other, 3).click();
  await expect.poll(() => under(other), SOON).toBe("Question no. 3");
  expect((await truthOf(stage, paced)).poll.current).toBe("q1");
  await button(one, run.close).click();
  await button(one, run.next).click();
  await expect.poll(() => under(one), SOON).toBe("Question no. 2");
  await other.getByText(run.roomIsAt(2)).waitFor();
  expect(await under(other)).toBe("Question no. 3");
  await button(other, run.goHere).click();
  await expect.poll(() => under(one), SOON).toBe("Question no. 3");
  expect((await truthOf(stage, paced)).poll.questions.map(({ phase }) => phase)).toEqual(["closed", "closed", "open"]);
});

test("[H7] a refused command says why", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  await page.locator("summary", { hasText: host.settings }).click();
  await page.getByLabel(form.title).fill("x".repeat(301));
  await page.keyboard.press("Tab");
  await toastSays(page, "The title is too long.");
  expect((await truthOf(stage, made)).poll.title).toBe("Friday");
  await button(page, host.reset).click();
  await sayYes(page, host.resetAsk.yes);
  await toastSays(page, host.resetDone);
  // On another device the reset is undone first.
  const headers = { "content-type": "application/json", authorization: `Bearer ${made.hostKey}` };
  const body = JSON.stringify({ command: "undo-reset", question: "q1" });
  await fetch(`${stage.server.origin}/api/polls/${made.id}/commands`, { method: "POST", headers, body });
  await button(page, ui.undo).click();
  await toastSays(page, details["nothing-to-undo"]);
});

test("[S2] a setting of the running poll takes effect with the click", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  const phone = await phoneAt(stage, made);
  await voteOn(phone, "Pizza");
  await saysFigures(phone, ["100%", "0%", "0%"]);
  await page.locator("summary", { hasText: host.settings }).click();
  await page.getByLabel(form.resultsName.host).click();
  await saysFigures(phone, []);
  await saysSight(page, host.sight.none);
  await page.getByRole("switch", { name: form.revote.label }).click();
  await phone.getByText(vote.counts).waitFor();
  await page.getByLabel(form.title).fill("Saturday");
  await page.keyboard.press("Enter");
  await phone.locator(".vote-title", { hasText: "Saturday" }).waitFor();
});

test("[H2] with votes in, what is written can be asked as a new question of any kind, or the votes are reset first", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  await strangerVotes(stage, made, [1]);
  await page.getByText(host.votedCount(1), { exact: true }).waitFor();
  const editor = page.getByRole("form", { name: host.editing });
  await button(page, host.edit).click();
  await button(page, host.asNew).click();
  await editor.getByLabel(form.kindName.rating).check();
  await editor.getByLabel(form.question, { exact: true }).fill("How good was it?");
  await editor.getByRole("button", { name: host.addIt }).click();
  await toastSays(page, host.added);
  expect((await truthOf(stage, made)).poll.questions).toMatchObject([
    { kind: "choice", options: ["Pizza", "Sushi", "Salad"] },
    { kind: "rating", text: "How good was it?", steps: 5 },
  ]);
  await isCounted(stage, made, [0, 1, 0]);
  await button(page, host.edit).click();
  expect(await editor.getByRole("button", { name: form.addOption }).isDisabled()).toBe(true);
  await button(page, host.resetFirst).click();
  await page.getByRole("dialog").getByRole("button", { name: host.resetAsk.yes }).click();
  await editor.getByRole("button", { name: form.addOption }).click();
  await editor.getByLabel(form.option("D"), { exact: true }).fill("Soup");
  await button(page, host.save).click();
  await expect
    .poll(async () => (await truthOf(stage, made)).poll.questions[0]?.options, { timeout: 5_000 })
    .toEqual(["Pizza", "Sushi", "Salad", "Soup"]);
});
