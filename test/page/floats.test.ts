/** How taps of a room become floats: few enough to draw, none lost, and every emoji has its turn. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CLEAR, type Float, isClear, lifted, type Sky, saidOf, scaleOf, spreadOf, tapped } from "../../src/page/talk/sky.ts";
import { FLOAT_MS, STAGE_FLOATS_MAX, TALK_EVERY_MS } from "../../src/protocol/limits.ts";
import { REACTIONS, type Reaction } from "../../src/protocol/talk.ts";

const MOST = STAGE_FLOATS_MAX;
/** With the time within which those of one frame begin. */
const LIFE_MS = FLOAT_MS + 2 * TALK_EVERY_MS;
const [THUMB, HEART, LAUGH] = REACTIONS;
const total = (floats: readonly { count: number }[]) => floats.reduce((sum, { count }) => sum + count, 0);
const waitingIn = ({ waiting }: Sky) => [...waiting.values()].reduce((sum, count) => sum + count, 0);

/** Frame after frame, as they come from a hub. */
function played(frames: readonly Partial<Record<Reaction, number>>[], each: (sky: Sky, newest: readonly Float[]) => void): Sky {
  let sky = CLEAR;
  for (const [at, taps] of frames.entries()) {
    const { risen } = sky;
    sky = lifted(tapped(sky, taps), at * TALK_EVERY_MS, MOST);
    each(
      sky,
      sky.floats.filter(({ number }) => number >= risen),
    );
  }
  return sky;
}

test("[N55] a tap rises at once, by itself, and is gone when it is through", () => {
  const sky = lifted(tapped(CLEAR, { [HEART]: 1 }), 1_000, MOST);
  expect(sky.floats).toEqual([{ number: 0, emoji: HEART, count: 1, endsAt: 1_000 + LIFE_MS }]);
  expect(isClear(lifted(sky, 1_000 + FLOAT_MS, MOST))).toBe(false);
  expect(isClear(lifted(sky, 1_000 + LIFE_MS, MOST))).toBe(true);
});

test("[N55] a few taps rise one by one, many as fewer and bigger ones with their number", () => {
  const few = lifted(tapped(CLEAR, { [THUMB]: 3, [HEART]: 1 }), 0, MOST);
  expect(few.floats.map(({ emoji, count }) => [emoji, count])).toEqual([
    [THUMB, 1],
    [THUMB, 1],
    [THUMB, 1],
    [HEART, 1],
  ]);
  const many = lifted(tapped(CLEAR, { [THUMB]: 100, [HEART]: 1 }), 0, MOST);
  expect(many.floats.filter(({ emoji }) => emoji === THUMB).map(({ count }) => count)).toEqual([33, 33, 34]);
  expect(many.floats).toHaveLength(4);
  expect(scaleOf(20)).toBeGreaterThan(scaleOf(2));
  expect(scaleOf(1_000_000)).toBe(1.8);
  expect([saidOf(4), saidOf(20)]).toEqual([null, 20]);
});

test("[N55] in a flood never more than the most are in the air, they come steadily, and a single heart is not lost among thumbs", () => {
  const frames = Array.from({ length: 100 }, (_, at) => ({ [THUMB]: 90, [LAUGH]: 10, ...(at === 60 && { [HEART]: 1 }) }));
  const risen: number[] = [];
  let heartAt = 0;
  played(frames, ({ floats }, newest) => {
    expect(floats.length).toBeLessThanOrEqual(MOST);
    risen.push(newest.length);
    if (newest.some(({ emoji }) => emoji === HEART)) heartAt = risen.length - 1;
  });
  // After the first second nothing comes in bursts, and nothing pauses for long.
  expect(Math.max(...risen.slice(5))).toBe(1);
  expect(risen.join("")).not.toContain("000");
  expect(heartAt).toBeGreaterThanOrEqual(60);
  expect(heartAt).toBeLessThanOrEqual(65);
});

test("[N55] no tap is lost and none is counted twice, whatever comes", () => {
  const frame = fc.dictionary(fc.constantFrom(...REACTIONS), fc.nat(400), { maxKeys: 6 });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 60 }), (frames) => {
      const came = frames.reduce((sum, taps) => sum + Object.values(taps).reduce((all, count) => all + count, 0), 0);
      let shown = 0;
      const end = played(frames, (sky, newest) => {
        shown += total(newest);
        expect(sky.floats.length).toBeLessThanOrEqual(MOST);
        expect(newest.every(({ count }) => count > 0)).toBe(true);
      });
      expect(shown + waitingIn(end)).toBe(came);
    }),
  );
});

test("[N55] neighbours rise apart, the same on every screen", () => {
  for (let number = 0; number < 200; number++) {
    const [here, next] = [spreadOf(number), spreadOf(number + 1)];
    expect(Math.abs(here.across - next.across)).toBeGreaterThan(0.3);
    expect(here.across).toBeLessThan(1);
    expect(here.delayMs).toBeLessThanOrEqual(LIFE_MS - FLOAT_MS);
    expect(spreadOf(number)).toEqual(here);
  }
});
