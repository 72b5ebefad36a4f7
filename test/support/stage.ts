/** What browser tests share: one real server, one Chromium, and people in it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { launchChromium } from "./chromium.ts";
import { type Server, startServer } from "./server.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const PHONE = { width: 390, height: 844 };

export const PROJECTOR = { width: 1920, height: 1080 };

export interface Stage {
  server: Server;
  browser: Browser;
  /** A person with a device of their own: other storage, other identity. */
  person(options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page }>;
}

export function useStage(): Stage {
  const stage = {} as Stage;
  const contexts: BrowserContext[] = [];
  const troubles: string[] = [];
  beforeAll(async () => {
    stage.browser = await launchChromium();
    stage.server = await startServer();
    stage.person = async (options = {}) => {
      const context = await stage.browser.newContext({ viewport: PHONE, hasTouch: false, ...options });
      contexts.push(context);
      const page = await context.newPage();
      // What a page throws, and what its policy stops, is a defect wherever it happens.
      page.on("pageerror", (error) => troubles.push(String(error)));
      page.on("console", (message) => {
        if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) troubles.push(message.text());
      });
      return { context, page };
    };
  }, 180_000);
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await stage.browser?.close();
    await stage.server?.stop();
    expect(troubles).toEqual([]);
  }, 60_000);
  return stage;
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** WCAG 2.2 A and AA; [] when there is nothing to mend. Runs in the page's own world through the debugger, which its policy does not stop. */
export async function violationsOn(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setBypassCSP", { enabled: true });
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return result.value as unknown;
  };
  await evaluate(`${AXE};0`);
  const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const { violations } = (await evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResult;
  await session.detach();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}
