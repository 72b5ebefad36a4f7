/** What the bench measures with is itself measured: its WebSocket, its screens, its verdicts. */
import { createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Server, WebSocketServer } from "ws";
import { Phone, type PhoneEvents } from "../../bench/phone.ts";
import { Screens } from "../../bench/screens.ts";
import { aheadOf, overloadedOf, type Row } from "../../bench/table.ts";
import { judge } from "../../bench/targets.ts";

const SNAPSHOT = '{"type":"snapshot","epoch":"e","seq":1,"tallies":{"q1":{"ballots":0,"counts":[0,0]}}}';
const VOTER = "v".repeat(22);
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

test("a phone of the crowd speaks with a real server: what it votes arrives, what it hears is counted", async () => {
  const server = await listening(new WebSocketServer({ port: 0, host: "127.0.0.1" }));
  const heard: unknown[] = [];
  server.on("connection", (socket) => {
    socket.on("message", (data) => {
      const text = data.toString();
      if (text === "ping") return socket.send("pong");
      const message = JSON.parse(text);
      heard.push(message);
      if (message.type === "hello") return socket.send(SNAPSHOT);
      socket.send(`{"type":"ack","ref":${message.ref},"status":"counted","seq":7}`);
      socket.send(results(7, 12, "x".repeat(200)));
      socket.send(results(8, 13, "x".repeat(70_000)));
    });
  });
  const { events, told } = listener();
  const phone = await Phone.enter(`ws://127.0.0.1:${portOf(server)}/ws/p`, "plain", VOTER, events);
  phone.vote(3, 4);
  phone.ping();
  await expect.poll(() => told).toEqual([["heard", 1], ["acked", 3, 7], ["heard", 7], ["heard", 8], ["ponged"]]);
  expect(heard).toEqual([
    { type: "hello", voter: VOTER },
    { type: "vote", ref: 3, question: "q1", choice: [0], n: 4 },
  ]);
  expect(phone.ballots()).toBe(13);
  for (const client of server.clients) client.close(4410);
  await expect.poll(() => told.at(-1)).toEqual(["lost", "a line was closed with 4410"]);
  phone.leave();
});

test("frames that come in any pieces are read whole", async () => {
  const bytes = [SNAPSHOT, '{"type":"ack","ref":12,"status":"counted","seq":34}', results(35, 6, "y".repeat(300))].map(framed);
  const whole = Buffer.concat([Buffer.from("HTTP/1.1 101 Switching Protocols\r\n\r\n"), ...bytes]);
  for (const piece of [1, 2, 7, 130, whole.length]) {
    const server = createServer((socket) => {
      socket.setNoDelay(true);
      socket.once("data", () => trickle(socket, whole, piece));
    }).listen(0, "127.0.0.1");
    closing.push(() => server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const { events, told } = listener();
    const phone = await Phone.enter(`ws://127.0.0.1:${(server.address() as { port: number }).port}/`, "plain", VOTER, events);
    await expect
      .poll(() => told, { timeout: 20_000 })
      .toEqual([
        ["heard", 1],
        ["acked", 12, 34],
        ["heard", 35],
      ]);
    expect(phone.ballots()).toBe(6);
    phone.leave();
  }
});

test("a vote is on every screen when the slowest shows it or what came after it", () => {
  const [one, other] = [{}, {}] as [Phone, Phone];
  const screens = new Screens([one, other]);
  screens.heard(one, 3, 10);
  screens.heard(one, 5, 20);
  screens.heard(other, 4, 30);
  screens.heard(other, 5, 40);
  expect(screens.shownAt([5, 3, 4, 6, 0])).toEqual([40, 30, 30, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test("a target is met within its bound, missed beyond it, without a figure, and where others keep it who should not", () => {
  const target = { what: "", run: "r", figure: "f", max: 50, unlike: ["ws"] };
  const met = (values: Record<string, number | null>) => judge(target, true, (column) => values[column] ?? null);
  expect(met({ ours: 50, ws: 51 })).toMatchObject({ met: true, too: [] });
  expect(met({ ours: 51, ws: 90 })).toMatchObject({ met: false });
  expect(met({ ours: null, ws: 90 })).toMatchObject({ met: false });
  expect(met({ ours: 40, ws: 50 })).toMatchObject({ met: false, too: ["ws"] });
  expect(met({ ours: 40 })).toMatchObject({ met: false });
  expect(judge(target, false, () => null)).toMatchObject({ met: "not measured" });
  expect(judge({ what: "", run: "r", figure: "f", over: "floor", min: 0.9 }, true, (_, over) => (over ? 0.89 : 5)).met).toBe(false);
});

test("a peer is ahead by more than noise where it answers; a load at its limit beside an idle server is named", () => {
  const rows = [
    { run: "r", figure: "ack p99 ms", values: { ours: 100, floor: 1, ws: 50, slow: 10, near: 97 } },
    { run: "r", figure: "votes/s", values: { ours: 100, ws: 300 } },
    { run: "r", figure: "unanswered %", values: { ours: 0, ws: 0, slow: 30, near: 0 } },
    { run: "r", figure: "crowd CPU share", values: { ours: 0.95, ws: 0.97 } },
    { run: "r", figure: "server CPU share", values: { ours: 1, ws: 0.5 } },
  ].map(({ values, ...row }): Row => ({ ...row, values: values as Row["values"], each: {} }));
  expect(aheadOf(rows, ["ws", "slow", "near"])).toBe(
    "- r, ack p99 ms: ours 100, ws 50.0 (2.0 times)\n- r, votes/s: ours 100, ws 300 (3.0 times)",
  );
  expect(overloadedOf(rows)).toContain("took at most 0.970 of a core: it was the limit in r of ws.");
  expect(overloadedOf(rows.slice(0, 3))).toContain("nowhere was it the limit");
});

function results(seq: number, ballots: number, filling: string): string {
  return `{"type":"results","epoch":"e","seq":${seq},"tallies":{"q1":{"ballots":${ballots},"counts":[0,${ballots}]}},"filling":"${filling}"}`;
}

function listener(): { events: PhoneEvents; told: unknown[] } {
  const told: unknown[] = [];
  const events: PhoneEvents = {
    acked: (_phone, ref, seq) => told.push(["acked", ref, seq]),
    heard: (_phone, seq) => told.push(["heard", seq]),
    ponged: () => told.push(["ponged"]),
    lost: (why) => told.push(["lost", why]),
  };
  return { events, told };
}

async function listening(server: Server): Promise<Server> {
  closing.push(() => server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port;
}

/** As a server sends it: whole, unmasked. */
function framed(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([head, body]);
}

async function trickle(socket: Socket, bytes: Buffer, piece: number): Promise<void> {
  for (let at = 0; at < bytes.length; at += piece) {
    await new Promise((resolve) => socket.write(bytes.subarray(at, at + piece), resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
