/** How people answer each kind of question on a phone: by touch, or by keyboard alone. */
import type { Page } from "playwright-core";
import { answer } from "../../src/words/en.ts";

export const OPTIONS = ["Dark mode", "Offline maps", "A calendar", "Search"];

export interface Case {
  question: object;
  touch: (page: Page) => Promise<unknown>;
  /** The focus is on the first field. */
  keys: readonly string[];
  byTouch: unknown[];
  byKeys: unknown[];
}

const tap =
  (selector: string, at = 0) =>
  (page: Page) =>
    page.locator(selector).nth(at).tap();

export const CASES: Record<string, Case> = {
  rating: {
    question: { kind: "rating", text: "How was it?", steps: 11, labels: ["poor", "great"] },
    touch: tap(".rating-step", 8),
    keys: ["Space", "ArrowRight", "ArrowRight", "Enter"],
    byTouch: [9],
    byKeys: [3],
  },
  ranking: {
    question: { kind: "ranking", text: "What first?", options: OPTIONS },
    touch: tap(".rank-step", 3), // the second one down
    keys: ["Space", "ArrowDown", "ArrowDown", "Space", "Submit"],
    byTouch: [0, 2, 1, 3],
    byKeys: [1, 2, 0, 3],
  },
  "ranking of the top": {
    question: { kind: "ranking", text: "Which two?", options: OPTIONS, top: 2 },
    touch: async (page) => {
      await page.getByRole("button", { name: answer.ranking.add("Search", 1) }).tap();
      await page.getByRole("button", { name: answer.ranking.add("Dark mode", 2) }).tap();
    },
    keys: ["Enter", "Submit"],
    byTouch: [3, 0],
    byKeys: [0],
  },
  text: {
    question: { kind: "text", text: "In a word?" },
    touch: (page) => page.locator("textarea").fill("  More   breaks "),
    keys: ["type:Coffee", "Enter"],
    byTouch: ["More breaks"],
    byKeys: ["Coffee"],
  },
  number: {
    question: { kind: "number", text: "How many?", from: 0, to: 100, step: 5, unit: "beans" },
    touch: tap(".guess-step", 1),
    keys: ["Tab", "type:45", "ArrowUp", "Enter"],
    byTouch: [50],
    byKeys: [50],
  },
  "choice with a word of one's own": {
    question: { text: "Where to?", options: ["Pizza", "Sushi"], other: true },
    touch: async (page) => {
      await page.locator(".own-card").tap();
      await page.locator(".own-field").fill("Ramen");
    },
    keys: ["Space", "ArrowDown", "ArrowDown", "type:Ramen", "Enter"],
    byTouch: ["Ramen"],
    byKeys: ["Ramen"],
  },
  "approval with emoji": {
    question: { text: "Which ones?", options: ["Pizza", "Sushi"], max: 2, emoji: ["🍕", null] },
    touch: tap("label.option", 0),
    keys: ["Space", "Tab", "Space", "Enter"],
    byTouch: [0],
    byKeys: [0, 1],
  },
};

/** `type:` stands before words, `Submit` looks for the button. */
export async function typeAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    if (key.startsWith("type:")) await page.keyboard.type(key.slice("type:".length));
    else if (key === "Submit") {
      for (let presses = 0; presses < 30 && !(await page.locator("button[type=submit]:focus").count()); presses++)
        await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    } else await page.keyboard.press(key);
  }
}
