/**
 * What browser tests share, and how one of them gets it: `const stage = useStage()` at the top of a file, then
 * - `stage.server`: one real server for all files, started in test/browser/server.ts. Make polls of your own on it; the limits by address are
 *   everybody's (300 polls a minute; codes are tried in join.test.ts alone). A test that kills or configures a server starts its own, `startServer()`.
 * - `await stage.person({ viewport, colorScheme, ... })`: a device of its own with one page, in a Chromium that stays from file to file. It is
 *   closed behind the test (one of `beforeAll` too), and what its page throws or its policy stops fails the test.
 * - `await violationsOn(page)`: axe, [] when nothing is wrong; `await isStill(page)` before it where something fades or springs.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { afterEach, beforeAll, expect, inject } from "vitest";
import { launchChromium } from "./chromium.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const PHONE = { width: 390, height: 844 };

export const PROJECTOR = { width: 1920, height: 1080 };

export interface Stage {
  server: { origin: string; port: number; banner: string };
  /** A person with a device of their own: other storage, other identity. */
  person(options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page }>;
}

let launched: Promise<Browser> | undefined;

/** One for all the files of a worker, which keeps its modules from file to file; it goes when the worker does. */
export function theChromium(): Promise<Browser> {
  launched ??= launchChromium();
  return launched;
}

export function useStage(): Stage {
  const contexts: BrowserContext[] = [];
  const troubles: string[] = [];
  beforeAll(async () => void (await theChromium()), 180_000);
  // At once: an open page goes on moving, and slows down all that come after it.
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(troubles.splice(0)).toEqual([]);
  }, 60_000);
  return {
    server: { origin: inject("origin"), port: inject("port"), banner: inject("banner") },
    async person(options = {}) {
      const context = await (await theChromium()).newContext({ viewport: PHONE, hasTouch: false, ...options });
      contexts.push(context);
      const page = await context.newPage();
      // What a page throws, and what its policy stops, is a defect wherever it happens.
      page.on("pageerror", (error) => troubles.push(String(error)));
      page.on("console", (message) => {
        if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) troubles.push(message.text());
      });
      return { context, page };
    },
  };
}

/** Milliseconds: what moves for longer is a clock that runs out, or moves for ever. */
const MOTION_MS_MAX = 3_000;
/** Milliseconds: what begins again and again, as a clock's ticks do, is not waited for either; nor a frame that is never drawn. */
const STILL_WITHIN_MS = 5_000;

/** What a change set in motion has come to rest, and with it the colours of what fades in. */
export async function isStill(page: Page): Promise<void> {
  await page.evaluate(
    async ([longestMs, withinMs]) => {
      const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const moving = () =>
        document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().endTime) <= longestMs);
      const still = async () => {
        await drawn();
        for (let left = moving(); left.some(({ playState }) => playState === "running"); left = moving()) {
          await Promise.allSettled(left.map(({ finished }) => finished));
          await drawn();
        }
      };
      await Promise.race([still(), new Promise((resolve) => setTimeout(resolve, withinMs))]);
    },
    [MOTION_MS_MAX, STILL_WITHIN_MS] as const,
  );
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** WCAG 2.2 A and AA; [] when there is nothing to mend. */
export async function violationsOn(page: Page): Promise<string[]> {
  const debug = await debuggerOf(page);
  const options = { runOnly: WCAG, resultTypes: ["violations"] };
  const run = `globalThis.axe ? axe.run(document, ${JSON.stringify(options)}) : null`;
  let found = await evaluate<AxeResult | null>(debug, run);
  if (!found) {
    await evaluate(debug, `${AXE};0`);
    found = await evaluate<AxeResult | null>(debug, run);
  }
  return (found?.violations ?? []).map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}

const debuggers = new WeakMap<Page, CDPSession>();

/** Runs in the page's own world, which its policy does not stop. */
async function debuggerOf(page: Page): Promise<CDPSession> {
  const known = debuggers.get(page);
  if (known) return known;
  const session = await page.context().newCDPSession(page);
  debuggers.set(page, session);
  return session;
}

async function evaluate<T>(session: CDPSession, expression: string): Promise<T> {
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
  return result.value as T;
}
