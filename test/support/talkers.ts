/** What people do in a room that talks, and how a page shows it. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Made } from "../../src/protocol/server.ts";

export const TALK = { chat: "open", questions: "open", reactions: true } as const;
export const LUNCH = { kind: "choice", text: "Where to?", options: ["Pizza", "Sushi", "Salad"] } as const;

export async function command(origin: string, made: Made, body: object): Promise<void> {
  await post(`${origin}/api/polls/${made.id}/commands`, `Bearer ${made.hostKey}`, body);
}

/** By somebody who has no page. */
export async function said(origin: string, made: Made, voter: number, body: object): Promise<void> {
  await post(`${origin}/api/polls/${made.id}/talk`, `Voter voter-number-${voter}-of-a-whole-room`, { n: Date.now(), ...body });
}

async function post(url: string, authorization: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json", authorization };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.status, await response.text()).toBe(200);
}

/** From now on: what moves without anybody having touched the page. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      type Shift = PerformanceEntry & { hadRecentInput: boolean; sources: { node: Node | null }[] };
      for (const { hadRecentInput, sources } of list.getEntries() as Shift[])
        if (!hadRecentInput) shifts.push(sources.map(({ node }) => (node as Element | null)?.className ?? "gone").join(", "));
    }).observe({ type: "layout-shift", buffered: true });
  });
}

export const shiftsOn = (page: Page) => page.evaluate("shifts");
export const dock = (page: Page, name: RegExp) => page.locator(".dock").getByRole("button", { name });
export const sheet = (page: Page) => page.locator(".talk-sheet");
export const lines = (page: Page) => page.locator(".talk-line .talk-text").allInnerTexts();
export const line = (page: Page, text: string) => page.locator(".talk-line", { hasText: text });

export async function write(page: Page, text: string): Promise<void> {
  await sheet(page).getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
}
