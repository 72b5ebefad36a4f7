/** Every kind of question, answered, as the big screen meets it; the longest words and the most options too. */
import type { QuestionBody } from "../../src/protocol/client.ts";
import type { Choice } from "../../src/protocol/server.ts";

const LONG = "Why do we ask such long questions? ".repeat(9).slice(0, 300);
const WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung";
const MANY = Array.from({ length: 20 }, (_, index) => `${WORD} ${index}`.slice(0, 120));

/** A question, answers to it, and what is on the screen once they are there. */
export interface Case {
  asked: QuestionBody;
  votes: Choice[];
  shown: string;
}

export const CASES: Record<string, Case> = {
  bars: { asked: { text: "Where to?", options: ["Pizza", "Sushi"], other: true }, votes: [[0], ["Ramen"]], shown: ".row-other" },
  columns: { asked: { text: "How?", options: ["Bike", "Train"], look: "columns" }, votes: [[0], [1]], shown: ".column" },
  donut: { asked: { text: "Which?", options: ["This", "That"], look: "donut" }, votes: [[0], [1]], shown: ".donut-slice" },
  "50 long options": {
    asked: { text: LONG, options: Array.from({ length: 50 }, (_, index) => `${index} ${WORD}`), look: "donut" },
    votes: [[0]],
    shown: ".row",
  },
  "right to left": { asked: { text: "أين نلتقي في الربيع القادم؟", options: ["لشبونة", "كوبنهاغن"] }, votes: [[0]], shown: ".row" },
  rating: {
    asked: { kind: "rating", text: LONG, steps: 11, labels: ["never", "at once"] },
    votes: [[3], [9]],
    shown: ".rating-mean",
  },
  number: {
    asked: { kind: "number", text: "How many?", from: 0, to: 1_000_000, step: 1, unit: "people", answer: 7 },
    votes: [[5], [900_000]],
    shown: ".mark-median",
  },
  ranking: { asked: { kind: "ranking", text: "Order", options: MANY }, votes: [[1, 0], [1]], shown: ".line" },
  borda: { asked: { kind: "ranking", text: "Order", options: ["a", "b"], method: "borda" }, votes: [[1, 0]], shown: ".line" },
  cloud: {
    asked: { kind: "text", text: LONG, look: "cloud" },
    votes: [["sunny"], ["rain"], [WORD]],
    shown: ".cloud-word > :first-child",
  },
  wall: { asked: { kind: "text", text: "Why?" }, votes: [["Because"], [LONG.slice(0, 200)], [WORD]], shown: ".wall-card" },
};
