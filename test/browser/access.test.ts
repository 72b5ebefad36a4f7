/** Every page in every light and width: no violation of WCAG 2.2 AA that axe can see, nothing wider than the screen, no request to anybody else. */
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { makePoll } from "../support/server.ts";
import { isStill, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
let made: Made;
let hidden: Made;

beforeAll(async () => {
  const lunch = {
    text: "Where do we go for lunch on Friday?",
    options: ["Pizza", "Sushi", "Salad", "The place with the long queue"],
  };
  const days = { text: "Which days suit you?", options: ["Monday", "Tuesday", "Wednesday"], max: 3 };
  made = await makePoll(stage.server.origin, { title: "Friday", questions: [lunch, days] });
  hidden = await makePoll(stage.server.origin, { questions: [lunch], results: "host" });
  for (const { id } of [made, hidden]) {
    for (let voter = 0; voter < 7; voter++) {
      const headers = { "content-type": "application/json", authorization: `Voter voter-number-${voter}-of-seven` };
      const body = JSON.stringify({ question: "q1", choice: [voter % 3], n: 1 });
      await fetch(`${stage.server.origin}/api/polls/${id}/votes`, { method: "POST", headers, body });
    }
  }
}, 180_000);

/** Where it is, and how one sees that it is drawn. */
const PAGES: Record<string, { path: () => string; ready: (page: Page) => Promise<unknown> }> = {
  make: { path: () => "/", ready: (page) => page.locator(".make-form").waitFor() },
  join: { path: () => "/j", ready: (page) => page.locator("form input").first().waitFor() },
  vote: { path: () => `/p/${made.id}`, ready: (page) => page.getByRole("radio").first().waitFor() },
  "vote, several answers": {
    path: () => `/p/${made.id}#q2`,
    ready: async (page) => {
      await page.locator("label.option").first().click();
      await page.getByRole("button", { name: "Vote", exact: true }).click();
      await page.getByRole("button", { name: "Next question" }).click();
      await page.locator("label.option").first().click();
    },
  },
  "vote, results hidden": { path: () => `/p/${hidden.id}`, ready: (page) => page.getByRole("radio").first().waitFor() },
  host: {
    path: () => `/p/${made.id}/host#key=${made.hostKey}`,
    ready: (page) => page.getByText(/voted/).first().waitFor(),
  },
  "host without a key": { path: () => `/p/${made.id}/host`, ready: (page) => page.getByRole("heading").first().waitFor() },
  present: { path: () => `/p/${made.id}/present`, ready: (page) => page.locator(".scene h1").waitFor() },
  results: { path: () => `/p/${made.id}/results`, ready: (page) => page.getByText("Pizza").first().waitFor() },
  gone: { path: () => "/p/222222222222222", ready: (page) => page.getByRole("heading").first().waitFor() },
};

for (const [name, { path, ready }] of Object.entries(PAGES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`[D8] ${name}, ${colorScheme}`, async () => {
      const { page, context } = await stage.person({ colorScheme });
      const foreign: string[] = [];
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).host !== new URL(stage.server.origin).host)
          foreign.push(request.url());
      });
      await page.goto(`${stage.server.origin}${path()}`);
      await ready(page);
      for (const [width, height] of [
        [320, 568],
        [390, 844],
        [1920, 1080],
      ] as const) {
        await page.setViewportSize({ width, height });
        await isStill(page);
        expect(await violationsOn(page), `${name} at ${width}`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, `${name} is wider than ${width} px`).toBeLessThanOrEqual(0);
      }
      expect(foreign).toEqual([]);
      expect(await context.cookies()).toEqual([]);
    }, 60_000);
  }
}
