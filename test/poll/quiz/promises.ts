/**
 * Promises of a quiz as properties: what must hold in every game, whoever plays and however. They take the parts that they judge, so that
 * `test/poll/quiz/mutants.test.ts` can hand in broken ones.
 */
import fc from "fast-check";
import type { Key } from "../../../src/poll/quiz/key.ts";
import { revealedIn } from "../../../src/poll/quiz/phase.ts";
import type { Answer, Stretch } from "../../../src/poll/quiz/quiz.ts";
import { Arena, keysOf, type Parts } from "./arena.ts";

const PLAYERS = ["ann", "ben", "cid", "dan"];

type Step =
  | { type: "join" | "come" | "leave" | "remove"; who: string }
  | { type: "answer"; who: string; mark: number; question: number; heard: number; told: number }
  | { type: "echo"; who: string; afterMs: number }
  | { type: "stretch"; who: string; stretch: Stretch }
  | { type: "host"; command: "start" | "lock" | "next" | "hold" | "finish" | "again" }
  | { type: "wait"; ms: number }
  | { type: "evict" }
  | { type: "crash"; ms: number };

const who = fc.constantFrom(...PLAYERS);
/** -1 is the question that the room is at. */
const question = fc.oneof({ weight: 8, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 }) });
const answers: fc.Arbitrary<Step> = fc.record({
  type: fc.constant("answer" as const),
  who,
  mark: fc.integer({ min: 0, max: 3 }),
  question,
  heard: fc.constantFrom(0, 0, 0, 20, 200),
  told: fc.constantFrom(0, 0, 60, 900),
});
const waits: fc.Arbitrary<Step> = fc.record({ type: fc.constant("wait" as const), ms: fc.oneof(fc.nat(1_500), fc.nat(12_000)) });
const rest: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constantFrom("join", "come", "leave" as const), who }),
  fc.record({ type: fc.constant("echo" as const), who, afterMs: fc.constantFrom(20, 90, 240, 700, 4_000) }),
  fc.record({ type: fc.constant("stretch" as const), who, stretch: fc.constantFrom<Stretch[]>(1, 1.5, 3, 10, "none") }),
  fc.record({
    type: fc.constant("host" as const),
    command: fc.constantFrom("start", "lock", "next", "hold", "finish", "again" as const),
  }),
);
const sleeps: fc.Arbitrary<Step> = fc.oneof(
  fc.constant({ type: "evict" } as const),
  fc.record({ type: fc.constant("crash" as const), ms: fc.nat(15_000) }),
);

/** Mostly people who answer while time passes; everybody is in from the beginning, and a game runs. */
const games: fc.Arbitrary<Step[]> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: answers },
      { weight: 5, arbitrary: waits },
      { weight: 3, arbitrary: rest },
      { weight: 1, arbitrary: sleeps },
    ),
    { maxLength: 40, size: "max" },
  )
  .map((steps) => [...PLAYERS.map((who): Step => ({ type: "join", who })), { type: "wait", ms: 3_100 }, ...steps]);

function play(arena: Arena, step: Step): void {
  switch (step.type) {
    case "join":
    case "come":
    case "leave":
    case "remove":
      arena[step.type](step.who);
      return;
    case "answer": {
      const question = step.question < 0 ? {} : { question: `q${step.question + 1}` };
      const from = "from" in arena.quiz.stage ? arena.quiz.stage.from : arena.now;
      arena.answer(step.who, [step.mark], { ...question, at: arena.now - step.heard, toldAt: from + step.told });
      return;
    }
    case "echo":
      arena.echo(step.who, step.afterMs);
      return;
    case "stretch":
      arena.stretch(step.who, step.stretch);
      return;
    case "host":
      arena.host(step.command);
      return;
    case "wait":
      arena.wait(step.ms);
      return;
    case "evict":
      arena.evict();
      return;
    case "crash":
      arena.crash(step.ms);
  }
}

function fail(said: string, more: unknown): never {
  throw new Error(`${said}: ${JSON.stringify(more)}`);
}

/** [Z1] A stored answer stays as it is, and everything that comes after it is `same`. */
export function firstAnswersStay(parts: Parts): fc.IProperty<unknown> {
  return fc.property(games, (steps) => {
    const arena = new Arena({}, keysOf(3), parts);
    let known = new Map<string, Answer>();
    for (const step of steps) {
      play(arena, step);
      for (const [key, row] of known) if (JSON.stringify(arena.rows.get(key)) !== JSON.stringify(row)) fail("changed", row);
      known = new Map(arena.rows);
      for (const { question, round, voter } of known.values()) {
        for (const mark of [0, 1]) {
          const said = arena.answer(voter, [mark], { question, round });
          if (said !== "same") fail(`${said} instead of same`, { question, round, voter });
        }
      }
      if (arena.rows.size !== known.size) fail("more answers", [...arena.rows.keys()]);
    }
  });
}

/** [Z7] [Z8] No answer is worth more than a quarter of a second earlier would have been, none was late, and each counts as the rules say. */
export function timesAreTrue(parts: Parts): fc.IProperty<unknown> {
  return fc.property(games, (steps) => {
    const arena = new Arena({ streaks: false }, keysOf(3), parts);
    for (const step of steps) {
      const before = new Set(arena.rows.keys());
      const { stage } = arena.quiz;
      play(arena, step);
      for (const [key, row] of arena.rows) {
        if (before.has(key) || !("from" in stage)) continue;
        const stretch = arena.players.get(row.voter)?.stretch ?? 1;
        const ownMs = stretch === "none" ? Number.POSITIVE_INFINITY : 10_000 * stretch;
        const took = row.at - stage.from;
        if (step.type === "answer" && row.at !== arena.now - step.heard) fail("heard at another time", { row, now: arena.now });
        if (row.ms < took - 250 || row.ms > Math.max(0, took)) fail("time was bent", { row, took });
        if (took > ownMs + 300) fail("late", { row, took });
        if ("at" in stage && row.at > stage.at + 300) fail("late after the lock", { row, stage });
        const slowest = Math.min(1, Math.max(0, took) / (10_000 * (stretch === "none" ? 10 : stretch)));
        const least = row.right ? Math.floor(1_000 * (1 - slowest / 2)) : 0;
        const most = row.right ? Math.ceil(1_000 * (1 - Math.max(0, slowest - 0.025) / 2)) : 0;
        const isFree = row.points === 1_000 && row.right && slowest < 0.075;
        if (!isFree && (row.points < least || row.points > most)) fail("not as the rules say", { row, least, most });
      }
    }
  });
}

/** [Z13] Two quizzes that differ only in the right answer of one question say the same until it is revealed. */
export function rightAnswersStayIn(parts: Parts): fc.IProperty<unknown> {
  return fc.property(games, fc.integer({ min: 0, max: 2 }), (steps, secret) => {
    const keys = keysOf(3);
    const other = keys.map((key, index): Key => (index === secret ? { kind: "choice", options: 4, right: [2] } : key));
    const [one, two] = [new Arena({}, keys, parts), new Arena({}, other, parts)];
    for (const step of steps) {
      const said = [one, two].map((arena) => saidIn(arena, step));
      if (revealedIn(one.quiz) > secret) return;
      if (said[0] !== said[1]) fail("differs", said);
    }
  });
}

/** All that players hear behind a step, the answer to it included. */
function saidIn(arena: Arena, step: Step): string {
  const replies: string[] = [];
  if (step.type === "answer") {
    const question = step.question < 0 ? {} : { question: `q${step.question + 1}` };
    replies.push(arena.answer(step.who, [step.mark], question));
  } else {
    play(arena, step);
  }
  return JSON.stringify([replies, arena.now, PLAYERS.map((voter) => arena.sees(voter))]);
}

/** [Z14] The board is the sum over the rows of revealed questions, in a new game, after waking, always. */
export function boardsAreSums(parts: Parts): fc.IProperty<unknown> {
  return fc.property(games, (steps) => {
    const arena = new Arena({}, keysOf(3), parts);
    for (const step of steps) {
      play(arena, step);
      const revealed = revealedIn(arena.quiz);
      const ids = arena.plan.slice(0, revealed).map(({ id }) => id);
      const rows = [...arena.rows.values()].filter(({ question, round }) => ids.includes(question) && round === arena.quiz.game);
      for (const { voter, points, gained } of arena.board().standings) {
        const own = rows.filter((row) => row.voter === voter);
        const sum = own.reduce((sum, row) => sum + row.points, 0);
        const last = own.find(({ question }) => question === ids.at(-1))?.points ?? 0;
        if (points !== sum || gained !== last) fail("the board is wrong", { voter, points, sum, gained, last });
      }
    }
  });
}

/** [Z10] [Z11] Phases come in their order and at their time: not before while somebody here may answer, and never later. */
export function phasesKeepTime(parts: Parts): fc.IProperty<unknown> {
  return fc.property(games, (steps) => {
    const arena = new Arena({}, keysOf(3), parts);
    for (const step of steps) {
      const before = arena.quiz.stage;
      const known = arena.events.length;
      play(arena, step);
      const { stage } = arena.quiz;
      if (stage.until !== null && stage.until <= arena.now) fail("a deadline has passed", { stage, now: arena.now });
      if (stage.phase === "question" && stage.until === null && arena.facts().open === 0) fail("waits for nobody", stage);
      for (const { at, event } of arena.events.slice(known)) {
        if (event.type === "question-locked" && event.at > at) fail("locked in the future", event);
        const byHost = step.type === "host" && step.command === "lock";
        if (event.type !== "question-locked" || byHost || before.phase !== "question" || step.type === "wait") continue;
        const thinking = [...arena.crowd.here.keys()].filter((voter) => !arena.row(voter, arena.plan[before.index]?.id));
        const couldAnswer = thinking.filter((voter) => {
          const stretch = arena.players.get(voter)?.stretch ?? 1;
          return stretch === "none" || event.at < before.from + 10_000 * stretch;
        });
        if (couldAnswer.length > 0) fail("somebody could still answer", { couldAnswer, event });
      }
      if (stage.phase === "question" && arena.crowd.here.size > 0 && arena.crowd.leaving.size === 0) {
        const id = arena.plan[stage.index]?.id;
        const isAnswered = [...arena.rows.values()].some(({ question, round }) => question === id && round === arena.quiz.game);
        const isThinking = [...arena.crowd.here.keys()].some((voter) => !arena.row(voter, id));
        if (isAnswered && !isThinking) fail("waits though all have answered", stage);
      }
    }
  });
}

/** [Z11] A game whose hub is put to sleep between any two steps is the same game. */
export function sleepChangesNothing(parts: Parts): fc.IProperty<unknown> {
  const awake = games.map((steps) => steps.filter(({ type }) => type !== "crash" && type !== "evict"));
  return fc.property(awake, fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }), (steps, sleeps) => {
    const [one, two] = [new Arena({}, keysOf(3), parts), new Arena({}, keysOf(3), parts)];
    for (const [index, step] of steps.entries()) {
      const gone = two.crowd.leaving.size > 0; // who has just left is waited for from memory alone
      if (sleeps[index % sleeps.length] && !gone) two.evict();
      const said = [one, two].map((arena) => saidIn(arena, step));
      if (said[0] !== said[1]) fail("differs", said);
    }
    if (JSON.stringify([...one.rows]) !== JSON.stringify([...two.rows])) fail("other rows", [...two.rows.keys()]);
  });
}
