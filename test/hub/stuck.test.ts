/** One who goes on asking and reads nothing. How broadcasts treat those who do not read is in `broadcast.test.ts`. */
import { afterEach, expect, test, vi } from "vitest";
import { BEHIND_BYTES_MAX, BEHIND_MS_MAX } from "../../src/protocol/limits.ts";
import { withSockets } from "./objects.ts";
import { makePoll, Phone, pause } from "./phone.ts";

afterEach(() => void vi.restoreAllMocks());

test("[C2] [N35] who asks and does not read is answered for half a minute, and then closed with 1013", async () => {
  const { id, stub } = await makePoll();
  const asks = await Phone.join(id, "asks");
  let unsent = BEHIND_BYTES_MAX + 1;
  await withSockets(stub, (asking) => {
    Object.defineProperty(asking, "bufferedAmount", { get: () => unsent }); // the engine of these tests does not have it
  });
  const reads = await Phone.join(id, "reads");
  const ask = async () => {
    const from = asks.heard.length;
    asks.send({ type: "time", sent: 1 });
    await asks.hear("time", from);
  };
  const realNow = Date.now;
  const laterBy = (ms: number) => vi.spyOn(Date, "now").mockImplementation(() => realNow() + ms);
  await ask();
  laterBy(BEHIND_MS_MAX - 1_000);
  await ask();
  unsent = 0; // it has read after all
  await ask();
  unsent = BEHIND_BYTES_MAX + 1;
  laterBy(BEHIND_MS_MAX + 1_000);
  await ask();
  laterBy(2 * BEHIND_MS_MAX + 2_000);
  asks.send({ type: "time", sent: 1 });
  expect(await asks.ended()).toBe(1013);
  await pause(100);
  expect(reads.closed).toBeNull();
});
