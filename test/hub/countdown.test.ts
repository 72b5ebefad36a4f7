/** Time in the hub itself: the timer, the alarm behind it, whoever wakes it late, and its clock on the wire. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ALARM_RETRY_MS } from "../../src/protocol/limits.ts";
import type { Snapshot } from "../../src/protocol/server.ts";
import { breakCommits } from "./full.ts";
import { evict, limit } from "./objects.ts";
import { bearer, call, makePoll, Phone, pause, post, tokenOf, voter } from "./phone.ts";

const start = Date.now() + 7 * 86_400_000; // the engine has a clock of its own: an alarm that is over there would ring at once
const at = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: start + ms });
const iso = (ms: number) => new Date(ms).toISOString();
const PACED = { pace: "host", questions: [{ text: "Where to?", options: ["a", "b"], seconds: 300 }] };

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const look = async (id: string) => (await call(`/api/polls/${id}`)).json<Snapshot>();
const alarmOf = (stub: DurableObjectStub) => runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
const command = async (id: string, key: string, body: object) => {
  const response = await post(`/api/polls/${id}/commands`, body, bearer(key));
  await response.text();
  return response.status;
};
const isClosed = (said: { type: string }) => said.type === "snapshot" && (said as Snapshot).poll.questions[0]?.phase === "closed";

/** Here alarms are exact, and would hide a timer that is late. */
const withoutAlarm = (stub: DurableObjectStub) =>
  runInDurableObject(stub, async (_, { storage }) => {
    await storage.deleteAlarm();
    storage.setAlarm = async () => {};
  });

/** When a timer for this moment fires on this machine, which may have other things to do: nobody can be more exact. */
const reachedAt = async (end: number): Promise<number> => {
  await pause(end - Date.now());
  return Math.max(end, Date.now());
};

describe("awake", () => {
  test("[T8] [T9] the room hears of the end within 100 ms", async () => {
    const { id, hostKey, stub } = await makePoll();
    await withoutAlarm(stub);
    const [host, ann] = [await Phone.join(id, "host", { key: hostKey }), await Phone.join(id, "ann")];
    await ann.vote([0], 1);
    for (const ms of [150, 400]) {
      const end = Date.now() + ms;
      await host.command("edit", { endsAt: iso(end) });
      const from = ann.heard.length;
      const reached = reachedAt(end);
      await ann.until(isClosed, from);
      const closedAt = Date.now();
      expect(closedAt).toBeGreaterThanOrEqual(end);
      expect(closedAt - (await reached)).toBeLessThan(100);
      expect(await ann.vote([1], ms)).toMatchObject({ code: "closed" });
      await host.command("reopen");
      expect(await ann.vote([1], ms)).toMatchObject({ status: "changed" });
    }
  });

  test("[T7] [T8] a countdown ends to 100 ms, with votes coming in until the last moment", { timeout: 30_000 }, async () => {
    const { id, hostKey, stub } = await makePoll({ ...PACED, questions: [{ ...PACED.questions[0], seconds: 5 }] });
    await withoutAlarm(stub);
    const [host, ann] = [await Phone.join(id, "host", { key: hostKey }), await Phone.join(id, "ann")];
    await host.command("next", {});
    const opened = await ann.until((said): said is Snapshot => said.type === "snapshot" && said.poll.current === "q1");
    const end = Date.parse(opened.poll.questions[0]?.endsAt ?? "");
    expect(end - Date.now()).toBeGreaterThan(4_500);
    await pause(end - Date.now() - 200);
    const reached = reachedAt(end);
    let closedAt = 0;
    void ann.until(isClosed).then(() => {
      closedAt = Date.now();
    });
    for (let n = 1; closedAt === 0 && Date.now() < end + 1_000; n++) {
      const [sent, said, answered] = [Date.now(), await ann.vote([n % 2], n), Date.now()];
      if (answered < end) expect(said).toMatchObject({ type: "ack" });
      if (sent > end) expect(said).toMatchObject({ code: "closed" });
      await pause(5);
    }
    expect(closedAt).toBeGreaterThanOrEqual(end);
    expect(closedAt - (await reached)).toBeLessThan(100);
  });

  test("[T8] a timer that is far away does not keep the hub awake; what comes near is seen to with the next message", async () => {
    at(0);
    const { id, hostKey, stub } = await makePoll(PACED);
    const host = await Phone.join(id, "host", { key: hostKey });
    await host.command("next", {});
    await pause(1_100);
    const before = performance.now();
    await evict(stub);
    expect(performance.now() - before).toBeLessThan(500);
    at(300_000 - 150);
    await host.vote([0], 1);
    at(300_000);
    await host.until(isClosed);
  });
});

describe("asleep", () => {
  const wakings: Record<string, (poll: { id: string; hostKey: string }) => Promise<unknown>> = {
    "who looks": async ({ id }) => (await call(`/api/polls/${id}`)).status,
    "who exports": async ({ id }) => (await call(`/api/polls/${id}/results`)).status,
    "who votes": async ({ id }) => {
      const late = await post(`/api/polls/${id}/votes`, { question: "q1", choice: [0], n: 1 }, voter(tokenOf("ann")));
      expect(await late.json()).toMatchObject({ error: { code: "closed" } });
      return 200;
    },
    "who comes": async ({ id }) => {
      const phone = await Phone.join(id, "ann");
      expect(phone.snapshots[0]?.poll.questions[0]).toMatchObject({ phase: "closed", endsAt: null });
      return 200;
    },
    "a host who is late": async ({ id, hostKey }) => {
      expect(await command(id, hostKey, { command: "timer", question: "q1", seconds: 60 })).toBe(403);
      return 200;
    },
  };

  test.each(Object.keys(wakings))("[T8] [L1] %s after the end finds it closed", async (name) => {
    at(0);
    const poll = await makePoll(PACED);
    await command(poll.id, poll.hostKey, { command: "next" });
    expect(await look(poll.id)).toMatchObject({ poll: { questions: [{ phase: "open", endsAt: iso(start + 300_000) }] } });
    await evict(poll.stub);
    at(300_000);
    expect(await wakings[name]?.(poll)).toBe(200);
    expect(await look(poll.id)).toMatchObject({ poll: { current: "q1", questions: [{ phase: "closed", endsAt: null }] } });
  });

  test("[T8] before the end it takes votes, evicted or not", async () => {
    at(0);
    const { id, hostKey, stub } = await makePoll(PACED);
    await command(id, hostKey, { command: "next" });
    await evict(stub);
    at(299_999);
    const vote = await post(`/api/polls/${id}/votes`, { question: "q1", choice: [0], n: 1 }, voter(tokenOf("ann")));
    expect(await vote.json()).toMatchObject({ status: "counted" });
  });

  test("[T8] the alarm closes it, and sees to the poll's end next", async () => {
    at(0);
    const { id, hostKey, stub } = await makePoll({ ...PACED, endsAt: iso(start + 400_000) });
    const none = await alarmOf(stub);
    await command(id, hostKey, { command: "next" });
    expect(await alarmOf(stub)).toBe(start + 300_000);
    expect(none).toBeGreaterThan(start + 400_000); // nothing is open, so nothing closes
    at(1_000); // a clock that stands still would keep the next broadcast, and with it the hub, waiting
    await command(id, hostKey, { command: "timer", question: "q1", seconds: null });
    expect(await alarmOf(stub)).toBe(start + 400_000);
    await evict(stub);
    at(400_000);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await look(id)).toMatchObject({ poll: { questions: [{ phase: "closed" }] } });
    expect(await alarmOf(stub)).toBe(none);
  });

  test("[T8] [L5] an end that could not be stored is tried again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    at(0);
    const { id, hostKey, stub } = await makePoll(PACED);
    const host = await Phone.join(id, "host", { key: hostKey });
    await host.command("next", {});
    await breakCommits(stub, 2); // the alarm's try, and the one right behind it
    at(300_000);
    await runDurableObjectAlarm(stub);
    await pause(20);
    expect(host.heard.some(isClosed)).toBe(false);
    expect(await alarmOf(stub)).toBe(start + 300_000 + ALARM_RETRY_MS);
    at(300_000 + ALARM_RETRY_MS);
    await runDurableObjectAlarm(stub);
    await host.until(isClosed);
  });
});

describe("[T10] the hub's clock", () => {
  test("is told to who asks, with their own number, and to a hub that slept too", async () => {
    const { id, stub } = await makePoll();
    const ann = await Phone.join(id, "ann");
    const before = Date.now();
    ann.send({ type: "time", sent: 17.25 });
    const { sent, now } = await ann.hear("time");
    expect(sent).toBe(17.25);
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
    await evict(stub);
    ann.send({ type: "time", sent: -1 });
    await ann.until((said) => said.type === "time" && said.sent === -1);
  });

  test.each([
    ["before hello", { type: "time", sent: 1 }, "hello-first"],
    ["without a number", { type: "time" }, "bad-message"],
    ["with a text", { type: "time", sent: "1" }, "bad-message"],
  ])("not %s", async (name, frame, code) => {
    const { id } = await makePoll();
    const ann = name === "before hello" ? await Phone.dial(id) : await Phone.join(id, "ann");
    ann.send(frame);
    expect(await ann.hear("error")).toMatchObject({ code });
    expect(ann.heard.some(({ type }) => type === "time")).toBe(false);
  });

  test("costs what any frame costs", async () => {
    const { id, stub } = await makePoll();
    await limit(stub, { creditsMax: 5, creditsPerSecond: 0.001 });
    const eve = await Phone.join(id, "eve");
    for (let sent = 0; sent < 60; sent++) eve.send({ type: "time", sent });
    expect(await eve.ended()).toBe(4429);
    expect(eve.heard.filter(({ type }) => type === "time")).toHaveLength(4);
  });
});
