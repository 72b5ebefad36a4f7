import { env, exports } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test, vi } from "vitest";

test("probe", async () => {
  const t0 = Date.now();
  const made = await (exports as any).default.fetch("https://showhands.test/api/polls", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ question: "a", options: ["a", "b"] }) });
  expect(made.status).toBe(201);
  const { id } = await made.json() as any;
  const res = await (exports as any).default.fetch(`https://showhands.test/ws/${id}`, { headers: { upgrade: "websocket" } });
  expect(res.status).toBe(101);
  const ws = res.webSocket!;
  const got: string[] = [];
  ws.accept();
  ws.addEventListener("message", (e: any) => got.push(e.data));
  ws.send(JSON.stringify({ type: "hello", voter: "a".repeat(22) }));
  await vi.waitFor(() => expect(got.length).toBeGreaterThan(0));
  const stub = (env as any).HUB.getByName(id);
  console.log(got[0]);
  console.log("before evict", Date.now()-t0); await evictDurableObject(stub); console.log("evicted", Date.now()-t0);
  ws.send(JSON.stringify({ type: "vote", ref: 1, question: "q1", choice: [0], n: 1 }));
  await vi.waitFor(() => expect(got.length).toBeGreaterThan(2));
  console.log(got.slice(1), Date.now() - t0);
  await runInDurableObject(stub, (instance: any, state) => {
    const a = state.storage.sql, b = state.storage.sql;
    const proto = Object.getPrototypeOf(a);
    console.log("same sql", a === b, Object.getOwnPropertyNames(proto), Object.getOwnPropertyNames(Object.getPrototypeOf(state.storage)));
    let threw = "";
    try { (a as any).exec = function (...args: any[]) { return proto.exec.apply(this, args); }; } catch (e) { threw = String(e); }
    console.log("patched", threw, Object.hasOwn(a, "exec"));
    console.log("instance", Object.keys(instance), instance.limits);
    console.log(a.exec("SELECT name, sql FROM sqlite_master").toArray());
  });
});
