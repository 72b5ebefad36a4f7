/** Somebody walks out of the Wi-Fi: their line stays open and carries nothing. In a room that is awake they are missed within a minute. */
import { afterAll, expect, test } from "vitest";
import { bundle, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";
import { startProxy } from "../support/proxy.ts";
import { makePoll } from "../support/server.ts";
import { Voter } from "../support/voter.ts";

const MISSED_WITHIN_MS = 60_000;
const EVENT_EVERY_MS = 9_500; // the engine lets an idle object sleep after 10 s: as seldom as something can happen in a room that is awake

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const stops: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

test("[N30] who vanished without a word is missed within a minute, though next to nothing happens", async () => {
  const server = await serve(OURS, await bundle(OURS));
  const network = await startProxy(Number(new URL(server.url).port));
  stops.push(server.kill, network.close);
  const { id } = await makePoll(server.url, { question: "?", options: ["yes", "no"] });
  const stays = new Voter(`${server.url.replace("http", "ws")}/ws/${id}`);
  const vanishes = new Voter(`${network.origin.replace("http", "ws")}/ws/${id}`);
  await Promise.all([stays.join(), vanishes.join()]);
  vanishes.ping();
  await pause(1_500);
  expect(stays.present).toBe(2);
  network.freeze(true);
  const from = performance.now();
  let votes = 0;
  const timer = setInterval(() => void stays.vote("q1", [votes % 2], ++votes), EVENT_EVERY_MS);
  while (stays.present === 2 && performance.now() - from < 2 * MISSED_WITHIN_MS) await pause(100);
  clearInterval(timer);
  console.log(`missed after ${Math.round((performance.now() - from) / 1_000)} s`);
  expect(stays.present).toBe(1);
  expect(performance.now() - from).toBeLessThan(MISSED_WITHIN_MS);
  expect(votes).toBeGreaterThan(3);
});
