/** Bad input with a healthy neighbour beside it: who sends it may lose, nobody else notices. */
import { describe, expect, test, vi } from "vitest";
import { BAD_FRAMES, REFUSED_VOTES } from "../support/bad-frames.ts";
import { TALK_FRAMES } from "../support/bad-talk.ts";
import { isRelayed, limit } from "./objects.ts";
import { call, makePoll, Phone, pause, tokenOf } from "./phone.ts";
import { ask, say, upvote } from "./talk.ts";

const NEEDS_KEY: [command: string, fields: object][] = [
  ["message", { message: 1, change: "hide" }],
  ["ask", { ask: 1, change: "approve" }],
  ["person", { person: "Ab3_xYz9", change: "mute" }],
  ["notice", { to: "all", text: "Hi" }],
  ["withdraw", { notice: 1 }],
];

const answerOf = ({ code, ref }: { code: string; ref?: number }) =>
  ref === undefined
    ? { type: "error", code, message: expect.any(String) }
    : { type: "refused", ref, code, message: expect.any(String) };

/** A refusal may name the place or the rule, for programs. */
const bare = (said: object) => {
  const { detail, ...rest } = said as { detail?: unknown };
  expect(["string", "undefined"]).toContain(typeof detail);
  return rest;
};

const TALKING = { talk: { chat: "open", questions: "open", reactions: true } } as const;

/** All that is stored of a room, as anybody may read it. */
const stored = (id: string) =>
  Promise.all(["results", "talk"].map(async (part) => (await call(`/api/polls/${id}/${part}`)).json()));

test("[W3] [W4] [N59] every bad frame gets its answer and changes nothing, and the neighbour votes and talks on", async () => {
  const { id } = await makePoll(TALKING);
  const neighbour = await Phone.join(id, "neighbour");
  neighbour.send({ type: "listen" });
  await neighbour.vote([1], 1);
  await neighbour.ask(say("Hi", 1));
  await neighbour.ask(ask("Why?", 1));
  const before = await stored(id);
  for (let first = 0; first < BAD_FRAMES.length; first += 10) {
    const eve = await Phone.join(id, "eve");
    for (const { name, frame, ...bad } of BAD_FRAMES.slice(first, first + 10)) {
      const from = eve.heard.length;
      eve.sendRaw(frame);
      const said = await eve.until(({ type }) => type === "error" || type === "refused", from);
      expect(bare(said), name).toStrictEqual(answerOf(bad));
    }
    expect(eve.closed).toBeNull();
    eve.hangUp();
    expect(await neighbour.vote([1], 1)).toMatchObject({ status: "same" });
    expect(await neighbour.ask(say("Hi", 1))).toMatchObject({ status: "same", message: 1 });
  }
  expect(await stored(id)).toEqual(before);
  expect(await neighbour.vote([0], 2)).toMatchObject({ status: "changed", seq: 3 });
  expect(await neighbour.ask(upvote(1, true, 1))).toMatchObject({ status: "counted" });
  expect(neighbour.heard.filter(({ type }) => type === "reactions" || type === "notices")).toEqual([]);
  expect(neighbour.heard.filter(({ type }) => type === "error" || type === "refused")).toEqual([]);
});

test("[V4] [W3] refused votes are no bad frames: as many as a person likes", async () => {
  const { id } = await makePoll();
  const phone = await Phone.join(id, "ann");
  for (const { name, frame, ...refusal } of [...REFUSED_VOTES, ...REFUSED_VOTES]) {
    const from = phone.heard.length;
    phone.sendRaw(frame);
    expect(bare(await phone.until(({ type }) => type === "refused", from)), name).toStrictEqual(answerOf(refusal));
  }
  expect(phone.closed).toBeNull();
  expect(phone.newest).toMatchObject({ seq: 1 });
});

test("[W4] ten bad frames within a minute are answered, the eleventh closes with 4400", async () => {
  const { id } = await makePoll();
  const neighbour = await Phone.join(id, "neighbour");
  const eve = await Phone.join(id, "eve");
  for (let bad = 0; bad < 10; bad++) eve.sendRaw("{");
  await vi.waitFor(() => expect(eve.heard.filter(({ type }) => type === "error")).toHaveLength(10));
  expect(await eve.vote([0], 1)).toMatchObject({ status: "counted" });
  eve.sendRaw("{");
  expect(await eve.ended()).toBe(4400);
  expect(eve.heard.filter(({ type }) => type === "error")).toHaveLength(10);
  expect(await neighbour.vote([0], 1)).toMatchObject({ status: "counted" });
});

describe("[N60] talk in the wrong place", () => {
  test("before hello is hello-first, and nothing is heard or kept of it", async () => {
    const { id } = await makePoll(TALKING);
    const neighbour = await Phone.join(id, "neighbour");
    neighbour.send({ type: "listen" });
    await neighbour.ask(ask("Why?", 1));
    const before = await stored(id);
    const eve = await Phone.dial(id);
    for (const frame of TALK_FRAMES) eve.send(frame);
    await vi.waitFor(() => expect(eve.heard).toHaveLength(TALK_FRAMES.length));
    for (const said of eve.heard) expect(bare(said)).toStrictEqual(answerOf({ code: "hello-first", ref: 7 }));
    expect(await stored(id)).toEqual(before);
    eve.send({ type: "hello", voter: tokenOf("eve") });
    await eve.hear("snapshot");
    expect(await neighbour.ask(say("Hi", 1))).toMatchObject({ status: "done" });
    await vi.waitFor(() => expect(neighbour.frames.join()).toContain('"text":"Hi"'));
    await pause(300);
    expect(eve.frames.join()).not.toContain('"type":"talk"');
  });

  test("in a room that does not talk, and without the key: refused in words as often as somebody likes", async () => {
    const { id } = await makePoll();
    const phone = await Phone.join(id, "ann");
    for (let turn = 0; turn < 4; turn++) {
      expect(await phone.ask(say("Hi", turn))).toMatchObject({ code: "not-allowed", detail: "chat-off" });
      expect(await phone.ask(ask("Why?", turn))).toMatchObject({ code: "not-allowed", detail: "asks-off" });
      expect(await phone.ask(upvote(1, true, turn))).toMatchObject({ code: "not-allowed", detail: "asks-off" });
      expect(await phone.ask({ type: "got", notices: [turn + 1] })).toMatchObject({ status: "done" });
      for (const command of NEEDS_KEY) expect(await phone.command(...command)).toMatchObject({ code: "not-host" });
      phone.send({ type: "react", emoji: "🎉" });
      phone.send({ type: "got", notices: [1], seen: true });
    }
    const from = phone.heard.length;
    phone.send({ type: "listen", since: { epoch: "another", rev: 12 } });
    expect(await phone.hear("talk", from)).toMatchObject({ after: null, rev: 0, messages: [], asks: [] });
    expect(phone.heard.filter(({ type }) => type === "error" || type === "reactions")).toEqual([]);
    expect(phone.closed).toBeNull();
    expect(await phone.vote([0], 1)).toMatchObject({ status: "counted" });
  });

  test("since a rev to come: a whole log, and never a hole", async () => {
    const { id } = await makePoll(TALKING);
    const phone = await Phone.join(id, "ann");
    for (const n of [1, 2, 3]) await phone.ask(say(`Hi ${n}`, n));
    const epoch = phone.snapshots[0]?.epoch;
    for (const rev of [4, Number.MAX_SAFE_INTEGER]) {
      const from = phone.heard.length;
      phone.send({ type: "listen", since: { epoch, rev } });
      const told = await phone.hear("talk", from);
      expect([told.after, told.rev, told.messages.length]).toEqual([null, 3, 3]);
    }
    const unreadable = await call(`/api/polls/${id}/talk?epoch=${epoch}&since=-1`);
    expect(unreadable.status).toBe(400);
  });
});

describe("floods", () => {
  test("[W5] too many frames are too-fast with their ref, then 4429, and the neighbour loses nothing", async () => {
    const { id, stub } = await makePoll();
    await limit(stub, { creditsMax: 20, creditsPerSecond: 0.001 });
    const eve = await Phone.join(id, "eve");
    const neighbour = await Phone.join(id, "neighbour");
    for (let ref = 1; ref <= 71; ref++) eve.send({ type: "vote", ref, question: "q1", choice: [0], n: ref });
    expect(await eve.ended()).toBe(4429);
    const refused = eve.heard.filter((said) => said.type === "refused");
    expect(refused.map(({ code }) => code)).toEqual(Array(50).fill("too-fast"));
    expect(refused.map(({ ref }) => ref)).toEqual(Array.from({ length: 50 }, (_, index) => index + 20));
    expect(eve.heard.filter(({ type }) => type === "ack").length).toBeLessThanOrEqual(19);
    expect(await neighbour.vote([1], 1)).toMatchObject({ status: "counted" });
    expect(neighbour.heard.every(({ type }) => type !== "error" && type !== "refused")).toBe(true);
  });

  test("[W5] what was refused as too-fast is counted when it is sent again later", async () => {
    const { id, stub } = await makePoll();
    await limit(stub, { creditsMax: 2, creditsPerSecond: 1 });
    const phone = await Phone.join(id, "ann");
    await phone.vote([0], 1);
    expect(await phone.vote([1], 2)).toMatchObject({ code: "too-fast" });
    await pause(1_100);
    expect(await phone.vote([1], 2)).toMatchObject({ status: "changed" });
  });

  // Which of its relays somebody comes to is chance.
  test.skipIf(isRelayed)(
    "[A4] a full room is refused in words before any upgrade, and has a place again when somebody leaves",
    async () => {
      const { id, stub } = await makePoll();
      await limit(stub, { socketsMax: 2 });
      const ann = await Phone.join(id, "ann");
      await Phone.join(id, "ben");
      const refused = await call(`/ws/${id}`, { headers: { upgrade: "websocket" } });
      expect([refused.status, refused.webSocket]).toEqual([503, null]);
      expect(await refused.json()).toMatchObject({ error: { code: "full" } });
      expect((await call(`/api/polls/${id}`)).status).toBe(200);
      ann.hangUp();
      await ann.ended();
      await vi.waitFor(async () => expect((await Phone.join(id, "cid")).heard[0]).toMatchObject({ type: "snapshot" }));
    },
  );

  test("[W11] ping is answered with pong, and costs nothing", async () => {
    const { id, stub } = await makePoll();
    await limit(stub, { creditsMax: 1, creditsPerSecond: 0.001 });
    const phone = await Phone.join(id, "ann");
    for (let pings = 0; pings < 60; pings++) phone.sendRaw("ping");
    await vi.waitFor(() => expect(phone.heard.filter(({ type }) => type === "pong")).toHaveLength(60));
    expect(phone.closed).toBeNull();
  });
});
