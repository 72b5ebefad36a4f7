/** Who is in the room: counted by person, right soon after somebody comes or goes, and within a minute where nobody said goodbye. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  BROADCAST_FRAMES_PER_MS,
  PRESENCE_EVERY_MS,
  SILENT_MS_MAX,
  SOCKETS_PER_HUB_MAX,
  SWEEP_EVERY_MS,
} from "../../src/protocol/limits.ts";
import type { Snapshot } from "../../src/protocol/server.ts";
import { evict } from "./objects.ts";
import { bearer, call, makePoll, Phone, pause, post, tokenOf, voter } from "./phone.ts";

const VANISHED_WITHIN_MS = 60_000;
const RIGHT_WITHIN_MS = 2_000;
const ASLEEP_AFTER_MS = 10_000; // the engine's, where nothing keeps the object awake

/** The engine stamps pings with the real time; the hub's clock goes ahead of it. */
let aheadMs = 0;
const realNow = Date.now;
beforeEach(() => {
  aheadMs = 0;
  vi.spyOn(Date, "now").mockImplementation(() => realNow() + aheadMs);
});
afterEach(() => void vi.restoreAllMocks());

/** One who will vanish, having pinged; one who never pings, and is never judged by that; and a host who listens. */
async function room(body: object = {}) {
  const made = await makePoll(body);
  const host = await Phone.join(made.id, "host", { key: made.hostKey });
  const [stays, tab, vanishes] = await Promise.all(["stays", "stays", "vanishes"].map((name) => Phone.join(made.id, name)));
  if (!stays || !tab || !vanishes) throw new Error("nobody came");
  vanishes.sendRaw("ping");
  await vanishes.hear("pong");
  await host.until((said) => "present" in said && said.present === 2);
  const from = host.heard.length;
  const hears = (present: number) => host.until((said) => "present" in said && said.present === present, from);
  return { ...made, host, stays, tab, vanishes, hears };
}

type Room = Awaited<ReturnType<typeof room>>;

async function within(ms: number, what: Promise<unknown>): Promise<void> {
  const from = performance.now();
  await what;
  expect(performance.now() - from).toBeLessThan(ms);
}

const EVENTS: Record<string, (room: Room) => Promise<unknown>> = {
  "a vote": ({ stays }) => stays.vote([0], 1),
  "a frame that changes nothing": ({ stays }) => stays.vote([7], 1),
  "a close": async ({ tab }) => {
    tab.hangUp();
    await tab.ended();
  },
  "a vote by HTTP": ({ id }) => post(`/api/polls/${id}/votes`, { question: "q1", choice: [0], n: 1 }, voter(tokenOf("http"))),
  "a command by HTTP": ({ id, hostKey }) => post(`/api/polls/${id}/commands`, { command: "hide" }, bearer(hostKey)),
  "a look": ({ id }) => call(`/api/polls/${id}`),
  "a look by the host": ({ id, hostKey }) => call(`/api/polls/${id}`, { headers: bearer(hostKey) }),
  "a look at the results": ({ id }) => call(`/api/polls/${id}/results`),
};

describe("[N30] [C3] who vanished without a word", () => {
  test.each(Object.entries(EVENTS))("is missed with the next event of any kind: %s", async (_, happens) => {
    const made = await room();
    aheadMs = SILENT_MS_MAX + 1_000;
    await Promise.all([happens(made), within(RIGHT_WITHIN_MS, made.hears(1))]);
    expect(await made.vanishes.ended()).toBe(1013);
    expect(made.stays.closed).toBeNull();
  });

  test("is missed while a timer keeps the hub awake, though nobody says anything", async () => {
    const made = await room({ questions: [{ kind: "choice", text: "?", options: ["a", "b"] }] });
    await made.host.command("timer", { question: "q1", seconds: 55 });
    aheadMs = SILENT_MS_MAX + 1_000;
    await within(SWEEP_EVERY_MS + RIGHT_WITHIN_MS, made.hears(1));
  });

  test("is not counted in the first answer after a sleep", async () => {
    const made = await room();
    aheadMs = SILENT_MS_MAX + 1_000;
    await evict(made.stub);
    expect(await (await call(`/api/polls/${made.id}`)).json<Snapshot>()).toMatchObject({ present: 1 });
    const other = await room();
    aheadMs += SILENT_MS_MAX + 1_000;
    await evict(other.stub);
    const comes = await Phone.join(other.id, "comes");
    expect(comes.snapshots[0]).toMatchObject({ present: 2 });
  });

  test("is still here a moment before, and nobody is looked for twice in a moment", async () => {
    const made = await room();
    aheadMs = SILENT_MS_MAX - 1_500;
    await made.stays.vote([0], 1);
    aheadMs += 2_000;
    await made.stays.vote([0], 2);
    await pause(300);
    expect(made.vanishes.closed).toBeNull();
    aheadMs += SWEEP_EVERY_MS;
    await made.stays.vote([0], 3);
    expect(await made.vanishes.ended()).toBe(1013);
  });

  test("all of it takes less than a minute, also where the last event was just before, and the next one just before the hub sleeps", () => {
    const told = Math.max(PRESENCE_EVERY_MS, SOCKETS_PER_HUB_MAX / BROADCAST_FRAMES_PER_MS);
    expect(SILENT_MS_MAX + SWEEP_EVERY_MS + ASLEEP_AFTER_MS + told).toBeLessThan(VANISHED_WITHIN_MS);
  });
});

test("[N30] [W10] who comes, leaves or hangs up is counted right within two seconds, by person and not by socket", async () => {
  const { id, host, stays, tab: second } = await room();
  second.hangUp();
  const next = (present: number) =>
    within(
      RIGHT_WITHIN_MS,
      host.until((said) => "present" in said && said.present === present, host.heard.length),
    );
  const came = next(3);
  const [one, tab] = [await Phone.join(id, "comes"), await Phone.join(id, "comes")];
  await came;
  tab.hangUp();
  await tab.ended();
  await pause(PRESENCE_EVERY_MS + 200);
  expect(host.newest?.present).toBe(3);
  const left = next(2);
  one.hangUp();
  await left;
  const left2 = next(1);
  stays.hangUp();
  await left2;
});
