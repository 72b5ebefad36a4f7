/** What a host makes in a world. */
import { now } from "./globals.ts";

const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(now.chance() * items.length)] as Item;

export function aPoll(talks: boolean): object {
  return {
    ...(talks && { talk: { chat: "open", questions: "open" } }),
    pace: pick(["open", "open", "host"]),
    results: pick(["always", "after-vote", "after-close", "host"]),
    showFrom: pick([0, 0, 2]),
    revote: now.chance() < 0.8,
    questions: [
      { text: "One of three", options: ["a", "b", "c"], ...(now.chance() < 0.2 && { seconds: 20 }) },
      { text: "Up to two of three", options: ["a", "b", "c"], max: 2 },
    ],
  };
}

export function aQuiz(): object {
  return {
    pace: "quiz",
    quiz: {
      autoStart: now.chance() < 0.5,
      pauseSeconds: pick([5, null]),
      countdownSeconds: 3,
      scoring: pick(["speed", "flat", "ten"]),
    },
    questions: [
      { text: "First?", options: ["a", "b", "c"], right: [1], seconds: 10 },
      { text: "Second?", options: ["a", "b"], right: [0], seconds: 5 },
    ],
  };
}
