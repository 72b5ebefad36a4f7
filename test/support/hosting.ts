/** A running poll with its people: hosts, phones, and strangers who vote by HTTP. */
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import type { CommandBody } from "../../src/protocol/client.ts";
import type { Choice, Made, PollView, TallyView } from "../../src/protocol/server.ts";
import { host, vote } from "../../src/words/en.ts";
import { button, SOON } from "./making.ts";
import type { Stage } from "./stage.ts";

export const LUNCH = { title: "Friday", question: "Where to?", options: ["Pizza", "Sushi", "Salad"] };

interface Person {
  page: Page;
  context: BrowserContext;
}

/** With a clock that a test can put forward where it has to wait. */
export async function hostOf(stage: Stage, { id, hostKey }: Made, options?: BrowserContextOptions): Promise<Person> {
  const { page, context } = await stage.person({ viewport: { width: 1280, height: 900 }, ...options });
  await page.clock.install();
  await page.goto(`${stage.server.origin}/p/${id}/host#key=${hostKey}`);
  await isLive(page);
  return { page, context };
}

/** The console has its line: what a host does from here on is heard. */
export async function isLive(page: Page): Promise<void> {
  await page.locator(".health .chip", { hasText: host.wire.open }).waitFor();
}

export async function phoneAt(stage: Stage, { id }: Made): Promise<Page> {
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${id}`);
  await page.locator("h1").first().waitFor();
  return page;
}

export async function voteOn(phone: Page, option: string): Promise<void> {
  await phone.locator("label.option", { hasText: option }).click();
  await button(phone, vote.vote).click();
  await phone.locator(".chip", { hasText: vote.chip.saved }).waitFor();
}

let voters = 0;

/** Somebody without our page. */
export async function strangerVotes(stage: Stage, { id }: Made, choice: Choice, question = "q1"): Promise<void> {
  const headers = { "content-type": "application/json", authorization: `Voter voter-number-${++voters}-of-this-test` };
  const body = JSON.stringify({ question, choice, n: 1 });
  const answer = await fetch(`${stage.server.origin}/api/polls/${id}/votes`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
}

/** Another host, without our page. */
export async function strangerCommands(stage: Stage, { id, hostKey }: Made, command: CommandBody): Promise<void> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${hostKey}` };
  const body = JSON.stringify(command);
  const answer = await fetch(`${stage.server.origin}/api/polls/${id}/commands`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
}

/** What the hub says to the host. */
export async function truthOf(stage: Stage, made: Made): Promise<{ poll: PollView; tallies: Record<string, TallyView> }> {
  const headers = { authorization: `Bearer ${made.hostKey}` };
  return (await fetch(`${stage.server.origin}/api/polls/${made.id}`, { headers })).json() as never;
}

export async function isCounted(stage: Stage, made: Made, counts: number[], question = "q1"): Promise<void> {
  await expect.poll(async () => (await truthOf(stage, made)).tallies[question]?.counts, SOON).toEqual(counts);
}

/** Answers the page's question before it does something. */
export async function sayYes(page: Page, yes: string): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: yes, exact: true }).click();
}

export async function isAsked(page: Page, title: string): Promise<void> {
  await page.getByRole("dialog", { name: title }).waitFor();
}

export async function toastSays(page: Page, sentence: string): Promise<void> {
  await page.locator(".toast", { hasText: sentence }).waitFor();
}
