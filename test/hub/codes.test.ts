import { listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CODE } from "../../src/protocol/ids.ts";
import { call, makePoll, Phone } from "./phone.ts";

const HOUR = 3_600_000;
const start = Date.now() + 7 * 86_400_000; // the engine has a clock of its own: an alarm that is over there would ring at once
const atHour = (hour: number) => vi.useFakeTimers({ toFake: ["Date"], now: start + hour * HOUR });

afterEach(() => vi.useRealTimers());

let address = 0;
const look = (code: string, from = `198.51.100.${address++}`, headers = {}) =>
  call(`/j/${code}`, { headers: { "cf-connecting-ip": from, ...headers } });
const codeOf = async (id: string) => (await (await call(`/api/polls/${id}`)).json<{ poll: { code: string | null } }>()).poll.code;

describe("[K2] a short code", () => {
  test("leads to its poll, however it is typed", async () => {
    const { id, code } = await makePoll();
    expect(code).toMatch(CODE);
    const typed = code ?? "";
    for (const variant of [
      typed,
      typed.toUpperCase(),
      `${typed.slice(0, 3)}-${typed.slice(3)}`,
      `${typed.slice(0, 3)}%20${typed.slice(3)}`,
    ]) {
      const found = await look(variant);
      expect([found.status, found.headers.get("location")], variant).toEqual([302, `/p/${id}`]);
    }
  });

  test("is free again four hours after nobody was there, and the poll says so", async () => {
    atHour(0);
    const { id, code, stub } = await makePoll();
    atHour(3.99);
    expect((await look(code ?? "")).status).toBe(302);
    atHour(4);
    expect((await look(code ?? "")).status).toBe(404);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await codeOf(id)).toBeNull();
    const lease = env.CODE.getByName(code ?? "");
    expect(await runDurableObjectAlarm(lease)).toBe(true);
    expect(await runInDurableObject(lease, (_, { storage }) => [...storage.kv.list()])).toEqual([]);
    expect(await (lease as unknown as { claim(poll: string): Promise<number | null> }).claim("another")).toBe(start + 8 * HOUR);
  });

  test.each([
    ["a host", { role: "host", key: true }],
    ["a big screen", { role: "stage", key: false }],
  ] as const)("lives on while %s stays, and four hours more", async (_, { role, key }) => {
    atHour(0);
    const { id, code, hostKey, stub } = await makePoll();
    const screen = await Phone.join(id, "screen", { role, ...(key ? { key: hostKey } : {}) });
    for (let hour = 1; hour <= 9; hour++) {
      atHour(hour);
      await runDurableObjectAlarm(stub);
      expect((await look(code ?? "")).status, `at ${hour}`).toBe(302);
    }
    screen.hangUp();
    await screen.ended();
    atHour(12.9);
    expect((await look(code ?? "")).status).toBe(302);
    atHour(13.1);
    expect((await look(code ?? "")).status).toBe(404);
  });

  test("a host who comes back has one again, and everyone hears it", async () => {
    atHour(0);
    const { id, hostKey, stub } = await makePoll();
    const ann = await Phone.join(id, "ann");
    atHour(5);
    await runDurableObjectAlarm(stub);
    await vi.waitFor(() => expect(ann.snapshots.at(-1)).toMatchObject({ poll: { code: null } }));
    await Promise.all([Phone.join(id, "host", { key: hostKey }), Phone.join(id, "wall", { key: hostKey, role: "stage" })]);
    await vi.waitFor(() => expect(ann.snapshots.at(-1)?.poll.code).toMatch(CODE));
    const code = (await codeOf(id)) ?? "";
    expect((await look(code)).headers.get("location")).toBe(`/p/${id}`);
  });

  test("two polls never have the same one", async () => {
    const { code } = await makePoll();
    const lease = env.CODE.getByName(code ?? "") as unknown as {
      claim(poll: string): Promise<number | null>;
      release(poll: string): Promise<void>;
    };
    expect(await lease.claim("another")).toBeNull();
    await lease.release("another");
    expect((await look(code ?? "")).status).toBe(302);
  });
});

describe("[K3] guessing", () => {
  test("a wrong code is 404, and 429 after ten within a minute from one address, right or wrong", async () => {
    const { code } = await makePoll();
    const guess = (tried: string) => look(tried, "203.0.113.7");
    const tries = await Promise.all(
      ["22222a", "22222b", "22222c", "22222d", "22222e", "22222f", "22222g", "22222h", "22222j", "22222k"].map(guess),
    );
    expect(tries.map(({ status }) => status)).toEqual(Array(10).fill(404));
    const eleventh = await guess("22222m");
    expect([eleventh.status, await eleventh.json()]).toMatchObject([429, { error: { code: "too-fast" } }]);
    expect((await guess(code ?? "")).status).toBe(429);
    expect((await look(code ?? "", "203.0.113.8")).status).toBe(302);
  });

  test("a minute later the same address may try again", async () => {
    atHour(0);
    for (let tries = 0; tries < 11; tries++) await look(`33333${"abcdefghjkm"[tries]}`, "203.0.113.9");
    expect((await look("33333n", "203.0.113.9")).status).toBe(429);
    atHour(0.1);
    expect((await look("33333n", "203.0.113.9")).status).toBe(404);
  });

  test("in IPv6 a household is one, whichever of its addresses it takes", async () => {
    for (let tries = 0; tries < 10; tries++) await look(`44444${"abcdefghjk"[tries]}`, `2001:db8:1:2::${tries}`);
    expect((await look("44444m", "2001:db8:1:2:aaaa:bbbb:cccc:dddd")).status).toBe(429);
    expect((await look("44444m", "2001:db8:1:3::1")).status).toBe(404);
  });

  test("right codes use up no tries", async () => {
    const { code } = await makePoll();
    for (let tries = 0; tries < 15; tries++) expect((await look(code ?? "", "203.0.113.10")).status).toBe(302);
  });

  test("what can be no code wakes no object and costs no try", async () => {
    const before = (await listDurableObjectIds(env.CODE)).length + (await listDurableObjectIds(env.GUARD)).length;
    for (const bad of ["abc", "abcdefg", "0000oo", "%F0%9F%98%80", "..%2F..", "abc%00ef", "x".repeat(2_000)]) {
      expect((await look(bad, "203.0.113.11")).status, bad).toBe(404);
    }
    expect((await listDurableObjectIds(env.CODE)).length + (await listDurableObjectIds(env.GUARD)).length).toBe(before);
  });

  test("a person reads a page, a program JSON", async () => {
    const page = await look("22222p", undefined, { accept: "text/html" });
    expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    const refused = await look("22222q");
    expect(await refused.json()).toMatchObject({ error: { code: "no-such-code" } });
  });
});
