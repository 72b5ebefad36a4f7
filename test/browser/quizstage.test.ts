/** A quiz on the big screen, in real Chromium: what it shows by itself, and what it asks of the hub. */
import { expect, test } from "vitest";
import WebSocket from "ws";
import type { Made } from "../../src/protocol/server.ts";
import { quizStage as words } from "../../src/words/en.ts";
import { makePoll } from "../support/server.ts";
import { useStage } from "../support/stage.ts";

const stage = useStage();
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
