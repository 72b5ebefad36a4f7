import { expect, test } from "vitest";
import { ordered, settled } from "../../src/page/talk/order.ts";
import type { AskLine } from "../../src/page/talk/own.ts";

function ask(id: number | null, votes: number, state: AskLine["state"] = "open"): AskLine {
  const said = { id, at: null, name: "", text: "", votes, state, reply: "", mine: false, up: false };
  return { ...said, key: `ask ${id}`, standing: { state: "sent" } };
}

const ids = (asks: AskLine[]) => asks.map(({ id }) => id);

test("[N43] what most want comes first, mine that waits before it, what is answered behind; of equals the newer", () => {
  const asks = [ask(1, 2), ask(2, 9, "answered"), ask(3, 5), ask(4, 2), ask(5, 0, "waiting"), ask(null, 0, "waiting")];
  expect(ids(ordered(asks, "votes"))).toEqual([null, 5, 3, 4, 1, 2]);
  expect(ids(ordered(asks, "time"))).toEqual([null, 5, 4, 3, 1, 2]);
});

test("[N43] asks keep their places while somebody is at them; what is new stands behind, or before where the newest are first", () => {
  const places = ["ask 3", "ask 1", "ask 2"];
  const asks = [ask(1, 9), ask(2, 0), ask(4, 7), ask(5, 8)];
  expect(ids(settled(asks, places, "votes"))).toEqual([1, 2, 5, 4]);
  expect(ids(settled(asks, places, "time"))).toEqual([5, 4, 1, 2]);
});
