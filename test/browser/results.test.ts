/** The results page of every kind: drawn, read, printed, shared. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { figures, results as words } from "../../src/words/en.ts";
import { strangerVotes } from "../support/hosting.ts";
import { makePoll } from "../support/server.ts";
import { PHONE, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
let made: Made;

const QUESTIONS = [
  { text: "Where to?", options: ["Pizza", "Sushi", "Salad"] },
  { text: "Which days?", options: ["Monday", "Tuesday", "Wednesday"], max: 3, look: "columns" },
  { text: "Shall we?", options: ["Yes", "No"], look: "donut" },
  { kind: "rating", text: "How was it?", labels: ["poor", "great"] },
  { kind: "number", text: "How many beans?", from: 0, to: 1000, unit: "beans", answer: 463 },
  { kind: "ranking", text: "What first?", options: ["Speed", "Docs", "Bugs", "Design"] },
  { kind: "ranking", text: "What last?", options: ["Speed", "Docs", "Bugs", "Design"], method: "schulze" },
  { kind: "text", text: "One word?", look: "cloud" },
  { kind: "text", text: "Anything else?", look: "wall" },
];

const DESK = { width: 1280, height: 900 };

beforeAll(async () => {
  made = await makePoll(stage.server.origin, { title: "Friday", questions: QUESTIONS });
  for (let voter = 0; voter < 5; voter++) {
    const order = voter < 2 ? [1, 0, 3, 2] : voter < 4 ? [0, 3] : [2, 1];
    const choices = [[voter % 2], [0, 2], [0], [1 + voter], [400 + 20 * voter], order, order, ["calm"], [`answer ${voter}`]];
    for (const [at, choice] of choices.entries()) await strangerVotes(stage, made, choice as number[], `q${at + 1}`);
  }
}, 180_000);

/** With a timeline of five minutes: a test's own votes take no time. */
async function resultsOn(page: Page): Promise<void> {
  await page.route(`**/api/polls/${made.id}/results`, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as object;
    const [from, ballots] = ["2026-11-20T09:00:00.000Z", [1, 2, 4, 4, 5]];
    const counts = ballots.map((sum) => [Math.ceil(sum / 2), Math.floor(sum / 2), 0]);
    await route.fulfill({ response, json: { ...body, timeline: { q1: { from, stepMs: 60_000, ballots, counts } } } });
  });
  await page.goto(`${stage.server.origin}/p/${made.id}/results`);
  await page.locator(".course").waitFor();
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [PHONE, DESK]) {
    test(`[F6][D8] every kind is shown, ${colorScheme}, ${viewport.width} px`, async () => {
      const { page } = await stage.person({ viewport, colorScheme });
      await resultsOn(page);
      expect(await page.locator(".result h2").allTextContents()).toEqual(QUESTIONS.map(({ text }) => text));
      expect(await page.locator(".result .fig").count()).toBeGreaterThanOrEqual(QUESTIONS.length);
      await page.getByText(figures.value(440, "beans")).first().waitFor();
      expect(await page.locator(".fig-why").count()).toBe(2);
      await page.getByRole("img", { name: /^5 votes from/ }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    });
  }
}

test("[F8] paper is light, without buttons and links, and no question is torn apart", async () => {
  const { page } = await stage.person({ viewport: DESK, colorScheme: "dark" });
  await resultsOn(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const paper = await page.evaluate(() => {
    const isShown = (element: Element) => (element as HTMLElement).checkVisibility();
    return {
      ground: getComputedStyle(document.documentElement).getPropertyValue("--paper").trim(),
      controls: [...document.querySelectorAll("button, a, input")].filter(isShown).map(({ textContent }) => textContent?.trim()),
      torn: [...document.querySelectorAll(".result")].filter((result) => getComputedStyle(result).breakInside !== "avoid").length,
    };
  });
  expect(paper).toEqual({ ground: "#f9f4ea", controls: ["Showhands"], torn: 0 });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
});

/** Of each twentieth point: where lines are smooth there are many, on an empty ground there is one. */
async function coloursOf(page: Page): Promise<number> {
  return page.locator(".picture img").evaluate((image: HTMLImageElement) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 180, canvas.width, canvas.height - 320); // between question and foot
    const seen = new Set<string>();
    for (let at = 0; at < data.length; at += 80) seen.add(data.subarray(at, at + 3).join());
    return seen.size;
  });
}

for (const [shape, width, height] of [
  ["wide", 1200, 630],
  ["square", 1080, 1080],
] as const) {
  test(`[F9] the ${shape} picture is a PNG of ${width} by ${height}, with a figure in it`, async () => {
    const { page } = await stage.person({ viewport: PHONE });
    await resultsOn(page);
    for (const { text } of QUESTIONS) {
      await page.getByRole("button", { name: words.pictureOf(text), exact: true }).click();
      await page.getByRole("radio", { name: words.pictureSizes[shape] }).check();
      await page.locator(`.picture-${shape} img`).waitFor();
      if (text === "Where to?") expect(await violationsOn(page)).toEqual([]);
      const saving = page.waitForEvent("download");
      await page.getByRole("button", { name: words.savePicture, exact: true }).click();
      const saved = await saving;
      const bytes = readFileSync(await saved.path());
      expect(saved.suggestedFilename()).toBe(`${text.slice(0, -1).replaceAll(" ", "-")}.png`);
      expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height]);
      expect(await coloursOf(page)).toBeGreaterThan(3); // ground, words, mark, and the figure's own
      await page.getByRole("button", { name: words.close, exact: true }).click();
    }
  });
}

test("[F7] a host sees hidden results only after asking, anybody else never", async () => {
  const hidden = await makePoll(stage.server.origin, { ...QUESTIONS[0], question: "Where to?", results: "host" });
  await strangerVotes(stage, hidden, [1]);
  const { page } = await stage.person({ viewport: DESK });
  await page.goto(`${stage.server.origin}/p/${hidden.id}/results`);
  await page.getByText(words.hidden).waitFor();
  expect(await page.getByRole("button", { name: words.showAll }).count()).toBe(0);
  await page.goto(`${stage.server.origin}/p/${hidden.id}/host#key=${hidden.hostKey}`);
  await page.locator("h2").first().waitFor();
  await page.goto(`${stage.server.origin}/p/${hidden.id}/results`);
  await page.getByText(words.hidden).waitFor();
  expect(await page.locator(".fig").count()).toBe(0);
  await page.getByRole("button", { name: words.showAll }).click();
  await page.locator(".fig strong", { hasText: "100%" }).waitFor();
  await page.getByText(words.onlyYou).waitFor();
  expect(await violationsOn(page)).toEqual([]);
});

test("[F6] what one frame has no room for is on the page whole", async () => {
  const long = await makePoll(stage.server.origin, { questions: [{ kind: "text", text: "Anything?", look: "wall" }] });
  const answers = Array.from({ length: 70 }, (_, at) => `answer number ${at}`);
  for (const answer of answers) await strangerVotes(stage, long, [answer] as never);
  const { page } = await stage.person({ viewport: DESK });
  await page.goto(`${stage.server.origin}/p/${long.id}/results`);
  await expect.poll(() => page.locator(".fig-card").count(), { timeout: 10_000 }).toBe(answers.length);
});
