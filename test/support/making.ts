/** The make page as a person finds their way on it: by the names of what is there. */
import type { BrowserContext, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { PollView } from "../../src/protocol/server.ts";
import { form, make } from "../../src/words/en.ts";
import type { Stage } from "./stage.ts";

const LAPTOP = { width: 1280, height: 800 };
/** For what the page does by itself. */
export const SOON = { timeout: 5_000, interval: 30 };

export async function openMake(
  { person, server }: Stage,
  { viewport = LAPTOP, hasTouch = false } = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const { page, context } = await person({ viewport, hasTouch });
  await page.goto(server.origin);
  await question(page).waitFor();
  return { page, context };
}

export const question = (page: Page, number = 1) =>
  page.getByRole("region", { name: make.questionNumber(number) }).locator(".questionfield");
export const option = (page: Page, letter: string, number = 1) =>
  page.getByRole("region", { name: make.questionNumber(number) }).getByLabel(form.option(letter), { exact: true });
export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const texts = (fields: Locator) => fields.evaluateAll((all) => all.map((field) => (field as HTMLTextAreaElement).value));
export const options = (page: Page, number = 1) =>
  texts(page.getByRole("region", { name: make.questionNumber(number) }).locator(".optrow .input"));
export const questions = (page: Page) => texts(page.locator(".questionfield"));
export const saysOptions = (page: Page, expected: string[]) => expect.poll(() => options(page), SOON).toEqual(expected);
export const hasFocus = (field: Locator) =>
  expect.poll(() => field.evaluate((element) => element === document.activeElement), SOON).toBe(true);

/** Words in the first question and its options, as somebody would type them. */
export async function write(page: Page, text: string, all: readonly string[]): Promise<void> {
  await question(page).focus();
  await page.keyboard.insertText(text);
  for (const one of all) {
    await page.keyboard.press("Enter");
    await page.keyboard.insertText(one);
  }
  await saysOptions(page, all.length > 1 ? [...all] : [...all, ""]);
}

/** The body that was sent to make a poll. */
export async function sentBy(page: Page, act: () => Promise<unknown>): Promise<{ questions: object[] } & Record<string, unknown>> {
  const [request] = await Promise.all([
    page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/api/polls")),
    act(),
  ]);
  return request.postDataJSON();
}

/** The line that the settings of a poll are folded behind. */
export const settingsLine = (page: Page) => page.locator(".make-form > .fold > summary");
export const becameHost = (page: Page) => page.waitForURL(/\/p\/[a-z0-9]{15}\/host$/);

/** As the server has it, behind the host page that making it led to. */
export async function pollMade({ server }: Stage, page: Page): Promise<PollView> {
  const id = new URL(page.url()).pathname.split("/")[2];
  return ((await (await fetch(`${server.origin}/api/polls/${id}`)).json()) as { poll: PollView }).poll;
}
