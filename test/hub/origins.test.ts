import { beforeAll, describe, expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { foreignTo } from "../support/origins.ts";
import { bearer, call, makePoll, ORIGIN, tokenOf, voter } from "./phone.ts";

let poll: Made;
beforeAll(async () => {
  poll = await makePoll();
});

const WRITES: [string, (id: string, key: string) => [string, RequestInit]][] = [
  ["making", () => ["/api/polls", { method: "POST", body: '{"question":"?","options":["a","b"]}' }]],
  [
    "voting",
    (id) => [
      `/api/polls/${id}/votes`,
      { method: "POST", headers: voter(tokenOf("eve")), body: '{"question":"q1","choice":[0],"n":1}' },
    ],
  ],
  [
    "commanding",
    (id, key) => [`/api/polls/${id}/commands`, { method: "POST", headers: bearer(key), body: '{"command":"rotate-key"}' }],
  ],
  ["deleting", (id, key) => [`/api/polls/${id}`, { method: "DELETE", headers: bearer(key) }]],
];

const withOrigin = ([path, init]: [string, RequestInit], origin: string | undefined): [string, RequestInit] => [
  path,
  {
    ...init,
    headers: { "content-type": "application/json", ...(init.headers as object), ...(origin === undefined ? {} : { origin }) },
  },
];

describe.each(Object.entries(foreignTo(ORIGIN)))("[A3] from %s", (_, origin) => {
  test.each(WRITES)("%s is not-allowed", async (_, write) => {
    const refused = await call(...withOrigin(write(poll.id, poll.hostKey), origin));
    expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: "not-allowed" } }]);
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    expect((await call(`/api/polls/${poll.id}`)).status).toBe(200);
  });

  test("a socket is 403", async () => {
    const refused = await call(`/ws/${poll.id}`, { headers: { upgrade: "websocket", origin } });
    expect([refused.status, refused.webSocket]).toEqual([403, null]);
  });

  test("reading is open, refusals included", async () => {
    for (const path of [
      `/api/polls/${poll.id}`,
      `/api/polls/${poll.id}/results`,
      `/api/polls/${poll.id}/results.csv`,
      "/api/polls/22222222222222b",
      "/api/polls/x",
    ]) {
      const seen = await call(path, { headers: { origin } });
      await seen.text();
      expect(seen.headers.get("access-control-allow-origin"), path).toBe("*");
    }
  });
});

describe("[A3] from the own origin, and from callers that send none", () => {
  test.each([
    ["own", ORIGIN],
    ["none", undefined],
  ])("%s may write and open a socket", async (_, origin) => {
    const { id, hostKey } = await makePoll();
    for (const [name, write] of WRITES.slice(0, -1)) {
      const { status } = await call(...withOrigin(write(id, hostKey), origin));
      expect([name, status]).toEqual([name, name === "making" ? 201 : 200]);
    }
    const opened = await call(`/ws/${id}`, { headers: { upgrade: "websocket", ...(origin ? { origin } : {}) } });
    expect(opened.status).toBe(101);
    opened.webSocket?.accept();
    opened.webSocket?.close();
  });

  test("a preflight allows reading with a key, and nothing else", async () => {
    const allowed = await call(`/api/polls/${poll.id}/results`, {
      method: "OPTIONS",
      headers: { origin: "https://a.test", "access-control-request-method": "GET" },
    });
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("*");
    expect(allowed.headers.get("access-control-allow-methods")).toBe("GET");
    expect(allowed.headers.get("access-control-allow-headers")).toBe("authorization");
    expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
  });
});
