/** A whole quiz on the big screen, in real Chromium, run by its keys: what fits, what is told when, and what keeps its place. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import WebSocket from "ws";
import type { Made } from "../../src/protocol/server.ts";
import { quizStage as words } from "../../src/words/en.ts";
import { hostOf } from "../support/hosting.ts";
import { SOON } from "../support/making.ts";
import { makePoll } from "../support/server.ts";
import { useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
const SIZES = [
  [1024, 768],
  [1920, 1080],
  [1280, 720],
] as const;
const QUIZ = {
  title: "Friday quiz",
  pace: "quiz",
  quiz: { autoStart: false, pauseSeconds: null, countdownSeconds: 2, teams: ["Owls", "Foxes"] },
  questions: [
    {
      kind: "choice",
      text: "Which planet has the most moons?",
      options: ["Jupiter", "Saturn", "Neptune", "Mars"],
      right: [1],
      seconds: 60,
    },
    { kind: "number", text: "How many bones?", from: 0, to: 300, answer: 206, tolerance: 4, unit: "bones", seconds: 60 },
  ],
} as const;

interface Player {
  say(message: object): void;
  leave(): void;
}

async function player({ id }: Made, name: string, team: number): Promise<Player> {
  const socket = new WebSocket(`${stage.server.origin.replace("http", "ws")}/ws/${id}`);
  const say = (message: object) => socket.send(JSON.stringify(message));
  await new Promise((open, failed) => socket.on("open", open).on("error", failed));
  const isIn = new Promise<void>((done) => socket.on("message", (frame) => String(frame).includes('"joined"') && done()));
  say({ type: "hello", voter: `the-token-of-the-player-${name}` });
  say({ type: "join", ref: 1, name, team });
  await isIn;
  return { say, leave: () => socket.close() };
}

/** What stands out of the screen or is cut by it, and what is too small for the back row. */
function flawsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const flaws: string[] = [];
    const { scrollHeight, scrollWidth } = document.documentElement;
    if (scrollHeight > innerHeight || scrollWidth > innerWidth) flaws.push(`scrolls: ${scrollWidth}x${scrollHeight}`);
    for (const box of document.querySelectorAll(".scene, .quiz-lobby, .quiz-ready, .quiz-podium"))
      if (box.scrollHeight > box.clientHeight + 1) flaws.push(`${box.className} is cut: ${box.scrollHeight} > ${box.clientHeight}`);
    const least = Math.min(innerHeight, innerWidth) / 30;
    for (const element of document.querySelectorAll(".stage *")) {
      const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (!says || element.closest(".visually-hidden, .stage-keys")) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < least) flaws.push(`${element.className} is ${size} px`);
    }
    return flaws;
  });
}

async function isFine(screen: Page, phase: string): Promise<void> {
  for (const [width, height] of SIZES) {
    await screen.setViewportSize({ width, height });
    await expect.poll(() => flawsOf(screen), { ...SOON, message: `${phase} at ${width}x${height}` }).toEqual([]);
  }
  for (const colorScheme of ["dark", "light"] as const) {
    await screen.emulateMedia({ colorScheme });
    expect(await violationsOn(screen), `${phase}, ${colorScheme}`).toEqual([]);
  }
}

const placesOf = (screen: Page) =>
  screen
    .locator(".quiz-panel, .quiz-panel-sign, .quiz-scene h1, .strip")
    .evaluateAll((boxes) => boxes.map((box) => JSON.stringify(box.getBoundingClientRect())));

test("[D13] [D15] [H21] a quiz is run by the space key alone, fits every screen in every phase, and nothing moves when the answer is told", {
  timeout: 120_000,
}, async () => {
  const made = await makePoll(stage.server.origin, QUIZ);
  const { context } = await hostOf(stage, made);
  const screen = await context.newPage();
  await screen.emulateMedia({ reducedMotion: "reduce" });
  await screen.goto(`${stage.server.origin}/p/${made.id}/present`);
  await screen.getByText(words.first).waitFor();
  await isFine(screen, "an empty lobby");
  const [ann, ben] = [await player(made, "Ann", 0), await player(made, "Ben the Magnificent", 1)];
  await screen.locator(".quiz-names").getByText("Ben the Magnificent").waitFor();
  await isFine(screen, "the lobby");
  await screen.keyboard.press("l");
  await screen.getByText(words.locked).waitFor();
  await screen.keyboard.press("Space");
  await screen.locator(".quiz-ready").waitFor();
  await screen.getByRole("heading", { name: QUIZ.questions[0].text }).waitFor();
  ann.say({ type: "vote", ref: 2, question: "q1", choice: [1], n: 1 });
  await screen.getByText(words.answeredOf(1, 2)).waitFor();
  expect(await screen.locator(".quiz-panel-share, .quiz-panel-mark").count(), "nothing is told yet").toBe(0);
  await isFine(screen, "a question");
  const before = await placesOf(screen);
  await screen.keyboard.press("Space");
  await screen.locator(".quiz-panel-right", { hasText: "Saturn" }).getByText(words.right).waitFor();
  expect(await placesOf(screen)).toEqual(before);
  expect(await screen.locator(".quiz-panel-mark").count()).toBe(1);
  await isFine(screen, "the answer");
  await screen.keyboard.press("Space");
  await screen.getByRole("heading", { name: words.leaderboard }).waitFor();
  expect(await screen.locator(".quiz-row .quiz-name > :first-child").allTextContents()).toEqual(["Ann", "Ben the Magnificent"]);
  await isFine(screen, "the places");
  await screen.keyboard.press("PageDown"); // as a clicker sends it
  await screen.getByText(words.howNumber(QUIZ.questions[1])).waitFor();
  await isFine(screen, "a number");
  ann.say({ type: "vote", ref: 3, question: "q2", choice: [206], n: 2 });
  ben.say({ type: "vote", ref: 3, question: "q2", choice: [100], n: 2 });
  await screen.locator(".quiz-right").getByText("206 bones").waitFor();
  await isFine(screen, "the right number");
  for (const heading of [words.leaderboard, words.podium, words.finalTable]) {
    await screen.keyboard.press("Space");
    await screen.getByRole("heading", { name: heading }).waitFor();
    await isFine(screen, heading);
  }
  expect(await screen.locator(".quiz-confetti").count(), "for who wants no motion").toBe(0);
  await screen.keyboard.press("?");
  await screen.getByText(words.keys.hostTitle).waitFor();
  await screen.keyboard.press("Escape");
  await screen.keyboard.press("Space");
  await screen.getByText(words.gameOf(2, 2)).waitFor();
  for (const one of [ann, ben]) one.leave();
});

test("[D13] [D6] without the host's key the screen follows by itself, goes from the answer to the places, and asks nothing of the hub", {
  timeout: 60_000,
}, async () => {
  const quick = { ...QUIZ.quiz, teams: [], autoStart: true, pauseSeconds: 4, countdownSeconds: 1 };
  const made = await makePoll(stage.server.origin, { ...QUIZ, quiz: quick, questions: [QUIZ.questions[0]] });
  const { page: screen } = await stage.person({ viewport: { width: 1280, height: 720 } });
  const sent: string[] = [];
  screen.on("websocket", (socket) => socket.on("framesent", ({ payload }) => sent.push(String(payload))));
  await screen.goto(`${stage.server.origin}/p/${made.id}/present`);
  const [ann, ben] = [await player(made, "Ann", 0), await player(made, "Ben", 0)];
  await screen.getByRole("heading", { name: QUIZ.questions[0].text }).waitFor();
  for (const key of ["Space", "l", "h"]) await screen.keyboard.press(key);
  ben.say({ type: "vote", ref: 2, question: "q1", choice: [0], n: 1 });
  ann.say({ type: "vote", ref: 2, question: "q1", choice: [1], n: 1 });
  await screen.locator(".quiz-panel-mark").waitFor();
  await screen.getByRole("heading", { name: words.leaderboard }).waitFor();
  await screen.locator(".quiz-confetti").waitFor({ state: "attached" });
  expect(await screen.locator(".quiz-step-name").allTextContents()).toEqual(["Ann", "Ben"]);
  expect(sent.filter((frame) => /"command"/.test(frame))).toEqual([]);
  for (const one of [ann, ben]) one.leave();
});
