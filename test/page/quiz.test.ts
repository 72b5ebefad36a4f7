/** A player in the room, and what is on their phone. */
import { expect, test } from "vitest";
import { type Scene, sceneOf, standingOf, verdictOf } from "../../src/page/quiz/scene.ts";
import { enterAsPlayer } from "../../src/page/room.ts";
import type { PlayerView, QuizPhase } from "../../src/protocol/server.ts";
import { controlTime, pass } from "../support/enter-room.ts";
import { aSnapshot, FakeBrowser, FakeShelf, type FakeSocket } from "../support/fake-browser.ts";
import { ANNA, PLACED, snapshotOf } from "../support/quiz-frames.ts";

controlTime();

type Answer = (line: FakeSocket, frame: Record<string, unknown>) => void;

const joins =
  (name: string): Answer =>
  (line, { ref }) =>
    line.say({ type: "joined", ref, player: { ...ANNA, name } satisfies PlayerView });

async function play(answer: Answer, shelf = new FakeShelf(), player: PlayerView | null = null) {
  const browser = new FakeBrowser(shelf);
  browser.meets = (socket) => {
    socket.hub = (line, frame) => {
      queueMicrotask(() => {
        if (frame.type === "hello") line.say({ ...aSnapshot({ seq: 1 }), player });
        if (frame.type === "join") answer(line, frame);
      });
    };
    queueMicrotask(() => socket.open());
  };
  const { room, me } = enterAsPlayer({ poll: "abc", first: aSnapshot() }, browser);
  await pass(0);
  return { room, me, browser, leave: () => room.leave() };
}

test("[Y1] a join is answered by its ref, and the device remembers the name", async () => {
  const { me, browser, leave } = await play(joins("Anna"));
  expect(me.player.value).toBeNull();
  me.join({ name: "Anna", team: null });
  await pass(0);
  expect(me.player.value?.name).toBe("Anna");
  expect(me.joining.value).toBeNull();
  expect(browser.said("join")).toMatchObject([{ name: "Anna", team: null }]);
  expect(me.played).toBe("Anna");
  leave();
});

test("[Y1] a wish without an answer is said again on the next line, and after a reload", async () => {
  const shelf = new FakeShelf();
  const first = await play(() => {}, shelf);
  first.me.join({ name: "Anna", team: 1 });
  expect(first.me.joining.value).toEqual({ state: "sending" });
  first.browser.line.cut();
  await pass(3_500);
  expect(first.browser.said("join")).toHaveLength(2);
  first.leave();
  const second = await play(joins("Anna"), shelf);
  expect(second.browser.said("join")).toMatchObject([{ name: "Anna", team: 1 }]);
  expect(second.me.player.value?.name).toBe("Anna");
  second.leave();
});

test("[Y1] where no line answers, a join goes by HTTP", async () => {
  const { me, browser, leave } = await play(() => {});
  browser.answers = ({ path }) => (path.endsWith("/players") ? { status: 200, body: { player: ANNA } } : undefined);
  me.join({ name: "Anna", team: null });
  await pass(5_100);
  expect(me.player.value).toEqual(ANNA);
  leave();
});

test("[Y1] a refusal is final and says which name is free; one that may be tried again is", async () => {
  let times = 0;
  const { me, leave } = await play((line, { ref, name }) => {
    times += 1;
    if (times === 1) line.say({ type: "refused", ref, code: "busy", message: "" });
    else if (name === "Anna")
      line.say({ type: "refused", ref, code: "not-allowed", message: "", detail: "name-taken", suggested: "Anna 2" });
    else joins(String(name))(line, { ref });
  });
  me.join({ name: "Anna", team: null });
  await pass(0);
  expect(me.joining.value).toEqual({ state: "sending" });
  await pass(5_100);
  expect(me.joining.value).toMatchObject({ state: "refused", detail: "name-taken", suggested: "Anna 2" });
  await pass(20_000);
  expect(times).toBe(2);
  me.join({ name: "Anna 2", team: null });
  await pass(0);
  expect(me.player.value?.name).toBe("Anna 2");
  leave();
});

test("[Y1] who was in and is no longer asks why, once; readmitted is back", async () => {
  const { me, browser, leave } = await play(
    (line, { ref }) => line.say({ type: "refused", ref, code: "not-allowed", message: "", detail: "removed" }),
    new FakeShelf(),
    ANNA,
  );
  expect(me.player.value).toEqual(ANNA);
  browser.line.say({ ...aSnapshot({ seq: 2 }), player: null });
  await pass(0);
  expect(me.joining.value).toMatchObject({ state: "refused", detail: "removed" });
  browser.line.say({ ...aSnapshot({ seq: 3 }), player: null });
  expect(browser.said("join")).toHaveLength(1);
  browser.line.say({ ...aSnapshot({ seq: 4 }), player: ANNA });
  expect(me.joining.value).toBeNull();
  browser.line.say({ ...aSnapshot({ seq: 3 }), player: null });
  expect(me.player.value).toEqual(ANNA);
  leave();
});

test("[Y7] a probe is echoed in the same breath", async () => {
  const { browser, leave } = await play(() => {});
  browser.line.say({ type: "probe", nonce: "AbCdEfGhIjK" });
  expect(browser.line.frames.at(-1)).toEqual({ type: "echo", nonce: "AbCdEfGhIjK" });
  leave();
});

test("[Y2] how many are here and have answered moves with results frames", async () => {
  const { room, browser, leave } = await play(() => {});
  const snapshot = { ...snapshotOf({}), epoch: aSnapshot().epoch, seq: 5 };
  browser.line.say(snapshot);
  browser.line.say({ type: "results", epoch: snapshot.epoch, seq: 6, tallies: {}, present: 9, quiz: { players: 9, answered: 3 } });
  expect(room.poll.value?.quiz).toMatchObject({ players: 9, answered: 3, of: 5, phase: "not-started" });
  leave();
});

test("[Y2] each phase has its scene; without a name it is the way in", () => {
  const told = (phase: QuizPhase) =>
    snapshotOf({ quiz: { phase } }).poll.quiz as NonNullable<ReturnType<typeof snapshotOf>["poll"]["quiz"]>;
  const scenes: Record<QuizPhase, Scene> = {
    "not-started": "lobby",
    countdown: "countdown",
    question: "question",
    locked: "question",
    revealed: "revealed",
    finished: "finished",
  };
  for (const [phase, scene] of Object.entries(scenes) as [QuizPhase, Scene][]) {
    expect(sceneOf({ quiz: told(phase), player: ANNA, joining: null })).toBe(scene);
    expect(sceneOf({ quiz: told(phase), player: null, joining: null })).toBe("join");
  }
});

test("[Y3] [Y4] an answer on its way, in, late or missed; one that counts never reads as late", () => {
  const { quiz } = snapshotOf({ quiz: { phase: "question" } }).poll;
  if (!quiz) throw new Error("no quiz");
  const seen = { quiz, player: ANNA, vote: undefined, given: false, isOver: false };
  expect(standingOf(seen)).toBe("open");
  expect(standingOf({ ...seen, isOver: true })).toBe("over");
  expect(standingOf({ ...seen, quiz: { ...quiz, phase: "locked" } })).toBe("over");
  expect(standingOf({ ...seen, given: true, vote: { state: "sending" } })).toBe("sending");
  expect(standingOf({ ...seen, given: true, isOver: true })).toBe("in");
  expect(standingOf({ ...seen, player: { ...ANNA, answered: true }, vote: { state: "refused", code: "closed" } })).toBe("in");
  expect(standingOf({ ...seen, vote: { state: "refused", code: "closed" } })).toBe("late");
  expect(standingOf({ ...seen, vote: { state: "refused", code: "bad-choice" } })).toBe("refused");
});

test("[Y5] the verdict: what scored says, else what became of the answer", () => {
  const scored = (points: number, right: boolean) => ({ ...PLACED, scored: { points, right, streak: 0 } });
  expect(verdictOf(scored(900, true), "in", false)).toBe("right");
  expect(verdictOf(scored(400, false), "in", false)).toBe("partly");
  expect(verdictOf(scored(0, false), "in", false)).toBe("wrong");
  expect(verdictOf(ANNA, "late", false)).toBe("late");
  expect(verdictOf(ANNA, "over", false)).toBe("none");
  expect(verdictOf(ANNA, "over", true)).toBe("arrived");
});
