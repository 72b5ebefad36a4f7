/** Questions of every kind as somebody may have written them, half-done ones among them. */
import fc from "fast-check";
import { emptyOption, emptyQuestion, KINDS, type PollDraft, type QuestionDraft } from "../../src/page/form/draft.ts";

const word = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8})?$/);
const typed = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: fc.constantFrom("", " ") });
const anyNumber = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -50, max: 50 }).map(String) },
  { weight: 2, arbitrary: fc.integer({ min: -500, max: 500 }).map((tenths) => String(tenths / 10)) },
  { weight: 1, arbitrary: fc.constantFrom("", "many", "0.0001", "1e3", "9999999999999") },
);

const anyOption = fc
  .record({ text: typed, emoji: fc.option(fc.constantFrom("🍕", "🐢", "❤️"), { freq: 6 }), right: fc.boolean() })
  .map(({ text, emoji, right }) => ({ ...emptyOption(text), emoji, right }));

export const anyQuestion: fc.Arbitrary<QuestionDraft> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    text: word,
    seconds: fc.option(fc.constantFrom(5, 30, 600)),
    options: fc.array(anyOption, { minLength: 2, maxLength: 22, size: "small" }),
    choice: fc.record({
      marks: fc.constantFrom("one" as const, "several" as const, "approval" as const),
      min: fc.integer({ min: 1, max: 6 }),
      max: fc.option(fc.integer({ min: 1, max: 6 })),
      other: fc.boolean(),
      look: fc.constantFrom("bars" as const, "columns" as const, "donut" as const),
    }),
    rating: fc.record({ steps: fc.integer({ min: 2, max: 11 }), low: typed, high: typed }),
    ranking: fc.record({
      top: fc.option(fc.integer({ min: 1, max: 6 })),
      method: fc.constantFrom("irv" as const, "borda" as const, "schulze" as const),
    }),
    words: fc.record({
      look: fc.constantFrom("wall" as const, "cloud" as const),
      filter: fc.boolean(),
      accepted: fc
        .array(fc.oneof(typed, fc.constantFrom("x".repeat(201), "? Paris: yes", "* star")), { maxLength: 3 })
        .map((all) => all.join("\n")),
      typos: fc.boolean(),
    }),
    number: fc.record({
      from: anyNumber,
      to: anyNumber,
      step: fc.constantFrom("1", "1", "0.1", "5", "0", "-1"),
      unit: typed,
      answer: fc.oneof(fc.constant(""), anyNumber),
      tolerance: fc.oneof({ weight: 3, arbitrary: fc.constantFrom("0", "2.5", "") }, { weight: 1, arbitrary: anyNumber }),
    }),
  })
  .map((parts) => ({ ...emptyQuestion(), ...parts }));

export const anyQuiz: fc.Arbitrary<PollDraft["quiz"]> = fc.record({
  scoring: fc.constantFrom("speed" as const, "flat" as const, "ten" as const),
  streaks: fc.boolean(),
  autoStart: fc.boolean(),
  minPlayers: fc.constantFrom(2, 5, 1_000),
  countdownSeconds: fc.constantFrom(1, 3, 60),
  pauseSeconds: fc.option(fc.constantFrom(1, 5, 600)),
  names: fc.constantFrom("own" as const, "given" as const),
  teams: fc.oneof(
    fc.constant<string[]>([]),
    fc.array(fc.constantFrom("Red", "Blue, mostly", "", "#1: best"), { minLength: 2, maxLength: 8 }),
  ),
});

export const anyTalk: fc.Arbitrary<PollDraft["talk"]> = fc.record({
  chat: fc.constantFrom("off" as const, "open" as const, "closed" as const),
  questions: fc.constantFrom("off" as const, "open" as const, "closed" as const),
  reactions: fc.boolean(),
  approve: fc.boolean(),
  filter: fc.boolean(),
  slowSeconds: fc.constantFrom(0, 10, 300),
});

export const anyEntry: fc.Arbitrary<PollDraft["entry"]> = fc.record({
  level: fc.constantFrom("open" as const, "code" as const, "tickets" as const, "turnstile" as const),
  networkMax: fc.option(fc.constantFrom(1, 200, 100_000)),
});
