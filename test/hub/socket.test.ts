import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isRelayed } from "./objects.ts";
import { call, makePoll, Phone, pause, post, tokenOf, voter } from "./phone.ts";

afterEach(() => vi.useRealTimers());

describe("hello", () => {
  test("[W2] is answered by a snapshot with mine, and what was sent right behind it after it", async () => {
    const { id } = await makePoll({ title: "Friday" });
    const phone = await Phone.dial(id);
    phone.send({ type: "hello", voter: tokenOf("ann") });
    phone.send({ type: "vote", ref: 1, question: "q1", choice: [1], n: 5 });
    await phone.hear("ack");
    expect(phone.heard[0]).toMatchObject({
      type: "snapshot",
      seq: 1,
      role: "voter",
      poll: { id, title: "Friday", pace: "open", results: "always", revote: true, questions: [{ id: "q1", open: true, round: 1 }] },
      tallies: { q1: { ballots: 0, counts: [0, 0] } },
      present: 1,
      mine: {},
    });
    phone.hangUp();
    const again = await Phone.join(id, "ann");
    expect(again.heard[0]).toMatchObject({ mine: { q1: { choice: [1], n: 5 } }, tallies: { q1: { ballots: 1, counts: [0, 1] } } });
  });

  test("[W1] comes first: anything else is hello-first and changes nothing", async () => {
    const { id, hostKey } = await makePoll();
    const phone = await Phone.dial(id);
    expect(await phone.vote([0], 1)).toMatchObject({ type: "refused", code: "hello-first" });
    expect(await phone.command("close")).toMatchObject({ type: "refused", code: "hello-first" });
    phone.send({ type: "hello", voter: tokenOf("ann"), key: hostKey });
    expect(await phone.hear("snapshot")).toMatchObject({ role: "host", seq: 1, tallies: { q1: { ballots: 0 } } });
  });

  test("[W1] a second one is not-allowed, with its ref where it has one, and changes nothing", async () => {
    const { id } = await makePoll();
    const phone = await Phone.join(id, "ann");
    phone.send({ type: "hello", voter: tokenOf("ben") });
    expect(await phone.hear("error")).toMatchObject({ code: "not-allowed" });
    phone.send({ type: "hello", voter: tokenOf("ben"), ref: 9 });
    expect(await phone.hear("refused")).toMatchObject({ ref: 9, code: "not-allowed" });
    await phone.vote([0], 1);
    expect((await Phone.join(id, "ann")).heard[0]).toMatchObject({ mine: { q1: { choice: [0] } } });
    expect((await Phone.join(id, "ben")).heard[0]).toMatchObject({ mine: {} });
  });

  // The timers of all objects are put forward at once, and one that holds no sockets must not close them.
  test.skipIf(isRelayed)("[W1] within 10 s, else 4408, and nobody else is closed", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const { id, stub } = await makePoll();
    const silent = await Phone.dial(id);
    const polite = await Phone.join(id, "ann");
    await runInDurableObject(stub, () => void vi.advanceTimersByTime(6_000));
    const late = await Phone.dial(id);
    await runInDurableObject(stub, () => void vi.advanceTimersByTime(4_000));
    expect(await silent.ended()).toBe(4408);
    expect([polite.closed, late.closed]).toEqual([null, null]);
    await runInDurableObject(stub, () => void vi.advanceTimersByTime(6_000));
    expect(await late.ended()).toBe(4408);
    expect(polite.closed).toBeNull();
  });

  test("[W1] a wrong key closes with 4401, before anything is said", async () => {
    const { id, hostKey } = await makePoll();
    for (const key of ["", "x", `${hostKey}x`, hostKey.toUpperCase()]) {
      const phone = await Phone.dial(id);
      phone.send({ type: "hello", voter: tokenOf("eve"), key });
      expect(await phone.ended()).toBe(4401);
      expect(phone.frames).toEqual([]);
    }
  });

  test.each([
    [{}, "voter"],
    [{ role: "host" }, "voter"],
    [{ role: "stage" }, "stage"],
  ] as const)("[R8] without a key %j is %s, and gives no commands", async (hello, role) => {
    const { id } = await makePoll();
    const phone = await Phone.join(id, "eve", hello);
    expect(phone.heard[0]).toMatchObject({ role });
    for (const command of ["open", "close", "reset", "hide", "edit", "rotate-key"]) {
      const fields = command === "edit" ? { title: "mine" } : { question: "q1" };
      expect(await phone.command(command, fields)).toMatchObject({ type: "refused", code: "not-host" });
    }
    expect(phone.newest).toMatchObject({ seq: 1 });
  });

  test.each([
    [{}, "host"],
    [{ role: "host" }, "host"],
    [{ role: "stage" }, "stage"],
    [{ role: "voter" }, "voter"],
  ] as const)("[R8] with the key %j is %s, and gives commands", async (hello, role) => {
    const { id, hostKey } = await makePoll();
    const phone = await Phone.join(id, "ann", { ...hello, key: hostKey });
    expect(phone.heard[0]).toMatchObject({ role });
    expect(await phone.command("close")).toMatchObject({ type: "ack", status: "done" });
  });
});

describe("votes", () => {
  test("[V3] [V5] [W3] counted, same, changed, and refusals with their ref", async () => {
    const { id } = await makePoll();
    const phone = await Phone.join(id, "ann");
    expect(await phone.vote([0], 5)).toEqual({ type: "ack", ref: 1, status: "counted", seq: 2 });
    expect(await phone.vote([0], 5)).toEqual({ type: "ack", ref: 2, status: "same", seq: 2 });
    expect(await phone.vote([1], 6)).toEqual({ type: "ack", ref: 3, status: "changed", seq: 3 });
    expect(await phone.vote([1], 4)).toEqual({ type: "ack", ref: 4, status: "same", seq: 3 });
    expect(await phone.vote([7], 7)).toMatchObject({ type: "refused", ref: 5, code: "bad-choice" });
    expect(await phone.vote([0], 7, { question: "q9" })).toMatchObject({ type: "refused", ref: 6, code: "no-such-question" });
    expect(await phone.upTo(3)).toMatchObject({ tallies: { q1: { ballots: 1, counts: [0, 1] } } });
  });

  test("[W7] a frame with seq at or above an ack's contains that vote", async () => {
    const { id } = await makePoll();
    const watcher = await Phone.join(id, "watcher");
    const phones = await Promise.all(Array.from({ length: 8 }, (_, index) => Phone.join(id, `phone${index}`)));
    const acks = await Promise.all(phones.flatMap((phone) => [phone.vote([0], 1), phone.vote([1], 2), phone.vote([0], 3)]));
    const seqs = acks.map((ack) => (ack.type === "ack" ? ack.seq : 0));
    await watcher.upTo(Math.max(...seqs));
    for (const said of watcher.heard) {
      if (said.type !== "results" && said.type !== "snapshot") continue;
      const counted = acks.filter((ack) => ack.type === "ack" && ack.status === "counted" && ack.seq <= said.seq).length;
      expect(said.tallies.q1?.ballots, JSON.stringify(said)).toBeGreaterThanOrEqual(counted);
    }
    expect(watcher.newest).toMatchObject({ tallies: { q1: { ballots: 8, counts: [8, 0] } } });
  });

  test("[W6] seq never goes back on a line, and the epoch stays", async () => {
    const { id, hostKey } = await makePoll();
    const host = await Phone.join(id, "host", { key: hostKey });
    for (let n = 1; n <= 5; n++) await host.vote([n % 2], n);
    await host.command("reset");
    await host.command("close");
    await pause(80);
    const told = host.heard.filter((said) => said.type === "results" || said.type === "snapshot");
    expect(told.map(({ seq }) => seq)).toEqual(told.map(({ seq }) => seq).toSorted((one, other) => one - other));
    expect(new Set(told.map(({ epoch }) => epoch)).size).toBe(1);
  });

  test("[W9] the voter's other tabs get a snapshot with mine, others do not", async () => {
    const { id } = await makePoll();
    const [tab, otherTab, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    await tab.vote([1], 5);
    await ben.upTo(2);
    expect(await otherTab.hear("snapshot", 1)).toMatchObject({
      seq: 2,
      mine: { q1: { choice: [1], n: 5 } },
      tallies: { q1: { counts: [0, 1] } },
    });
    expect([tab.snapshots.length, otherTab.snapshots.length, ben.snapshots.length]).toEqual([1, 2, 1]);
    await otherTab.vote([], 6);
    await vi.waitFor(() => expect(tab.snapshots.at(-1)).toMatchObject({ seq: 3, mine: {} }));
  });

  test("[V11] [W9] a vote by HTTP is the same vote, and the voter's tabs hear of it", async () => {
    const { id } = await makePoll({ results: "after-vote" });
    const tab = await Phone.join(id, "ann");
    const byHttp = async (body: object) => (await post(`/api/polls/${id}/votes`, body, voter(tokenOf("ann")))).json();
    expect(await byHttp({ question: "q1", choice: [1], n: 5 })).toEqual({ type: "ack", status: "counted", seq: 2 });
    expect(await tab.vote([1], 5)).toMatchObject({ status: "same" });
    expect(await byHttp({ question: "q1", choice: [0], n: 5 })).toEqual({ type: "ack", status: "same", seq: 2 });
    const heard = { mine: { q1: { choice: [1], n: 5 } }, tallies: { q1: { ballots: 1, counts: [0, 1] } } };
    await vi.waitFor(() => expect(tab.snapshots.at(-1)).toMatchObject(heard));
    expect(await byHttp({ question: "q1", choice: [7], n: 6 })).toMatchObject({ error: { code: "bad-choice" } });
    expect(await tab.vote([0], 6)).toMatchObject({ status: "changed" });
    expect(await byHttp({ question: "q1", choice: [], n: 7 })).toMatchObject({ status: "changed" });
    await vi.waitFor(() => expect(tab.newest).toMatchObject({ seq: 4, tallies: { q1: { ballots: 0 } } }));
    expect(tab.newest?.tallies.q1).toStrictEqual({ ballots: 0 });
  });
});

describe("the room", () => {
  test("[W10] present counts distinct voters: no second tab, no host, no screen", async () => {
    const { id, hostKey } = await makePoll();
    const ann = await Phone.join(id, "ann");
    await Phone.join(id, "ann");
    await Phone.join(id, "host", { key: hostKey });
    await Phone.join(id, "wall", { role: "stage" });
    const ben = await Phone.join(id, "ben");
    expect(ben.heard[0]).toMatchObject({ present: 2 });
    await ann.until((said) => said.type === "results" && said.present === 2);
    ben.hangUp();
    await ann.until((said) => said.type === "results" && said.present === 1, ann.heard.length);
    expect(await (await call(`/api/polls/${id}`)).json()).toMatchObject({ present: 1 });
  });

  test("[W10] who is sent away is not present any more, and the room hears it", async () => {
    const { id } = await makePoll();
    const ann = await Phone.join(id, "ann");
    const eve = await Phone.join(id, "eve");
    await ann.until((said) => said.type === "results" && said.present === 2);
    for (let bad = 0; bad < 11; bad++) eve.sendRaw("{");
    expect(await eve.ended()).toBe(4400);
    await ann.until((said) => said.type === "results" && said.present === 1, ann.heard.length);
  });

  test("[W8] after a change of structure or phase everyone gets a snapshot", async () => {
    const { id, hostKey } = await makePoll();
    const host = await Phone.join(id, "host", { key: hostKey });
    const ann = await Phone.join(id, "ann");
    const changes: [string, object, object][] = [
      ["close", { question: "q1" }, { phase: "closed", open: false }],
      ["reopen", { question: "q1" }, { phase: "open", open: true }],
      ["hide", {}, { shown: false }],
      ["show", { question: "q1" }, { shown: true }],
      ["edit", { question: "q1", text: "Where?" }, { text: "Where?" }],
      ["add-option", { question: "q1", text: "Ramen" }, { options: ["Pizza", "Sushi", "Ramen"] }],
    ];
    for (const [command, fields, seen] of changes) {
      const done = await host.command(command, fields);
      expect(done, command).toMatchObject({ type: "ack", status: "done" });
      if (done.type !== "ack") continue;
      const snapshot = await ann.until((said) => said.type === "snapshot" && said.seq >= done.seq);
      expect(snapshot, command).toMatchObject({ poll: { questions: [seen] } });
    }
    await host.command("add-question", { kind: "choice", text: "And then?", options: ["Home", "Dance"] });
    await vi.waitFor(() => expect(ann.newest?.tallies).toHaveProperty("q2"));
    await host.command("edit", { title: "Friday" });
    await vi.waitFor(() => expect(ann.snapshots.at(-1)).toMatchObject({ poll: { title: "Friday" } }));
  });

  test("[W8] [R1] [R2] after a reset, and after its undo, with the mine that still counts", async () => {
    const { id, hostKey } = await makePoll({ questions: ["1", "2"].map((text) => ({ text, options: ["a", "b"] })) });
    const host = await Phone.join(id, "host", { key: hostKey });
    const ann = await Phone.join(id, "ann");
    const ben = await Phone.join(id, "ben");
    await ann.vote([0], 1);
    await ann.vote([1], 2, { question: "q2" });
    await ben.vote([0], 1);
    await host.command("reset");
    await vi.waitFor(() =>
      expect(ann.snapshots.at(-1)).toMatchObject({ mine: { q2: { choice: [1], n: 2 } }, tallies: { q1: { ballots: 0 } } }),
    );
    expect(ann.snapshots.at(-1)?.mine).not.toHaveProperty("q1");
    await vi.waitFor(() => expect(ben.snapshots.at(-1)?.mine).toStrictEqual({}));
    expect(await ann.vote([0], 1)).toMatchObject({ status: "counted" });
    await host.command("undo-reset");
    await vi.waitFor(() =>
      expect(ann.snapshots.at(-1)).toMatchObject({ mine: { q1: { choice: [0], n: 1 } }, tallies: { q1: { ballots: 2 } } }),
    );
    expect(await ben.vote([0], 1)).toMatchObject({ status: "same" });
  });

  test("[W13] readers who may see the same get the same bytes", async () => {
    const { id } = await makePoll();
    const [ann, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    const ack = await ben.vote([0], 1);
    await Promise.all([ann.upTo(2), ben.upTo(2)]);
    expect(ack).toMatchObject({ seq: 2 });
    const told = (phone: Phone) =>
      phone.frames.filter((frame) => frame.startsWith('{"type":"results"') && frame.includes('"seq":2'));
    expect(told(ann)).toEqual(told(ben));
    expect(told(ann).length).toBeGreaterThan(0);
  });

  test("[R7] a new key sends those with the old one away with 4401, but not the host who made it", async () => {
    const { id, hostKey } = await makePoll();
    const host = await Phone.join(id, "host", { key: hostKey });
    const others = [
      await Phone.join(id, "second", { key: hostKey }),
      await Phone.join(id, "wall", { key: hostKey, role: "stage" }),
    ];
    const ann = await Phone.join(id, "ann");
    const done = await host.command("rotate-key", {});
    expect(done).toMatchObject({ type: "ack", status: "done", hostKey: expect.stringMatching(/^[\w-]{27}$/) });
    for (const other of others) expect(await other.ended()).toBe(4401);
    expect(await host.command("close")).toMatchObject({ status: "done" });
    expect([host.closed, ann.closed]).toEqual([null, null]);
    const old = await Phone.dial(id);
    old.send({ type: "hello", voter: tokenOf("host"), key: hostKey });
    expect(await old.ended()).toBe(4401);
    const key = done.type === "ack" ? done.hostKey : undefined;
    expect((await Phone.join(id, "host", { ...(key ? { key } : {}) })).heard[0]).toMatchObject({ role: "host" });
    expect([...others, ann].flatMap(({ frames }) => frames).join()).not.toContain(key);
  });
});
