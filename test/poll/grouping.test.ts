/**
 * Every short history, in every grouping into turns. It is enough to compare the last turn with the same commands one by one, from every state
 * that is reached one by one: any other grouping is made of such steps.
 */
import { expect, test } from "vitest";
import type { Command } from "../../src/poll/command.ts";
import { host, MemoryHub, stateOf, vote } from "./memory-hub.ts";

const RUNNING: Record<string, Command> = {
  "ann 0": vote("ann", [0], 1),
  "ann 1": vote("ann", [1], 2),
  "ben 1": vote("ben", [1], 1),
  close: host("close"),
  open: host("open"),
  reset: host("reset"),
  undo: host("undo-reset"),
};

const CHANGING: Record<string, Command> = {
  "ann 0": vote("ann", [0], 1),
  "ann takes back": vote("ann", [], 2),
  "ann 1 in round 1": vote("ann", [1], 3, { round: 1 }),
  "ben both": vote("ben", [1, 0], 1),
  reset: host("reset"),
  undo: host("undo-reset"),
  "two marks": host("edit", { max: 2 }),
  "one more option": host("add-option", { text: "Ramen" }),
};

test.each([
  ["[V9] [R2] running a question", RUNNING, 6, 137_256],
  ["[V9] [R4] changing a question", CHANGING, 5, 37_448],
] as const)(
  "%s: the outcome does not depend on turns",
  (_, kinds, length, histories) => {
    expect(everyHistory(Object.values(kinds), length)).toBe(histories);
  },
  60_000,
);

/** Walks the tree of histories; `starts` are the hubs as they were before each command of the history so far, the newest last. */
function everyHistory(kinds: readonly Command[], length: number): number {
  let histories = 0;
  const walk = (starts: readonly MemoryHub[], history: readonly Command[], replies: readonly string[]) => {
    const before = starts.at(-1);
    if (!before || history.length === length) return;
    for (const command of kinds) {
      const alone = before.fork();
      const reply = JSON.stringify(alone.turn([command])[0]);
      const longer = [...history, command];
      const said = [...replies, reply];
      const outcome = outcomeOf(alone);
      expectSound(alone);
      histories += 1;
      for (let first = 0; first < longer.length - 1; first++) {
        const together = starts[first]?.fork();
        const heard = together?.turn(longer.slice(first)).map((each) => JSON.stringify(each));
        if (heard?.join() === said.slice(first).join() && together && outcomeOf(together) === outcome) continue;
        expect({ heard, outcome: together && outcomeOf(together) }, JSON.stringify(longer)).toEqual({
          heard: said.slice(first),
          outcome,
        });
      }
      walk([...starts, alone], longer, said);
    }
  };
  walk([new MemoryHub(stateOf())], [], []);
  return histories;
}

function outcomeOf({ state, ballots }: MemoryHub): string {
  return JSON.stringify([state, [...ballots.values()].map((ballot) => JSON.stringify(ballot)).sort()]);
}

function expectSound(hub: MemoryHub): void {
  const counted = hub.recount();
  const tally = hub.tally();
  if (counted.ballots !== tally.ballots || counted.counts.join() !== tally.counts.join()) expect(tally).toEqual(counted);
}
