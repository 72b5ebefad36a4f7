import { expect, test } from "vitest";
import { CommandRefused } from "../../src/page/room.ts";
import { choiceIn, controlTime, enterOpen, pass } from "../support/enter-room.ts";

controlTime();

test("[P26] hello is the first frame: voter, then key, role and since where there are any", async () => {
  const { browser, voter } = await enterOpen();
  expect(browser.line.frames).toEqual([{ type: "hello", voter }]);
  browser.line.cut();
  await pass(1_500);
  expect(browser.sockets).toHaveLength(2);
  expect(browser.line.frames).toEqual([{ type: "hello", voter, since: { epoch: "k3f9", seq: 1 } }]);
  const stage = await enterOpen({ role: "stage", key: "k".repeat(27) });
  expect(stage.browser.line.frames[0]).toEqual({ type: "hello", voter: stage.voter, key: "k".repeat(27), role: "stage" });
});

test("[P29] the votes of a poll that is deleted are refused, and leave the device", async () => {
  const { room, hub, browser } = await enterOpen();
  hub.mute = true;
  room.vote("q1", [1]);
  await pass(0);
  browser.line.cut(4410);
  expect(room.wire.value).toMatchObject({ state: "ended", ended: "deleted" });
  expect(room.votes.value.q1).toEqual({ state: "refused", code: "no-such-poll" });
  expect(choiceIn(room)).toBeUndefined();
});

test("[P27] a command is answered by its ref; at a cut it is rejected as busy", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  await expect(room.command({ command: "close", question: "q1" })).resolves.toMatchObject({ status: "done" });
  browser.line.hub = null;
  const asked = room.command({ command: "open", question: "q1" });
  const refused = expect(asked).rejects.toMatchObject({ code: "busy" });
  browser.line.say({ type: "refused", ref: 999, code: "closed", message: "" });
  browser.line.cut();
  await refused;
  await expect(asked).rejects.toBeInstanceOf(CommandRefused);
});

test("[P27] a command without an answer for 10 s is rejected as busy", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  browser.line.hub = null;
  const refused = expect(room.command({ command: "open", question: "q1" })).rejects.toMatchObject({ code: "busy" });
  await pass(10_000);
  await refused;
  expect(browser.sockets).toHaveLength(1);
});

test("[P27] a command that is too long for a frame, or finds no line, goes by HTTP with the key", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  await room.command({ command: "edit", title: "é".repeat(2_100) });
  expect(browser.said("command")).toHaveLength(0);
  expect(browser.requests("/commands")).toMatchObject([{ authorization: `Bearer ${"k".repeat(27)}` }]);
  browser.line.cut();
  await room.command({ command: "close", question: "q1" });
  expect(browser.requests("/commands")).toHaveLength(2);
  browser.answers = () => ({ status: 409, body: { error: { code: "closed", message: "It is closed." } } });
  await expect(room.command({ command: "close", question: "q1" })).rejects.toMatchObject({
    code: "closed",
    message: "It is closed.",
  });
  browser.answers = () => undefined;
  await expect(room.command({ command: "close", question: "q1" })).rejects.toMatchObject({ code: "busy" });
});

test("[P28] a fresh host key is kept on the device and used from then on", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  browser.line.hub = (line, { ref }) =>
    queueMicrotask(() => line.say({ type: "ack", ref, status: "done", seq: 2, hostKey: "n".repeat(27) }));
  const ack = await room.command({ command: "rotate-key" });
  expect(ack.hostKey).toBe("n".repeat(27));
  browser.line.cut();
  await pass(1_500);
  expect(browser.line.frames[0]).toMatchObject({ type: "hello", key: "n".repeat(27) });
});

test("[P28] a host tab with an old key comes back when another tab has brought the new one", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  browser.line.cut(4401);
  expect(room.wire.value.ended).toBe("wrong-key");
  browser.shelf.set("showhands:key:abc", "n".repeat(27));
  browser.happens("storage", { key: "showhands:key:abc" });
  await pass(0);
  expect(room.wire.value.state).toBe("open");
});

test("[P30] results that come in leave the poll and the own ballot untouched", async () => {
  const { room, browser } = await enterOpen();
  let drawn = 0;
  const stops = [room.poll, room.mine, room.votes].map((part) => part.subscribe(() => drawn++));
  drawn = 0;
  browser.line.say({ type: "results", epoch: "k3f9", seq: 9, tallies: { q1: { ballots: 3, counts: [1, 1, 1] } }, present: 3 });
  expect(room.tallies.value.q1?.ballots).toBe(3);
  expect(room.present.value).toBe(3);
  expect(drawn).toBe(0);
  for (const stop of stops) stop();
});

test("[P23] frames that cannot be read change nothing", async () => {
  const { room, browser } = await enterOpen();
  const before = room.snapshot.value;
  for (const frame of ["", "{", "null", "7", '"pong"', '{"type":"later"}', '{"type":"error","code":"busy","message":""}'])
    browser.line.say(frame);
  expect(room.snapshot.value).toBe(before);
  expect(room.wire.value.state).toBe("open");
});
