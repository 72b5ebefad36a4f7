/** Who guesses at a host key by socket. By HTTP: the attack on the whole server. */
import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import { WRONG_KEY_ANSWERED_AFTER_MS, WRONG_KEYS_PER_MINUTE_MAX, WRONG_KEYS_WINDOW_MS } from "../../src/protocol/limits.ts";
import { makePoll, Phone, tokenOf } from "./phone.ts";

afterEach(() => vi.useRealTimers());

test("[X4] the eleventh wrong key within a minute is told a second later, hears nothing until then, and a right one does not wait", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const { id, stub, hostKey } = await makePoll();
  const guess = async () => {
    const phone = await Phone.dial(id);
    phone.send({ type: "hello", voter: tokenOf("eve"), key: `${hostKey}x` });
    return phone;
  };
  for (let tried = 0; tried < WRONG_KEYS_PER_MINUTE_MAX; tried++) expect(await (await guess()).ended()).toBe(4401);
  const late = await guess();
  late.send({ type: "hello", voter: tokenOf("eve") });
  late.send({ type: "vote", ref: 1, question: "q1", choice: [0], n: 1 });
  const host = await Phone.join(id, "host", { key: hostKey });
  expect(host.heard[0]).toMatchObject({ role: "host", tallies: { q1: { ballots: 0 } } });
  await runInDurableObject(stub, () => void vi.advanceTimersByTime(WRONG_KEY_ANSWERED_AFTER_MS - 1));
  expect([late.closed, late.frames]).toEqual([null, []]);
  await runInDurableObject(stub, () => void vi.advanceTimersByTime(1));
  expect([await late.ended(), late.frames]).toEqual([4401, []]);
  await runInDurableObject(stub, () => void vi.advanceTimersByTime(WRONG_KEYS_WINDOW_MS));
  expect(await (await guess()).ended()).toBe(4401);
});
