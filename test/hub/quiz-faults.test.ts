/** A game with something going wrong in each of its phases ends like one where nothing did. */
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import type { QuizView } from "../../src/protocol/quiz.ts";
import { quiz } from "./game.ts";
import { evict } from "./objects.ts";
import { makePoll, Phone, pause } from "./phone.ts";

const MOMENTS = ["lobby", "countdown", "question", "half", "locked", "revealed", "second question", "finished"] as const;
type Moment = (typeof MOMENTS)[number];

class Game {
  readonly stub: DurableObjectStub;
  readonly id: string;
  readonly #hostKey: string;
  host!: Phone;
  ann!: Phone;
  ben!: Phone;

  constructor({ id, hostKey, stub }: Awaited<ReturnType<typeof makePoll>>) {
    this.stub = stub;
    this.id = id;
    this.#hostKey = hostKey;
  }

  async comeIn(): Promise<void> {
    this.host = await Phone.join(this.id, "host", { key: this.#hostKey });
    this.ann = await Phone.join(this.id, "ann");
    this.ben = await Phone.join(this.id, "ben");
  }

  async reach(phase: QuizView["phase"], index: number | null): Promise<void> {
    for (const phone of [this.host, this.ann, this.ben]) await phone.reaches(phase, index);
  }

  rows(): Promise<object[]> {
    const select = `SELECT question, round, p.name, choice, b.n, points, "right", streak FROM ballots AS b
      JOIN players AS p USING (voter) ORDER BY question, round, p.name`;
    return runInDurableObject(this.stub, (_, { storage }) => storage.sql.exec(select).toArray());
  }
}

type Fault = (game: Game, moment: Moment) => Promise<void>;

/** What each has answered so far, once more. */
async function sayAgain({ ann, ben }: Game, moment: Moment, times = 1): Promise<void> {
  const isSaid = (by: "ann" | "ben") => MOMENTS.indexOf(moment) > MOMENTS.indexOf(by === "ann" ? "question" : "half");
  for (let time = 0; time < times; time++) {
    // Also with another choice.
    if (isSaid("ann")) expect(await ann.vote([time % 2], 1)).toMatchObject({ status: "same" });
    if (isSaid("ben")) expect(await ben.vote([2], 1 + time)).toMatchObject({ status: "same" });
  }
}

const FAULTS: Record<string, Fault> = {
  "evicted with its sockets": async ({ stub }) => evict(stub),
  "everybody leaves and comes back": async (game) => {
    for (const phone of [game.ann, game.ben]) phone.hangUp();
    game.ann = await Phone.join(game.id, "ann");
    game.ben = await Phone.join(game.id, "ben");
  },
  "a second tab, and the first one closes": async (game) => {
    const tab = await Phone.join(game.id, "ann");
    expect(tab.player).toMatchObject({ name: "Ann" });
    game.ann.hangUp();
    game.ann = tab;
  },
  "all said a hundred times": async (game, moment) => sayAgain(game, moment, 100),
};

/** All objects at once. */
const crash: Fault = async (game) => {
  await abortAllDurableObjects();
  await game.ann.ended();
  await game.comeIn();
};

/** Flat points: what an answer earns depends on nothing but the game. So much time that no timer keeps the hub from being evicted. */
async function play(fault: Fault, at: Moment | "each" | null): Promise<object> {
  const game = new Game(await makePoll(quiz({ scoring: "flat", autoStart: false, pauseSeconds: null }, [180, 180])));
  await game.comeIn();
  const now = async (moment: Moment) => {
    if (moment !== at && at !== "each") return;
    await fault(game, moment);
    await sayAgain(game, moment);
  };
  await game.ann.play("Ann");
  await game.ben.play("Ben");
  await now("lobby");
  expect(await game.host.command("quiz-start", {})).toMatchObject({ status: "done" });
  await now("countdown");
  await game.reach("question", 0);
  await now("question");
  expect(await game.ann.vote([1], 1)).toMatchObject({ status: "counted" });
  await now("half");
  expect(await game.ben.vote([2], 1)).toMatchObject({ status: "counted" });
  await now("locked");
  await game.reach("revealed", 0);
  await now("revealed");
  expect(await game.host.command("quiz-next", {})).toMatchObject({ status: "done" });
  await game.reach("question", 1);
  await now("second question");
  expect(await game.ben.vote([1], 2, { question: "q2" })).toMatchObject({ status: "counted" });
  expect(await game.ann.vote([1], 2, { question: "q2" })).toMatchObject({ status: "counted" });
  await game.reach("revealed", 1);
  expect(await game.host.command("quiz-next", {})).toMatchObject({ status: "done" });
  await game.reach("finished", 1);
  await now("finished");
  const [ann, ben] = [await Phone.join(game.id, "ann"), await Phone.join(game.id, "ben")];
  const board = ann.snapshots[0]?.poll.quiz?.board;
  return { rows: await game.rows(), board, ann: ann.player, ben: ben.player };
}

describe("[Z1] [Z11] [Z17] a fault in every phase", () => {
  let steady: object;
  beforeAll(async () => {
    steady = await play(async () => {}, null);
  });

  test("where nothing goes wrong", () => {
    expect(steady).toMatchObject({
      ann: { place: { rank: 1, points: 2_100 }, scored: { streak: 2 } },
      ben: { place: { rank: 2, points: 1_000 }, scored: { streak: 1 } },
      board: { of: 2, top: [{ name: "Ann" }, { name: "Ben" }] },
    });
    expect((steady as { rows: object[] }).rows).toHaveLength(4);
  });

  for (const [name, fault] of Object.entries(FAULTS)) {
    test(`${name}: in any phase, the game ends the same`, { timeout: 60_000 }, async () => {
      const ends = await Promise.all(MOMENTS.map(async (moment) => [moment, await play(fault, moment)]));
      expect(Object.fromEntries(ends)).toEqual(Object.fromEntries(MOMENTS.map((moment) => [moment, steady])));
    });
  }
});

test("[Z1] [Z11] torn down with all its lines in every phase of one game, it ends the same", { timeout: 60_000 }, async () => {
  expect(await play(crash, "each")).toEqual(await play(async () => {}, null));
});

describe("[Z8] [Z10] late, and early ends", () => {
  test("what was on its way when the host ended it counts, what comes later does not", async () => {
    const game = new Game(await makePoll(quiz({ autoStart: false, pauseSeconds: null }, [20])));
    await game.comeIn();
    await game.ann.play("Ann");
    await game.ben.play("Ben");
    await game.host.command("quiz-start", {});
    await game.reach("question", 0);
    await game.host.command("quiz-lock", {});
    expect(await game.ann.vote([1], 1)).toMatchObject({ status: "counted" });
    await pause(400);
    expect(await game.ben.vote([1], 1)).toMatchObject({ type: "refused", code: "closed" });
    await game.reach("revealed", 0);
    expect(await game.ben.vote([1], 1)).toMatchObject({ type: "refused", code: "closed" });
    expect(await game.rows()).toHaveLength(1);
  });

  test("who has left is waited for as long as a reload may take, then the others are not held up", {
    timeout: 20_000,
  }, async () => {
    const game = new Game(await makePoll(quiz({ autoStart: false, pauseSeconds: null }, [60])));
    await game.comeIn();
    await game.ann.play("Ann");
    await game.ben.play("Ben");
    await game.host.command("quiz-start", {});
    await game.reach("question", 0);
    game.ben.hangUp();
    await game.host.until((said) => said.type === "results" && said.present === 1);
    const before = performance.now();
    await game.ann.vote([1], 1);
    await game.ann.reaches("locked", 0);
    expect(performance.now() - before).toBeGreaterThan(3_500);
    expect(performance.now() - before).toBeLessThan(6_000);
  });
});
