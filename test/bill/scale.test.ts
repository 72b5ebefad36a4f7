/** The simulation of large rooms: what it must get right before anybody believes its figures. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gapMsOf, paceMsOf, relaysFor } from "../../bench/scale/pace.ts";
import { Clock, Machine } from "../../bench/scale/queue.ts";
import { BOUNDS, hubMemoryMb, simulate } from "../../bench/scale/room.ts";

const ROOM = { people: 5_000, withinS: 20, seed: 3 };

test("[U5] what is earliest happens first, and of what is equally early the one that was asked for first", () => {
  const clock = new Clock();
  const happened: string[] = [];
  for (const at of [50, 20, 40, 20, 10, 30]) clock.at(at, () => happened.push(`${at}`));
  clock.at(20, () => clock.at(5, () => happened.push(`late at ${clock.now}`)));
  clock.at(99, () => happened.push("never"));
  clock.run(60);
  expect(happened).toEqual(["10", "20", "20", "late at 20", "30", "40", "50"]);
});

test("[U5] a machine does one thing after the other, and knows how long something waited", () => {
  const clock = new Clock();
  const machine = new Machine(clock);
  expect([machine.work(3_000), machine.work(2_000)]).toEqual([3, 5]);
  expect(machine.longestWaitMs).toBe(3);
  clock.at(10, () => expect(machine.work(1_000)).toBe(11));
  clock.run(20);
  expect(machine.busyMs).toEqual([6]);
});

test("[U5] the same seed is the same room, another one another", () => {
  expect(simulate(ROOM)).toEqual(simulate(ROOM));
  expect(simulate({ ...ROOM, seed: 4 })).not.toEqual(simulate(ROOM));
});

test.each([
  ["a few", { people: 50, withinS: 60, seed: 1 }],
  ["thousands at once", { people: 5_000, withinS: 1, seed: 1 }],
  ["far too few relays", { people: 30_000, withinS: 10, seed: 1, relays: 1 }],
])("[U5] every vote is acknowledged, and shown on every screen behind that: %s", (_, room) => {
  const { ackMs, everyScreenMs, messages } = simulate(room);
  expect(messages).toBe(room.people);
  for (const spread of [ackMs, everyScreenMs]) expect(Number.isFinite(spread.p99) && spread.median <= spread.p99).toBe(true);
  // There and back, the gathering of a turn and the commit: nothing is faster than that.
  expect(ackMs.median).toBeGreaterThan(57);
  expect(everyScreenMs.median).toBeGreaterThan(45);
});

test("[U5] no second holds more than a second of work", () => {
  const { hub, relay } = simulate({ people: 30_000, withinS: 10, seed: 1, relays: 1 });
  // What begins in a second is counted in it, to its end: a slice or a turn more at most.
  expect(hub.busy).toBeLessThan(1.3);
  expect(relay.busy).toBeGreaterThan(0.95);
  expect(relay.busy).toBeLessThan(1.3);
});

test("[U5] relays are doubled as a room grows", () => {
  expect([1, 2_000, 2_001, 10_000, 100_000, 1_000_000].map(relaysFor)).toEqual([0, 0, 2, 8, 64, 512]);
  expect([1, 8, 64].map(gapMsOf)).toEqual([5, 16, 128]);
  // 100,000 phones weigh as 5,000 sockets of the hub's own; of few relays the busiest says how fast.
  expect([paceMsOf(100_000, 64), paceMsOf(8_000, 4), paceMsOf(200, 1)]).toEqual([250, 100, 50]);
});

test("[U6] 100,000 people who vote within a minute fit, with four relays they do not, and 130,000 are not let in", () => {
  const fits = simulate({ people: 100_000, withinS: 60, seed: 7 });
  expect(fits.over).toEqual([]);
  expect(fits.ackMs.p99).toBeLessThan(1_000);
  const page = readFileSync(new URL("../../docs/scale.md", import.meta.url), "utf8");
  for (const { median, p99 } of [fits.ackMs, fits.everyScreenMs]) {
    expect(page, "npm run scale gives other figures than docs/scale.md").toContain(
      `| ${Math.round(median)} / ${Math.round(p99)} |`,
    );
  }
  const few = simulate({ people: 100_000, withinS: 60, seed: 7, relays: 4 });
  expect(few.over.join()).toContain("requests of a relay");
  expect(few.everyScreenMs.median).toBeGreaterThan(2 * fits.everyScreenMs.median);
  expect(simulate({ people: 130_000, withinS: 10, seed: 7 }).over.join()).toContain("lets in");
  // The wall behind that: a hub keeps a little of everybody.
  expect(hubMemoryMb(380_000)).toBeLessThan(BOUNDS.memoryMb);
  expect(hubMemoryMb(400_000)).toBeGreaterThan(BOUNDS.memoryMb);
});
