/** The HTTP calls: what they answer, and what they refuse before any object wakes. */
import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { readBody } from "../../src/http/ask.ts";
import { type Code, STATUS_OF } from "../../src/protocol/codes.ts";
import { HOST_KEY, POLL_ID } from "../../src/protocol/ids.ts";
import { BODY_WITHIN_MS } from "../../src/protocol/limits.ts";
import type { Made, Refusal } from "../../src/protocol/server.ts";
import { bearer, call, makePoll, ORIGIN, post, tokenOf, voter } from "./phone.ts";

afterEach(() => vi.useRealTimers());

async function expectRefusal(response: Response, code: Code, status: number = STATUS_OF[code]): Promise<void> {
  const body = await response.json<Refusal>();
  const { detail = "some", ...error } = body.error;
  expect(detail).toMatch(/^\w/);
  expect([response.status, { ...body, error }]).toEqual([
    status,
    { error: { code, message: expect.stringMatching(/^["A-Z].{8,}[.…]$/) } },
  ]);
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(JSON.stringify(body)).not.toMatch(/\bat .*\.ts|Error:/);
}

const json = { "content-type": "application/json" };
const unknown = "23456789abcdefg";
let poll: Made;

beforeAll(async () => {
  poll = await makePoll();
});

describe("making", () => {
  test("[A1] [K1] 201 with id, key, code and links, the key only behind the #", async () => {
    const response = await post("/api/polls", { question: "Where to?", options: ["Pizza", "Sushi"] });
    expect(response.status).toBe(201);
    const { id, hostKey, code, links } = await response.json<Made>();
    expect(id).toMatch(POLL_ID);
    expect(hostKey).toMatch(HOST_KEY);
    expect(links).toEqual({
      vote: `${ORIGIN}/p/${id}`,
      host: `${ORIGIN}/p/${id}/host#key=${hostKey}`,
      present: `${ORIGIN}/p/${id}/present`,
      results: `${ORIGIN}/p/${id}/results`,
      embed: `${ORIGIN}/embed/${id}`,
      socket: `wss://showhands.test/ws/${id}`,
    });
    expect(code).toHaveLength(6);
  });

  test.each([
    ["an empty poll", {}],
    ["no body worth the name", []],
    ["one option", { question: "?", options: ["a"] }],
    ["an unknown kind", { questions: [{ kind: "riddle", text: "?", options: ["a", "b"] }] }],
  ])("[A1] %s is bad-message, and wakes no hub", async (_, body) => {
    const before = (await listDurableObjectIds(env.HUB)).length;
    await expectRefusal(await post("/api/polls", body), "bad-message");
    expect((await listDurableObjectIds(env.HUB)).length).toBe(before);
  });
});

describe("looking", () => {
  test("anyone sees what the snapshot says, a voter also what is theirs", async () => {
    const { id } = await makePoll({ title: "Friday" });
    await post(`/api/polls/${id}/votes`, { question: "q1", choice: [1], n: 1 }, voter(tokenOf("ann")));
    const seen = await (await call(`/api/polls/${id}`)).json<object>();
    expect(seen).toEqual({
      poll: expect.objectContaining({ id, title: "Friday" }),
      tallies: { q1: { ballots: 1, counts: [0, 1] } },
      present: 0,
      epoch: expect.any(String),
      seq: 2,
    });
    const mine = await (await call(`/api/polls/${id}`, { headers: voter(tokenOf("ann")) })).json();
    expect(mine).toEqual({ ...seen, mine: { q1: { choice: [1], n: 1 } } });
    expect(await (await call(`/api/polls/${id}`, { headers: voter(tokenOf("ben")) })).json()).toEqual({ ...seen, mine: {} });
  });

  test("HEAD says the same without a body", async () => {
    const head = await call(`/api/polls/${poll.id}`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect((await call(`/api/polls/${unknown}`, { method: "HEAD" })).status).toBe(404);
  });
});

describe("commands", () => {
  test("[R8] with the key 200 and done; edits up to 64 KB", async () => {
    const command = (body: object) => post(`/api/polls/${poll.id}/commands`, body, bearer(poll.hostKey));
    const done = await command({ command: "close", question: "q1" });
    expect([done.status, await done.json()]).toEqual([200, { status: "done", seq: 2 }]);
    await expectRefusal(await command({ command: "close", question: "q1" }), "closed");
    await expectRefusal(await command({ command: "reset", question: "q7" }), "no-such-question");
    await expectRefusal(await command({ command: "explode" }), "bad-message");
    await expectRefusal(await command({ command: "undo-reset", question: "q1" }), "not-allowed");
    const words = Array.from({ length: 50 }, (_, index) => `${index} ${"😀".repeat(110)}`);
    expect((await command({ command: "edit", question: "q1", options: words })).status).toBe(200);
  });

  test("[R7] a rotated key comes back once, and only it opens from then on", async () => {
    const { id, hostKey } = await makePoll();
    const rotated = await (await post(`/api/polls/${id}/commands`, { command: "rotate-key" }, bearer(hostKey))).json<{
      hostKey: string;
    }>();
    expect(rotated).toEqual({ status: "done", seq: 2, hostKey: expect.stringMatching(HOST_KEY) });
    await expectRefusal(await post(`/api/polls/${id}/commands`, { command: "close", question: "q1" }, bearer(hostKey)), "not-host");
    expect((await post(`/api/polls/${id}/commands`, { command: "close", question: "q1" }, bearer(rotated.hostKey))).status).toBe(
      200,
    );
  });
});

/** What needs no poll to be refused: none of these may wake an object. */
const REFUSED: [name: string, path: string, init: RequestInit, code: Code][] = [
  ["no key for a command", `/api/polls/${unknown}/commands`, { method: "POST", headers: json, body: "{}" }, "not-host"],
  ["no key for a deletion", `/api/polls/${unknown}`, { method: "DELETE" }, "not-host"],
  ["a key that can be none", `/api/polls/${unknown}/results`, { headers: { authorization: "Bearer short" } }, "not-host"],
  ["a voter's token as a key", `/api/polls/${unknown}`, { method: "DELETE", headers: voter(tokenOf("eve")) }, "not-host"],
  ["a basic password", `/api/polls/${unknown}/results`, { headers: { authorization: "Basic YTpi" } }, "not-host"],
  ["a vote without a voter", `/api/polls/${unknown}/votes`, { method: "POST", headers: json, body: "{}" }, "bad-message"],
  [
    "a vote with a bad token",
    `/api/polls/${unknown}/votes`,
    { method: "POST", headers: { ...json, ...voter("short") }, body: "{}" },
    "bad-message",
  ],
  [
    "a vote of the wrong shape",
    `/api/polls/${unknown}/votes`,
    { method: "POST", headers: { ...json, ...voter(tokenOf("eve")) }, body: "[]" },
    "bad-message",
  ],
  [
    "a vote that is no JSON",
    `/api/polls/${unknown}/votes`,
    { method: "POST", headers: { ...json, ...voter(tokenOf("eve")) }, body: "{" },
    "bad-message",
  ],
  [
    "a vote that is no UTF-8",
    `/api/polls/${unknown}/votes`,
    { method: "POST", headers: { ...json, ...voter(tokenOf("eve")) }, body: Uint8Array.of(0xff, 0xfe) },
    "bad-message",
  ],
  [
    "a vote of 4,097 bytes",
    `/api/polls/${unknown}/votes`,
    { method: "POST", headers: { ...json, ...voter(tokenOf("eve")) }, body: " ".repeat(4_097) },
    "too-large",
  ],
  ["a poll of 65,537 bytes", "/api/polls", { method: "POST", headers: json, body: " ".repeat(65_537) }, "too-large"],
  ["a poll of a megabyte", "/api/polls", { method: "POST", headers: json, body: "x".repeat(1_000_000) }, "too-large"],
  [
    "a form",
    "/api/polls",
    { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "a=b" },
    "wrong-type",
  ],
  ["text", "/api/polls", { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" }, "wrong-type"],
  ["almost JSON", "/api/polls", { method: "POST", headers: { "content-type": "application/jsonx" }, body: "{}" }, "wrong-type"],
  ["no type", "/api/polls", { method: "POST", body: new Uint8Array(2) }, "wrong-type"],
  ["no body", "/api/polls", { method: "POST", headers: json }, "bad-message"],
  ["a poll that is listed", "/api/polls", {}, "wrong-method"],
  ["PUT", `/api/polls/${unknown}`, { method: "PUT" }, "wrong-method"],
  ["PATCH", `/api/polls/${unknown}`, { method: "PATCH" }, "wrong-method"],
  ["votes that are read", `/api/polls/${unknown}/votes`, {}, "wrong-method"],
  ["commands that are read", `/api/polls/${unknown}/commands`, {}, "wrong-method"],
  ["results that are written", `/api/polls/${unknown}/results`, { method: "POST" }, "wrong-method"],
  ["an unknown part", `/api/polls/${unknown}/secrets`, {}, "no-such-page"],
  ["a socket by POST", `/ws/${unknown}`, { method: "POST" }, "wrong-method"],
  ["a socket without an upgrade", `/ws/${unknown}`, {}, "upgrade-needed"],
  ["a socket of another protocol", `/ws/${unknown}`, { headers: { upgrade: "h2c" } }, "upgrade-needed"],
  ["another address", "/api/admin", {}, "no-such-page"],
  ["another address, written", "/nothing", { method: "POST" }, "wrong-method"],
];

const BAD_IDS = [
  "x",
  "23456789abcdef",
  "23456789abcdefgh",
  "23456789ABCDEFG",
  "23456789abcde01",
  "..%2f..%2fetc",
  "%00",
  "%F0%9F%98%80",
  "a".repeat(3_000),
  "23456789abcdef%0a",
];

describe("[A2] what needs no poll to be refused wakes no object", () => {
  const awake = async () =>
    (await Promise.all([env.HUB, env.CODE, env.GUARD].map((space) => listDurableObjectIds(space)))).flat().length;

  test.each(REFUSED)("[A1] [A5] %s", async (_, path, init, code) => {
    const before = await awake();
    await expectRefusal(await call(path, init), code);
    expect(await awake()).toBe(before);
  });

  test.each(BAD_IDS.map((id) => [id.slice(0, 20), id]))("the id %s", async (_, id) => {
    const before = await awake();
    for (const [path, init] of [
      [`/api/polls/${id}`, {}],
      [`/api/polls/${id}`, { method: "DELETE", headers: bearer(poll.hostKey) }],
      [`/api/polls/${id}/votes`, { method: "POST", headers: { ...json, ...voter(tokenOf("eve")) }, body: "{}" }],
      [`/api/polls/${id}/results.csv`, {}],
      [`/ws/${id}`, { headers: { upgrade: "websocket" } }],
    ] as const) {
      await expectRefusal(await call(path, init), "no-such-poll");
    }
    expect((await call(`/p/${id}`)).status).toBe(404);
    expect(await awake()).toBe(before);
  });

  test("[A5] exactly 65,536 bytes are read", async () => {
    const body = JSON.stringify({ question: "?", options: ["a", "b"] }).padEnd(65_536, " ");
    expect((await call("/api/polls", { method: "POST", headers: json, body })).status).toBe(201);
  });

  test("[A5] a body that never says how long it is, and is too long, is given up", async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(10_000).fill(32));
      },
    });
    await expectRefusal(await call("/api/polls", { method: "POST", headers: json, body }), "too-large");
    expect(sent).toBeLessThan(20);
  });

  test("[A5] a body that never ends is given up after ten seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { readable, writable } = new TransformStream();
    void writable.getWriter().write(new TextEncoder().encode('{"question":'));
    const request = new Request(`${ORIGIN}/api/polls`, { method: "POST", headers: json, body: readable });
    const read = vi.fn();
    const reading = readBody(request, 65_536).then(read);
    await vi.advanceTimersByTimeAsync(BODY_WITHIN_MS - 1);
    expect(read).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await reading;
    expect(read).toHaveBeenCalledWith({ unreadable: "bad-message" });
  });
});

describe("[A4] sockets", () => {
  test("an unknown poll is 404 before any upgrade", async () => {
    const refused = await call(`/ws/${unknown}`, { headers: { upgrade: "websocket" } });
    expect(refused.webSocket).toBeNull();
    await expectRefusal(refused, "no-such-poll");
  });

  test("everything by HTTP about an unknown poll is 404", async () => {
    await expectRefusal(await call(`/api/polls/${unknown}`), "no-such-poll");
    await expectRefusal(await call(`/api/polls/${unknown}/results`), "no-such-poll");
    await expectRefusal(await call(`/api/polls/${unknown}/results`, { headers: bearer(poll.hostKey) }), "no-such-poll");
    await expectRefusal(await call(`/api/polls/${unknown}`, { method: "DELETE", headers: bearer(poll.hostKey) }), "no-such-poll");
    await expectRefusal(
      await post(`/api/polls/${unknown}/commands`, { command: "rotate-key" }, bearer(poll.hostKey)),
      "no-such-poll",
    );
    await expectRefusal(
      await post(`/api/polls/${unknown}/votes`, { question: "q1", choice: [0], n: 1 }, voter(tokenOf("eve"))),
      "no-such-poll",
    );
  });

  test("[A7] a wrong key is 401, never ignored", async () => {
    for (const path of [`/api/polls/${poll.id}/results`, `/api/polls/${poll.id}/results.csv`]) {
      await expectRefusal(await call(path, { headers: bearer(tokenOf("wrong")) }), "not-host");
    }
    await expectRefusal(
      await post(`/api/polls/${poll.id}/commands`, { command: "rotate-key" }, bearer(tokenOf("wrong"))),
      "not-host",
    );
  });
});
