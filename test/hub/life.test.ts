/** From making to deleting, and what it costs to store. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import { DAY_MS } from "../../src/protocol/limits.ts";
import { vote } from "../poll/memory-hub.ts";
import { breakCommits } from "./full.ts";
import { attachedIn, evict, isRelayed } from "./objects.ts";
import { bearer, call, makePoll, Phone, pause, tokenOf } from "./phone.ts";

const start = Date.now() + 7 * 86_400_000; // the engine has a clock of its own: an alarm that is over there would ring at once
const onDay = (days: number) => vi.useFakeTimers({ toFake: ["Date"], now: start + days * DAY_MS });

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const dumpOf = (stub: DurableObjectStub) =>
  runInDurableObject(stub, async (_, { storage }) => {
    const tables = storage.sql.exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'",
    );
    const dump = tables.toArray().map(({ name }) => [name, storage.sql.exec(`SELECT * FROM ${name}`).toArray()]);
    return {
      tables: Object.fromEntries(dump) as Record<string, Record<string, unknown>[]>,
      kv: [...storage.kv.list()],
      alarm: await storage.getAlarm(),
    };
  });

const EMPTY = { tables: {}, kv: [], alarm: null };

describe("deletion", () => {
  test("[L2] the host deletes: 4410 for everyone, an empty object, then 404", async () => {
    const { id, hostKey, stub } = await makePoll();
    const phones = [await Phone.join(id, "host", { key: hostKey }), await Phone.join(id, "ann")];
    const silent = await Phone.dial(id);
    await phones[1]?.vote([0], 1);
    expect((await call(`/api/polls/${id}`, { method: "DELETE", headers: bearer(`${hostKey.slice(0, -1)}!`) })).status).toBe(401);
    expect((await call(`/api/polls/${id}`, { method: "DELETE", headers: bearer(tokenOf("wrong")) })).status).toBe(401);
    const deleted = await call(`/api/polls/${id}`, { method: "DELETE", headers: bearer(hostKey) });
    expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
    for (const phone of phones) expect(await phone.ended()).toBe(4410);
    if (isRelayed) silent.send({ type: "hello", voter: tokenOf("ben") }); // until then no relay says anything of it to the hub
    expect(await silent.ended()).toBe(isRelayed ? 4404 : 4410);
    expect(await dumpOf(stub)).toEqual(EMPTY);
    for (const path of [`/api/polls/${id}`, `/api/polls/${id}/results`]) expect((await call(path)).status).toBe(404);
    // The Worker knows relays of it for some seconds more, and they say 4404 to a hello.
    const upgraded = await call(`/ws/${id}`, { headers: { upgrade: "websocket" } });
    expect(upgraded.status).toBe(isRelayed ? 101 : 404);
    expect((await call(`/api/polls/${id}`, { method: "DELETE", headers: bearer(hostKey) })).status).toBe(404);
    await evict(stub);
    expect((await call(`/api/polls/${id}`)).status).toBe(404);
    expect(await dumpOf(stub)).toEqual(EMPTY);
  });

  test("[L2] [K2] with the poll goes its short code", async () => {
    const { id, hostKey, code } = await makePoll();
    expect((await call(`/j/${code}`)).status).toBe(302);
    await call(`/api/polls/${id}`, { method: "DELETE", headers: bearer(hostKey) });
    await vi.waitFor(async () => expect((await call(`/j/${code}`)).status).toBe(404));
    expect(await dumpOf(env.CODE.getByName(code ?? ""))).toEqual(EMPTY);
  });

  test("[L2] the alarm deletes keepDays after the last activity, and not before", async () => {
    onDay(0);
    const { id, hostKey, stub } = await makePoll({ keepDays: 3 });
    const ann = await Phone.join(id, "ann");
    onDay(2);
    await ann.vote([0], 1);
    onDay(4.9);
    await runDurableObjectAlarm(stub);
    expect((await call(`/api/polls/${id}`)).status).toBe(200);
    expect((await dumpOf(stub)).alarm).toBe(start + 5 * DAY_MS);
    onDay(5);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await ann.ended()).toBe(4410);
    expect(await dumpOf(stub)).toEqual(EMPTY);
    expect((await call(`/api/polls/${id}`, { headers: bearer(hostKey) })).status).toBe(404);
  });

  test("[L2] fewer keepDays bring the alarm forward", async () => {
    onDay(0);
    const { hostKey, id, stub } = await makePoll({ keepDays: 90 });
    const host = await Phone.join(id, "host", { key: hostKey });
    await host.command("edit", { keepDays: 1 });
    host.hangUp();
    await vi.waitFor(async () => expect(await runInDurableObject(stub, (hub: PollHub) => hub.door.sockets())).toEqual([]));
    onDay(0.5);
    await runDurableObjectAlarm(stub);
    expect((await dumpOf(stub)).alarm).toBe(start + DAY_MS);
    onDay(1);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect((await dumpOf(stub)).tables).toEqual({});
  });

  test("[A2] looking a poll up that never was writes nothing", async () => {
    const id = "23456789abcdefg";
    expect((await call(`/api/polls/${id}`)).status).toBe(404);
    expect(await dumpOf(env.HUB.getByName(id))).toEqual(EMPTY);
  });
});

describe("what is stored", () => {
  test("[K4] neither host key nor voter's token is in it, nor who voted", async () => {
    const { id, hostKey, stub } = await makePoll({ title: "Friday" });
    const host = await Phone.join(id, "host", { key: hostKey });
    await host.vote([0], 1);
    await (await Phone.join(id, "ann")).vote([1], 1);
    const rotated = await host.command("rotate-key", {});
    const newKey = rotated.type === "ack" ? (rotated.hostKey ?? "") : "";
    expect(newKey.length).toBeGreaterThan(20);
    const dump = JSON.stringify(await dumpOf(stub));
    expect(dump).toContain("Friday");
    for (const secret of [hostKey, newKey, tokenOf("ann"), tokenOf("host"), "192.0.2."]) expect(dump).not.toContain(secret);
    const attached = JSON.stringify(await attachedIn(stub));
    for (const secret of [hostKey, newKey, tokenOf("ann"), tokenOf("host")]) expect(attached).not.toContain(secret);
  });

  test("[K4] no log and no address on the way has the key", async () => {
    const said = (["log", "info", "warn", "error", "debug"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    );
    const { id, hostKey, links } = await makePoll();
    const host = await Phone.join(id, "host", { key: hostKey });
    await host.command("close");
    await call(`/api/polls/${id}/commands`, {
      method: "POST",
      headers: { ...bearer(hostKey), "content-type": "application/json" },
      body: "{",
    });
    await call(`/api/polls/${id}`, { method: "DELETE", headers: bearer(hostKey) });
    expect(JSON.stringify(said.flatMap(({ mock }) => mock.calls))).not.toContain(hostKey);
    const { host: hostLink, ...others } = links;
    expect(JSON.stringify(others)).not.toContain(hostKey);
    expect(new URL(hostLink).hash).toBe(`#key=${hostKey}`);
    expect(`${new URL(hostLink).pathname}${new URL(hostLink).search}`).not.toContain(hostKey);
  });
});

/** Counts the rows that the hub writes from here on, as the platform bills them. */
async function countRows(stub: DurableObjectStub): Promise<() => Promise<number>> {
  await runInDurableObject(stub, (hub, { storage }) => {
    const { sql } = storage;
    const exec = sql.exec.bind(sql);
    Object.assign(hub, { rows: 0 });
    sql.exec = ((...given: Parameters<typeof exec>) => {
      const cursor = exec(...given);
      (hub as unknown as { rows: number }).rows += cursor.rowsWritten;
      return cursor;
    }) as typeof sql.exec;
  });
  return () =>
    runInDurableObject(stub, (hub) => {
      const { rows } = hub as unknown as { rows: number };
      Object.assign(hub, { rows: 0 });
      return rows;
    });
}

describe("[L4] rows written", () => {
  test("one vote alone at most 4, a resend none, a look none", async () => {
    const { id, stub } = await makePoll();
    const ann = await Phone.join(id, "ann");
    const rows = await countRows(stub);
    await ann.vote([0], 1);
    const alone = await rows();
    expect(alone).toBeGreaterThanOrEqual(1);
    expect(alone).toBeLessThanOrEqual(4);
    await ann.vote([0], 1);
    await ann.vote([9], 2);
    await (await Phone.join(id, "ann")).hear("snapshot");
    await call(`/api/polls/${id}/results`);
    expect(await rows()).toBeLessThanOrEqual(isRelayed ? 1 : 0); // its name, where the first phone comes to a relay
  });

  test("200 votes in a turn at most 1.05 each", async () => {
    const { id, stub } = await makePoll();
    const rows = await countRows(stub);
    const replies = await runInDurableObject(stub, (hub) => {
      const { inbox } = hub as unknown as PollHub;
      const votes = Array.from({ length: 200 }, (_, index) => vote(`voter ${index}`, [0], 1));
      return Promise.all(votes.map((command) => new Promise<unknown>((answer) => inbox.put({ command, answer }))));
    });
    expect(replies[199]).toEqual({ status: "counted", seq: 201 });
    const written = await rows();
    expect(written).toBeGreaterThanOrEqual(200);
    expect(written / 200).toBeLessThanOrEqual(1.05);
    expect(await (await call(`/api/polls/${id}`)).json()).toMatchObject({ tallies: { q1: { ballots: 200 } } });
  });
});

describe("[L5] storage fails", () => {
  test("a turn that cannot be saved changes nothing and is answered busy; the next one works", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const { id, hostKey, stub } = await makePoll();
    const [ann, host] = [await Phone.join(id, "ann"), await Phone.join(id, "host", { key: hostKey })];
    await ann.vote([0], 1);
    await breakCommits(stub, 2);
    expect(await ann.vote([1], 2)).toMatchObject({ type: "refused", code: "busy" });
    expect(await host.command("close")).toMatchObject({ type: "refused", code: "busy" });
    expect(await (await call(`/api/polls/${id}`)).json()).toMatchObject({
      seq: 2,
      tallies: { q1: { ballots: 1, counts: [1, 0] } },
      poll: { questions: [{ open: true }] },
    });
    await pause(80);
    expect(host.newest).toMatchObject({ seq: 2, tallies: { q1: { counts: [1, 0] } } });
    expect(await ann.vote([1], 2)).toMatchObject({ status: "changed", seq: 3 });
    expect(logged).toHaveBeenCalled();
  });

  test("a turn whose facts cannot be read is answered busy too", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { id, stub } = await makePoll();
    const ann = await Phone.join(id, "ann");
    await runInDurableObject(stub, (_, { storage }) => {
      const exec = storage.sql.exec.bind(storage.sql);
      let left = 1;
      storage.sql.exec = ((query: string, ...given: unknown[]) => {
        if (query.includes("ballots") && left-- > 0) throw new Error("disk gone");
        return exec(query, ...given);
      }) as typeof storage.sql.exec;
    });
    expect(await ann.vote([1], 2)).toMatchObject({ type: "refused", code: "busy" });
    expect(await ann.vote([1], 2)).toMatchObject({ status: "counted" });
  });
});
