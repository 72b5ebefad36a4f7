import fc from "fast-check";
import { expect, test } from "vitest";
import { begin, blocked, type Connection, type Happening, retryDelayMs, step } from "../../src/page/connection.ts";
import { CLOSE } from "../../src/protocol/close.ts";

const NOW = 1_000_000;
const waiting: Connection = { state: "waiting", failures: 0, downSince: NOW, retryAt: NOW + 2_000 };
const connecting: Connection = { state: "connecting", failures: 0, downSince: NOW };
const opened: Connection = { state: "open", failures: 0, downSince: NOW };
const live: Connection = { state: "open", failures: 0, downSince: null };
const refused: Connection = { state: "ended", ended: "refused", failures: 1, downSince: NOW };

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("[P1] after the hub cut a good line the wait is spread evenly over 0 to 3 s", () => {
  for (const [luck, wait] of [
    [0, 0],
    [0.5, 1_500],
    [0.999, 2_997],
  ] as const) {
    expect(step(live, { type: "lost", code: 1012 }, NOW, luck)).toEqual({
      state: "waiting",
      failures: 0,
      downSince: NOW,
      retryAt: NOW + wait,
    });
  }
});

test("[P2] repeated failures stretch the wait to 3, 6 and at most 10 s", () => {
  expect([0, 1, 2, 3, 4, 50].map((failures) => retryDelayMs(failures, 1))).toEqual([3_000, 3_000, 6_000, 10_000, 10_000, 10_000]);
  fc.assert(
    fc.property(fc.nat(2_000), chance, (failures, luck) => {
      const delay = retryDelayMs(failures, luck);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(10_000);
    }),
  );
});

test("[P2] only a snapshot forgets earlier failures: a hub that takes sockets and drops them is a failing one", () => {
  let line = begin(NOW);
  for (let round = 0; round < 3; round++) {
    line = step(line, { type: "due", wanted: true }, NOW, 0);
    line = step(line, { type: "opened" }, NOW, 0);
    line = step(line, { type: "lost", code: 1011 }, NOW, 0);
  }
  expect(line.failures).toBe(3);
  line = step(step(line, { type: "shown" }, NOW, 0), { type: "opened" }, NOW, 0);
  expect(step(line, { type: "greeted" }, NOW, 0)).toEqual(live);
});

test.each<[string, Connection, Happening, Partial<Connection>]>([
  ["[P3] online: within half a second", waiting, { type: "online" }, { state: "waiting", retryAt: NOW + 250 }],
  ["[P3] visible: at once", waiting, { type: "shown" }, { state: "connecting" }],
  ["[P3] visible does not disturb an attempt", connecting, { type: "shown" }, connecting],
  ["[P3] online does not disturb a good line", live, { type: "online" }, live],
  ["[P6] 4410 is deleted", live, { type: "lost", code: CLOSE.deleted }, { state: "ended", ended: "deleted" }],
  ["[P6] 4401 is a wrong key", opened, { type: "lost", code: CLOSE.wrongKey }, { state: "ended", ended: "wrong-key" }],
  ["[P6] 4404 is gone", opened, { type: "lost", code: CLOSE.noSuchPoll }, { state: "ended", ended: "gone" }],
  ["[P6] 4429 is refused", live, { type: "lost", code: CLOSE.tooManyMessages }, { state: "ended", ended: "refused" }],
  ["[P6] an unknown 4xxx is refused", live, { type: "lost", code: 4999 }, { state: "ended", ended: "refused" }],
  ["[P6] 1013 comes back", live, { type: "lost", code: CLOSE.fellBehind }, { state: "waiting" }],
  ["[P6] 4408 comes back", opened, { type: "lost", code: CLOSE.noHello }, { state: "waiting" }],
  ["[P6] 1000 comes back", live, { type: "lost", code: CLOSE.normal }, { state: "waiting" }],
  ["[P7] refused: a person who comes back may try", refused, { type: "shown" }, { state: "connecting" }],
  ["[P7] refused: nothing else does", refused, { type: "online" }, refused],
  ["[P8] due while nobody looks: waits for somebody", waiting, { type: "due", wanted: false }, { state: "waiting" }],
  ["[P8] due while wanted: connects", waiting, { type: "due", wanted: true }, { state: "connecting" }],
  ["[P8] an unsent vote keeps a wait that is running", waiting, { type: "unsent" }, waiting],
  ["[P8] an unsent vote ends a wait without end", begin(NOW), { type: "unsent" }, { retryAt: NOW + 250 }],
  ["[P11] parked: no attempt is planned", live, { type: "parked" }, { state: "waiting" }],
])("%s", (_name, before, happening, after) => {
  const stepped = step(before, happening, NOW, 0.5);
  expect(stepped).toMatchObject(after);
  if (happening.type === "parked" || (happening.type === "due" && !happening.wanted)) expect(stepped.retryAt).toBeUndefined();
});

test("[P17] sockets are blocked after two failed attempts or 4 s without a line, and when refused", () => {
  expect(blocked(live, NOW + 60_000)).toBe(false);
  expect(blocked(connecting, NOW + 3_999)).toBe(false);
  expect(blocked(connecting, NOW + 4_000)).toBe(true);
  expect(blocked({ ...waiting, failures: 2 }, NOW)).toBe(true);
  expect(blocked(refused, NOW)).toBe(true);
  expect(blocked({ ...refused, ended: "deleted" }, NOW + 60_000)).toBe(false);
});

const happenings = fc.oneof(
  fc
    .constantFrom<Happening["type"]>("opened", "greeted", "unsent", "online", "shown", "parked")
    .map((type) => ({ type }) as Happening),
  fc.constantFrom(1000, 1006, 1012, 4429, 4404, 4410).map((code): Happening => ({ type: "lost", code })),
  fc.boolean().map((wanted): Happening => ({ type: "due", wanted })),
);

test("[P1] [P7] whatever happens: waits stay below 10 s, a good line has no failures, gone and deleted stay", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(happenings, chance, fc.nat(20_000))), (course) => {
      let now = NOW;
      let line = begin(now);
      for (const [happening, luck, passed] of course) {
        now += passed;
        const before = line;
        line = step(line, happening, now, luck);
        if (line.retryAt !== undefined && line !== before) expect(line.retryAt - now).toBeLessThanOrEqual(10_000);
        if (line.downSince === null) expect(line).toEqual(live);
        if (before.ended === "gone" || before.ended === "deleted") expect(line).toBe(before);
        expect(line.state === "ended").toBe(line.ended !== undefined);
      }
    }),
  );
});
