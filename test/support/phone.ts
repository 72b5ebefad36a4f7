/** A phone's vote page as a person finds their way on it, and what the hub says about it. */
import type { Page } from "playwright-core";
import type { Made, Snapshot } from "../../src/protocol/server.ts";
import { vote } from "../../src/words/en.ts";

/** The script has taken over: only it draws the live region. */
export const ready = (page: Page) => page.locator(".vote > [role=status]").waitFor({ state: "attached" });
export const send = (page: Page) => page.locator("button[type=submit]");
export const saysSaved = (page: Page) => page.locator(".chip", { hasText: vote.chip.saved }).waitFor();

/** What counts for the person on this page. */
export async function counted(origin: string, page: Page, { id }: Made): Promise<unknown> {
  const voter = await page.evaluate((name) => localStorage.getItem(name), `showhands:voter:${id}`);
  const seen = await fetch(`${origin}/api/polls/${id}`, { headers: { authorization: `Voter ${voter}` } });
  return ((await seen.json()) as Snapshot).mine?.q1?.choice;
}
