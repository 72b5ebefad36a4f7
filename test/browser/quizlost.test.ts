/** [Z11] [Y3] A player whose network is gone for five seconds, once in each phase of a game: name, answers, points and streak are what they would have been. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Made, Snapshot } from "../../src/protocol/server.ts";
import { play as words } from "../../src/words/en.ts";
import { playerAt } from "../support/players.ts";
import { type Network, startProxy } from "../support/proxy.ts";
import { makePoll } from "../support/server.ts";
import { useStage } from "../support/stage.ts";

const stage = useStage();
let network: Network;
beforeAll(async () => {
  network = await startProxy(stage.server.port);
}, 180_000);
afterAll(() => network?.close());

const LOST_MS = 5_000;
const GAME = {
  pace: "quiz",
  quiz: { scoring: "flat", streaks: true, autoStart: false, countdownSeconds: 10, pauseSeconds: null },
  questions: ["one", "two", "three"].map((text) => ({ text, options: ["wrong", "right"], right: [1], seconds: 20 })),
};

/** Gone for five seconds, with what happens meanwhile. */
async function lost(meanwhile: () => Promise<unknown> = async () => {}): Promise<void> {
  network.cut();
  const done = meanwhile();
  await new Promise((resolve) => setTimeout(resolve, LOST_MS));
  await done;
  network.heal();
}

async function command({ id, hostKey }: Made, body: object): Promise<void> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${hostKey}` };
  const address = `${stage.server.origin}/api/polls/${id}/commands`;
  const answered = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answered.status, await answered.text()).toBe(200);
}

async function playerOn(page: Page, { id }: Made): Promise<Snapshot["player"]> {
  const voter = await page.evaluate((name) => localStorage.getItem(name), `showhands:voter:${id}`);
  const seen = await fetch(`${stage.server.origin}/api/polls/${id}`, { headers: { authorization: `Voter ${voter}` } });
  return ((await seen.json()) as Snapshot).player;
}

const shows = (page: Page, selector: string, text: string) =>
  page.locator(selector, { hasText: text }).waitFor({ timeout: 15_000 });

test("[Z11] [Y3] the network is gone for 5 s in every phase", { timeout: 180_000 }, async () => {
  const made = await makePoll(stage.server.origin, GAME);
  const { page } = await stage.person();
  await page.goto(`${network.origin}/p/${made.id}`);
  await page.getByLabel(words.join.name).fill("Ann");
  // The wish to be in waits for the network like any answer.
  await lost(() => page.locator("button[type=submit]").click());
  await page.locator(".play-lobby").waitFor({ timeout: 15_000 });
  const ben = await playerAt(stage.server, made, "Ben");
  await lost();
  await page.locator(".play-lobby").waitFor();

  await command(made, { command: "quiz-start" });
  await page.locator(".play-countdown").waitFor();
  await lost();
  await shows(page, "form.play-ask h1", "one");

  // Tapped without a network: counted when it is back. Then gone again, over the lock and the reveal.
  await lost(() => page.locator(".play-tile", { hasText: "right" }).click());
  await shows(page, ".play-bar", words.in);
  await lost(async () => ben.answer("q1", [0]));
  await shows(page, ".play-reveal h1", words.verdict.right.title);
  expect(await playerOn(page, made)).toMatchObject({ place: { name: "Ann", points: 1_000, rank: 1 } });
  await lost();
  await shows(page, ".play-reveal h1", words.verdict.right.title);

  // The next question begins while she is away.
  await lost(() => command(made, { command: "quiz-next" }));
  await shows(page, "form.play-ask h1", "two");
  await page.locator(".play-tile", { hasText: "right" }).click();
  await shows(page, ".play-bar", words.in);
  ben.answer("q2", [1]);
  await shows(page, ".play-reveal h1", words.verdict.right.title);
  await command(made, { command: "quiz-next" });
  await shows(page, "form.play-ask h1", "three");
  await page.locator(".play-tile", { hasText: "right" }).click();
  ben.answer("q3", [1]);
  await shows(page, ".play-reveal h1", words.verdict.right.title);
  await lost(() => command(made, { command: "quiz-finish" }));
  await shows(page, ".play-end h1", words.end.title(1));
  // 1,000 each, and 100 and 200 more for two and three in a row.
  expect(await playerOn(page, made)).toMatchObject({ place: { name: "Ann", points: 3_300, rank: 1 } });
  ben.leave();
});
