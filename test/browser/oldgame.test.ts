/** The older system's own game, as people play it: phones and a big screen in real Chromium, all of it by itself. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Made, Snapshot } from "../../src/protocol/server.ts";
import { quizStage, play as words } from "../../src/words/en.ts";
import { strangerCommands } from "../support/hosting.ts";
import { makePoll } from "../support/server.ts";
import { isStill, PROJECTOR, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();

const SECONDS = 10;
const TEN = 10; // points, as the older system gave them
const QUESTIONS = ["first", "second", "third", "fourth", "fifth"].map((which) => `The ${which} question?`);
const RIGHT = "Bravo";
const GAME = {
  title: "The old game",
  pace: "quiz",
  quiz: { scoring: "ten", autoStart: true, minPlayers: 2, countdownSeconds: 3, pauseSeconds: 3 },
  questions: QUESTIONS.map((text) => ({ text, options: ["Alfa", RIGHT, "Charlie", "Delta"], right: [1], seconds: SECONDS })),
};

const questionOn = (page: Page, at: number) => page.locator("form.play-ask h1", { hasText: QUESTIONS[at] ?? "?" }).waitFor();
const revealOn = (page: Page, verdict: keyof typeof words.verdict) =>
  page.locator(".play-reveal h1", { hasText: words.verdict[verdict].title }).waitFor();
const isIn = (page: Page) => page.locator(".play-bar", { hasText: words.in }).waitFor();
const strip = (page: Page) => page.locator(".play-strip");
const tap = (page: Page, option: string) => page.locator(".play-tile", { hasText: option }).click();

async function phoneOf({ id }: Made): Promise<Page> {
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/p/${id}`);
  await page.locator(".play-join").waitFor();
  return page;
}

async function join(page: Page, name: string): Promise<void> {
  await page.getByLabel(words.join.name).fill(name);
  await page.locator("button[type=submit]").click();
}

/** By what a keyboard has, and nothing else: forward until the element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 20; step++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no way by the keyboard to ${selector}`);
}

async function tokenOf(page: Page, { id }: Made): Promise<string> {
  return (await page.evaluate((name) => localStorage.getItem(name), `showhands:voter:${id}`)) ?? "";
}

async function seenBy(token: string, { id }: Made): Promise<Snapshot> {
  const answer = await fetch(`${stage.server.origin}/api/polls/${id}`, { headers: { authorization: `Voter ${token}` } });
  return (await answer.json()) as Snapshot;
}

async function voteRaw(token: string, { id }: Made, question: string) {
  const headers = { "content-type": "application/json", authorization: `Voter ${token}` };
  const body = JSON.stringify({ question, choice: [1], n: 50 });
  const answer = await fetch(`${stage.server.origin}/api/polls/${id}/votes`, { method: "POST", headers, body });
  return (await answer.json()) as object;
}

/** The player's name and points stand on the phone after a reload, in the same phase. */
async function reloads(page: Page, name: string, points: number): Promise<void> {
  await page.reload();
  // Whole: ten points are not none.
  await strip(page)
    .filter({ hasText: name })
    .filter({ has: page.getByText(words.points(points), { exact: true }) })
    .waitFor();
}

const podiumOf = (page: Page, steps: string) =>
  page.locator(steps).evaluateAll((all) => all.map((one) => (one.textContent ?? "").replace(/\s+/g, " ")));

test("[Y1] [Y2] [Y3] [Z8] [Z9] [Z10] [Z14] [Z17] two phones, then a third who comes late, and one that reloads in each phase", {
  timeout: 120_000,
}, async () => {
  const made = await makePoll(stage.server.origin, GAME);
  const { page: screen } = await stage.person({ viewport: PROJECTOR });
  await screen.goto(`${stage.server.origin}/p/${made.id}/present`);
  const [ann, ben] = await Promise.all([phoneOf(made), phoneOf(made)]);
  await join(ann, "Ann");
  await ann.getByText(words.lobby.waitsFor(1)).waitFor();

  const benToken = await tokenOf(ben, made);
  const gameNow = async () => (await seenBy(benToken, made)).poll.quiz;
  const asked = Date.now();
  await join(ben, "Ben");
  await ben.locator(".play-countdown").waitFor();
  const startsAt = (await gameNow())?.until ?? 0;
  expect(startsAt - asked, "three seconds behind the second one's joining").toBeGreaterThanOrEqual(3_000);
  expect(startsAt - Date.now()).toBeLessThanOrEqual(3_000);
  // While she reloads there is only one in the room: the three seconds begin again with her.
  await reloads(ann, "Ann", 0);
  await ann.locator(".play-countdown").waitFor();
  const { until } = (await gameNow()) ?? {};
  await Promise.all([questionOn(ann, 0), questionOn(ben, 0)]);
  const quiz = await gameNow();
  expect((quiz?.endsAt ?? 0) - (quiz?.from ?? 0)).toBe(SECONDS * 1_000);
  expect((quiz?.from ?? 0) - (until ?? 0)).toBeGreaterThanOrEqual(0);
  expect((quiz?.from ?? 0) - (until ?? 0)).toBeLessThan(1_000);

  // Reloaded in the question, answered, and reloaded again: the answer stays.
  await reloads(ann, "Ann", 0);
  await questionOn(ann, 0);
  await tap(ann, RIGHT);
  await isIn(ann);
  await reloads(ann, "Ann", 0);
  await isIn(ann);
  expect(await ann.locator(".play-tile[aria-pressed=true]").innerText()).toContain(RIGHT);
  await tap(ben, "Alfa");
  await Promise.all([revealOn(ann, "right"), revealOn(ben, "wrong")]);
  expect(Date.now() - (quiz?.from ?? 0), "both have answered, so it ends early").toBeLessThan(SECONDS * 1_000);
  await reloads(ann, "Ann", TEN);

  // Only one answers; the question takes its time, and what the other sends then is refused.
  await questionOn(ann, 1);
  await tap(ann, RIGHT);
  const cara = await phoneOf(made);
  await cara.getByText(words.join.late(2, QUESTIONS.length)).waitFor();
  await join(cara, "Cara");
  await questionOn(cara, 1);
  await tap(cara, RIGHT);
  const second = await gameNow();
  // The answer stands for three seconds only.
  await Promise.all([screen.locator(".quiz-panel-mark").waitFor(), revealOn(ben, "none")]);
  expect(Date.now() - (second?.from ?? 0)).toBeGreaterThanOrEqual(SECONDS * 1_000);
  expect(await voteRaw(benToken, made, "q2")).toMatchObject({ error: { code: "closed" } });

  for (const at of [2, 3, 4]) {
    await Promise.all([ann, ben, cara].map((page) => questionOn(page, at)));
    await tap(ann, at === 4 ? "Delta" : RIGHT);
    await tap(ben, RIGHT);
    await tap(cara, RIGHT);
    const board = screen.getByRole("heading", { name: at === 4 ? quizStage.podium : quizStage.leaderboard });
    await Promise.all([revealOn(cara, "right"), board.waitFor()]);
    if (at === 2) await reloads(ann, "Ann", 3 * TEN);
  }

  // Ann 4 of 5; Cara 4 of the 4 that she saw; Ben 3 of 5. Equals share a place.
  const titles = [words.end.title(1), words.end.title(3), words.end.title(1)];
  for (const [at, page] of [ann, ben, cara].entries()) await page.locator(".play-end h1", { hasText: titles[at] ?? "?" }).waitFor();
  await reloads(ann, "Ann", 4 * TEN);
  const { place } = (await seenBy(await tokenOf(ann, made), made)).player ?? {};
  expect(place).toMatchObject({ name: "Ann", points: 4 * TEN, rank: 1 });
  for (const [page, steps] of [
    [ben, ".play-podium .play-step"],
    [screen, ".quiz-step"],
  ] as const) {
    await page.locator(steps).first().waitFor();
    const shown = await podiumOf(page, steps);
    expect(shown.length).toBe(3);
    for (const [at, [name, points]] of [
      ["Ann", 40],
      ["Cara", 40],
      ["Ben", 30],
    ].entries()) {
      expect(shown[at]).toContain(name);
      expect(shown[at]).toContain(String(points));
    }
  }
});

test("[Y2] [Y3] [D8] one by the keyboard alone; axe finds nothing on a phone or the big screen in any phase", {
  timeout: 120_000,
}, async () => {
  const calm = { reducedMotion: "reduce" } as const;
  // Nothing ends by itself while axe looks: all have answered, or the host goes on.
  const slow = { ...GAME.quiz, countdownSeconds: 10, pauseSeconds: 600 };
  const questions = GAME.questions.slice(0, 2).map((question) => ({ ...question, seconds: 120 }));
  const made = await makePoll(stage.server.origin, { ...GAME, quiz: slow, questions });
  const goOn = () => strangerCommands(stage, made, { command: "quiz-next" });
  const { page: screen } = await stage.person({ viewport: PROJECTOR, ...calm });
  await screen.goto(`${stage.server.origin}/p/${made.id}/present`);
  const [keys, other] = await Promise.all([phoneOf(made), phoneOf(made)]);
  const isClean = async (phase: string) => {
    await Promise.all([isStill(keys), isStill(screen)]);
    const [phone, wall] = await Promise.all([violationsOn(keys), violationsOn(screen)]);
    expect({ phase, phone, wall }).toEqual({ phase, phone: [], wall: [] });
  };
  await isClean("join");
  await tabTo(keys, ".play-join input");
  await keys.keyboard.type("Kay");
  await keys.keyboard.press("Enter");
  await keys.locator(".play-lobby").waitFor();
  await isClean("lobby");
  await join(other, "Otto");
  await keys.locator(".play-countdown").waitFor();
  await isClean("countdown");

  await questionOn(keys, 0);
  await keys.locator("h1:focus", { hasText: QUESTIONS[0] ?? "?" }).waitFor();
  await isClean("question");
  await tabTo(keys, ".play-tile:nth-child(2)");
  await keys.keyboard.press("Enter");
  await isIn(keys);
  await isClean("answered");
  await tap(other, "Alfa");
  await revealOn(keys, "right");
  await isClean("reveal");
  await screen.getByRole("heading", { name: quizStage.leaderboard }).waitFor();
  await isClean("leaderboard");

  await goOn();
  await questionOn(keys, 1);
  await keys.keyboard.press("2");
  await isIn(keys);
  await tap(other, RIGHT);
  await revealOn(keys, "right");
  await goOn();
  await keys.locator(".play-end h1", { hasText: words.end.title(1) }).waitFor();
  await isClean("end");
  await tabTo(keys, ".play-end a");
  const { player } = await seenBy(await tokenOf(keys, made), made);
  expect(player?.place).toMatchObject({ name: "Kay", points: 2 * TEN, rank: 1 });
});
