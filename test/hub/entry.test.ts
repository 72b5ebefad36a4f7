/** The ladder against double voting: each step lets in who it should, and nobody else, by every way in. */
import { describe, expect, test, vi } from "vitest";
import { ACCESS_CODE, TICKET } from "../../src/protocol/ids.ts";
import {
  ballotsIn,
  codeOf,
  command,
  entered,
  entryOf,
  passFor,
  show,
  ticketsOf,
  vote,
  withPass,
  withTicket,
  wordOf,
} from "./entering.ts";
import { evict } from "./objects.ts";
import { bearer, call, Phone, post, tokenOf, voter } from "./phone.ts";

describe("[E1] levels", () => {
  test("open lets any device in, and asks nothing", async () => {
    const poll = await entered({ level: "open" });
    expect(await vote(poll, "ann", 1)).toBe("counted");
    const phone = await Phone.join(poll.id, "bea");
    expect(phone.snapshots[0]).not.toHaveProperty("admitted");
    expect(await phone.vote([1], 1)).toMatchObject({ status: "counted" });
  });

  test.each([
    ["code", "needs-code"],
    ["tickets", "needs-ticket"],
  ])("%s keeps everybody out of voting and nobody from looking", async (level, needs) => {
    const poll = await entered({ level }, { talk: { chat: "open", questions: "open", reactions: true } });
    const phone = await Phone.join(poll.id, "ann");
    expect(phone.snapshots[0]).toMatchObject({ admitted: false, poll: { entry: { level } } });
    expect(wordOf(await phone.vote([0], 1))).toBe(needs);
    expect(wordOf(await phone.ask({ type: "say", text: "Hello", n: 1 }))).toBe(needs);
    expect(wordOf(await phone.ask({ type: "ask", text: "Why?", n: 2 }))).toBe(needs);
    expect(wordOf(await phone.ask({ type: "upvote", ask: 1, up: true, n: 3 }))).toBe(needs);
    expect(await vote(poll, "ann", 1)).toBe(needs);
    expect(await vote(poll, "ann", 1, withPass("a".repeat(22)))).toBe(needs);
    const said = await post(`/api/polls/${poll.id}/talk`, { type: "say", text: "Hello", n: 1 }, voter(tokenOf("ann")));
    expect(wordOf(await said.json())).toBe(needs);
    expect(await ballotsIn(poll)).toBe(0);
    const seen = await (await call(`/api/polls/${poll.id}`, { headers: voter(tokenOf("ann")) })).json();
    expect(seen).toMatchObject({ admitted: false });
    expect(await (await call(`/api/polls/${poll.id}`)).json()).not.toHaveProperty("admitted");
  });

  test("a host talks without being let in, and votes like anybody", async () => {
    const poll = await entered({ level: "code" }, { talk: { chat: "open" } });
    const host = await Phone.join(poll.id, "host", { key: poll.hostKey, role: "host" });
    expect(await host.ask({ type: "say", text: "Welcome", n: 1 })).toMatchObject({ status: "done" });
    expect(wordOf(await host.vote([0], 1))).toBe("needs-code");
  });

  test("in a quiz the gate is at joining", async () => {
    const right = { text: "?", options: ["a", "b"], right: [0] };
    const poll = await entered({ level: "code" }, { pace: "quiz", quiz: { autoStart: false }, questions: [right] });
    const phone = await Phone.join(poll.id, "ann");
    expect(wordOf(await phone.play("Ann"))).toBe("needs-code");
    const byHttp = await post(`/api/polls/${poll.id}/players`, { name: "Ann" }, voter(tokenOf("ann")));
    expect(wordOf(await byHttp.json())).toBe("needs-code");
    await passFor(poll, "ann", { code: await codeOf(poll) });
    expect(await phone.play("Ann")).toMatchObject({ type: "joined" });
  });

  test("is not changed while there are votes, and what came by other rules does not come back by an undo", async () => {
    const poll = await entered({ level: "open" });
    await vote(poll, "ann", 1);
    expect(await command(poll, "edit", { entry: { level: "code" } })).toBe("has-votes");
    expect(await command(poll, "edit", { entry: { networkMax: 5 } })).toBe("has-votes");
    expect(await command(poll, "reset", { question: "q1" })).toBe("done");
    expect(await command(poll, "edit", { entry: { level: "code" } })).toBe("done");
    expect(await command(poll, "undo-reset", { question: "q1" })).toBe("nothing-to-undo");
    expect(await vote(poll, "ann", 2)).toBe("needs-code");
  });

  test("a room that is let in differently hears it at once, and is let in live", async () => {
    const poll = await entered({ level: "open" });
    const [phone, tab] = [await Phone.join(poll.id, "ann"), await Phone.join(poll.id, "ann")];
    await command(poll, "edit", { entry: { level: "code" } });
    await vi.waitFor(() => expect(phone.snapshots.at(-1)).toMatchObject({ admitted: false }));
    expect(wordOf(await phone.vote([0], 1))).toBe("needs-code");
    await passFor(poll, "ann", { code: await codeOf(poll) });
    expect(await phone.vote([0], 2)).toMatchObject({ status: "counted" });
    await vi.waitFor(() => expect(tab.snapshots.at(-1)).not.toHaveProperty("admitted"));
  });
});

describe("[E2] a code", () => {
  test("is drawn, is known to the host alone, and lets in whoever types it, however they type it", async () => {
    const poll = await entered({ level: "code" });
    const code = await codeOf(poll);
    expect(code).toMatch(ACCESS_CODE);
    expect(code).toHaveLength(6);
    expect(await (await call(`/api/polls/${poll.id}`)).text()).not.toContain(code);
    expect((await call(`/api/polls/${poll.id}/entry`)).status).toBe(401);
    expect((await call(`/api/polls/${poll.id}/entry`, { headers: bearer("x".repeat(27)) })).status).toBe(401);
    for (const [index, typed] of [code, ` ${code.toUpperCase()} `, `${code.slice(0, 3)}-${code.slice(3)}`].entries()) {
      const pass = await passFor(poll, `ann${index}`, { code: typed });
      expect(await vote(poll, `ann${index}`, 1, withPass(pass))).toBe("counted");
    }
    expect(await show(poll, "bea", { code: `${code}x` })).toMatchObject({ error: { detail: "wrong-code" } });
  });

  test("a pass is for one device, one poll and one level", async () => {
    const [poll, other] = [await entered({ level: "code" }), await entered({ level: "code" })];
    const pass = await passFor(poll, "ann", { code: await codeOf(poll) });
    expect(await vote(poll, "bea", 1, withPass(pass))).toBe("needs-code");
    expect(await vote(other, "ann", 1, withPass(pass))).toBe("needs-code");
    const phone = await Phone.join(poll.id, "ann", { pass });
    expect(phone.snapshots[0]).not.toHaveProperty("admitted");
    expect(await phone.vote([0], 1)).toMatchObject({ status: "counted" });
    await command(poll, "reset", { question: "q1" });
    await command(poll, "edit", { entry: { level: "open" } });
    await command(poll, "edit", { entry: { level: "code" } });
    expect(wordOf(await phone.vote([0], 2))).toBe("needs-code");
    expect(await vote(poll, "ann", 2, withPass(pass))).toBe("needs-code");
  });

  test("another code throws nobody out, not over a sleep either", async () => {
    const poll = await entered({ level: "code" });
    const [old, pass] = [await codeOf(poll), await passFor(poll, "ann", { code: await codeOf(poll) })];
    expect(await command(poll, "access-code", { code: "Lima 2026" })).toBe("done");
    expect(await codeOf(poll)).toBe("lima2026");
    await evict(poll.stub);
    expect(await vote(poll, "ann", 1, withPass(pass))).toBe("counted");
    expect(await show(poll, "bea", { code: old })).toMatchObject({ error: { detail: "wrong-code" } });
    await passFor(poll, "bea", { code: "lima-2026" });
    expect(await command(poll, "access-code", { code: null })).toBe("done");
    expect(await codeOf(poll)).toMatch(/^[a-z0-9]{6}$/);
    expect(await command(poll, "access-code", { code: "abc" })).toBe("code letters");
    expect(await command(await entered({ level: "open" }), "access-code", { code: null })).toBe("not-code");
  });
});

describe("[E3] tickets", () => {
  test("are as many as the host makes, each with letters of its own, the same ones again after a sleep", async () => {
    const poll = await entered({ level: "tickets" });
    const first = await ticketsOf(poll, 5);
    await evict(poll.stub);
    const tickets = await ticketsOf(poll, 500);
    expect(tickets.slice(0, 5)).toEqual(first);
    expect(new Set(tickets.map(({ letters }) => letters)).size).toBe(500);
    for (const { ticket, letters, link } of tickets) {
      expect(letters, String(ticket)).toMatch(TICKET);
      expect(link.endsWith(`/p/${poll.id}#ticket=${letters}`)).toBe(true);
    }
    expect(await command(poll, "tickets", { count: 499 })).toBe("fewer-tickets");
    expect(await command(poll, "tickets", { count: 5_001 })).toBe("count");
    expect((await call(`/api/polls/${poll.id}/tickets`)).status).toBe(401);
    expect(await entryOf(poll)).toMatchObject({ level: "tickets", tickets: 500, revoked: [] });
  });

  test("votes once, from two devices, by socket and by HTTP, and changes it", async () => {
    const poll = await entered({ level: "tickets" });
    const [one] = await ticketsOf(poll, 2);
    const letters = one?.letters ?? "";
    const [phone, tablet] = [
      await Phone.join(poll.id, "phone", { ticket: letters }),
      await Phone.join(poll.id, "tablet", { ticket: letters }),
    ];
    expect(phone.snapshots[0]).not.toHaveProperty("admitted");
    expect(await phone.vote([0], 1)).toMatchObject({ status: "counted" });
    expect(await tablet.vote([0], 1)).toMatchObject({ status: "same" });
    expect(await tablet.vote([1], 2)).toMatchObject({ status: "changed" });
    expect(await vote(poll, "laptop", 3, { choice: [0], ...withTicket(letters.toUpperCase()) })).toBe("changed");
    await vi.waitFor(() => expect(phone.snapshots.at(-1)?.mine).toMatchObject({ q1: { choice: [0], n: 3 } }));
    expect(await ballotsIn(poll)).toBe(1);
    const seen = await (await call(`/api/polls/${poll.id}`, { headers: withTicket(letters) })).json();
    expect(seen).toMatchObject({ mine: { q1: { choice: [0] } } });
  });

  test("nobody else's letters are one: not one letter off, not of another poll, not one that was never made", async () => {
    const [poll, other] = [await entered({ level: "tickets" }), await entered({ level: "tickets" })];
    const [one] = await ticketsOf(poll, 1);
    const strange = await ticketsOf(other, 2);
    const letters = one?.letters ?? "";
    const wrong = [...letters].map((letter, at) => letters.slice(0, at) + (letter === "2" ? "3" : "2") + letters.slice(at + 1));
    for (const tried of [...wrong, ...strange.map((row) => row.letters), "", "22a222222222", "x".repeat(39)]) {
      expect(await vote(poll, "eve", 1, tried ? withTicket(tried) : {}), tried).toMatch(/^(wrong|needs)-ticket$/);
      const phone = await Phone.join(poll.id, "eve", { ticket: tried });
      expect(wordOf(await phone.vote([0], 1)), tried).toBe("needs-ticket");
      phone.hangUp();
    }
    expect(await ballotsIn(poll)).toBe(0);
    expect(await show(poll, "ann", { ticket: letters })).toEqual({ ticket: 1 });
    expect(await show(poll, "eve", { ticket: wrong[5] })).toMatchObject({ error: { detail: "wrong-ticket" } });
  });

  test("one that is revoked votes no more, and its ballots are taken back in the same turn", async () => {
    const poll = await entered(
      { level: "tickets" },
      {
        questions: [
          { text: "A?", options: ["a", "b"] },
          { text: "B?", options: ["a", "b"] },
        ],
      },
    );
    const [one, two] = (await ticketsOf(poll, 2)).map(({ letters }) => letters);
    const phone = await Phone.join(poll.id, "ann", { ticket: one ?? "" });
    await phone.vote([0], 1);
    await phone.vote([1], 1, { question: "q2" });
    await vote(poll, "bea", 1, withTicket(two ?? ""));
    const [revoked, late] = await Promise.all([command(poll, "revoke-ticket", { ticket: 1, revoked: true }), phone.vote([1], 9)]);
    expect([revoked, wordOf(late)].toSorted()).toEqual(expect.arrayContaining(["done"]));
    expect([await ballotsIn(poll, "q1"), await ballotsIn(poll, "q2")]).toEqual([1, 0]);
    await vi.waitFor(() => expect(phone.snapshots.at(-1)).toMatchObject({ admitted: false, mine: {} }));
    await evict(poll.stub);
    expect(await vote(poll, "ann", 10, withTicket(one ?? ""))).toBe("ticket-revoked");
    expect(await vote(poll, "ann", 1, withTicket(one ?? ""))).toBe("ticket-revoked");
    expect(await show(poll, "ann", { ticket: one })).toMatchObject({ error: { detail: "ticket-revoked" } });
    expect(await entryOf(poll)).toMatchObject({ revoked: [1] });
    expect(await command(poll, "revoke-ticket", { ticket: 1, revoked: false })).toBe("done");
    expect(await vote(poll, "ann", 11, withTicket(one ?? ""))).toBe("changed");
    expect(await ballotsIn(poll, "q1")).toBe(2);
    expect(await command(poll, "revoke-ticket", { ticket: 3, revoked: true })).toBe("no-such-ticket");
  });

  test("in a quiz its player is out, and in again where it is given back", async () => {
    const right = { text: "?", options: ["a", "b"], right: [0] };
    const poll = await entered({ level: "tickets" }, { pace: "quiz", quiz: { autoStart: false }, questions: [right] });
    const [one] = await ticketsOf(poll, 1);
    const phone = await Phone.join(poll.id, "ann", { ticket: one?.letters ?? "" });
    expect(await phone.play("Ann")).toMatchObject({ type: "joined" });
    expect(await command(poll, "revoke-ticket", { ticket: 1, revoked: true })).toBe("done");
    expect(wordOf(await phone.play("Ann"))).toBe("ticket-revoked");
    expect(await command(poll, "revoke-ticket", { ticket: 1, revoked: false })).toBe("done");
    expect(await phone.play("Ann")).toMatchObject({ type: "joined" });
  });
});
