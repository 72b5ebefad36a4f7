/** Phones in a room that the host paces: following, waiting, a clock, a second round. */
import { expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { answer, vote } from "../../src/words/en.ts";
import { saysSaved, send } from "../support/phone.ts";
import { makePoll } from "../support/server.ts";
import { useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();

async function command({ id, hostKey }: Made, body: object): Promise<void> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${hostKey}` };
  const address = `${stage.server.origin}/api/polls/${id}/commands`;
  const answered = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answered.status, await answered.text()).toBe(200);
}

const PACED = {
  pace: "host",
  questions: [
    { text: "Where to?", options: ["Pizza", "Sushi"] },
    { kind: "text", text: "Why there?" },
    { kind: "rating", text: "How was it?", seconds: 6 },
  ],
};

test("[P36] [P35] phones follow the host at once; a half-filled answer is there when the host comes back; late ones land right", async () => {
  const made = await makePoll(stage.server.origin, PACED);
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${made.id}`);
  await page.getByRole("heading", { name: vote.hosted.title }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const at = (text: string) => page.locator("h1:focus", { hasText: text }).waitFor({ timeout: 2_000 });
  await command(made, { command: "next" });
  await at("Where to?");
  await command(made, { command: "next" });
  await at("Why there?");
  await page.locator("textarea").fill("because of");
  await command(made, { command: "back" });
  await at("Where to?");
  expect(await page.getByText(vote.closedNow).count()).toBe(1);
  await command(made, { command: "reopen", question: "q2" });
  await at("Why there?");
  expect(await page.locator("textarea").inputValue()).toBe("because of");
  const late = await stage.person();
  await late.page.goto(`${stage.server.origin}/p/${made.id}`);
  await late.page.getByRole("heading", { name: "Why there?" }).waitFor();
  expect(await late.page.locator("h1").count()).toBe(1);
}, 60_000);

test("[P37] a countdown runs by the hub's clock and locks the form at its end", async () => {
  const made = await makePoll(stage.server.origin, { ...PACED, questions: [PACED.questions[2]] });
  const { page } = await stage.person();
  await page.addInitScript(() => {
    // This phone's clock is five minutes slow.
    const real = Date.now.bind(Date);
    Date.now = () => real() - 300_000;
  });
  await page.goto(`${stage.server.origin}/p/${made.id}`);
  await page.getByRole("heading", { name: vote.hosted.title }).waitFor();
  await page.waitForTimeout(800);
  await command(made, { command: "next" });
  await page.locator(".countdown-time").waitFor({ timeout: 2_000 });
  expect(await page.locator(".countdown-time").innerText()).toMatch(/^0:0[56]$/);
  await page.locator(".rating-step").nth(1).click();
  await page.getByText(vote.closedUnsent).waitFor({ timeout: 8_000 });
  expect(await page.locator(".rating-step input:enabled").count()).toBe(0);
}, 60_000);

test("[P40] asked once more, the form is empty and says what I answered before", async () => {
  const made = await makePoll(stage.server.origin, { ...PACED, questions: [PACED.questions[0]] });
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${made.id}`);
  await command(made, { command: "next" });
  await page.locator("label.option", { hasText: "Sushi" }).click();
  await send(page).click();
  await saysSaved(page);
  await command(made, { command: "again", question: "q1" });
  await page.getByText(answer.saidBefore("Sushi")).waitFor();
  expect(await page.locator("input:checked").count()).toBe(0);
}, 60_000);
