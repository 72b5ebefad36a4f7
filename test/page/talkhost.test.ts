/** Caring for what the room says, without a page: in which order it is read, what keeps still, and what undo undoes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type AskChange, waysBack } from "../../src/page/host/talk/care.ts";
import { asksIn, calm, type Section, sectionOf } from "../../src/page/host/talk/order.ts";
import { isSameOrder } from "../../src/page/ui/sameorder.ts";
import type { AskView } from "../../src/protocol/talk.ts";
import { MemoryRoom } from "../poll/talk/memory-room.ts";

const STATES = ["waiting", "open", "answered", "archived"] as const;
const SECTIONS: readonly Section[] = [...STATES, "hidden"];

const anyAsk = (id: number): fc.Arbitrary<AskView> =>
  fc
    .record({ votes: fc.nat(3), state: fc.constantFrom(...STATES), hidden: fc.boolean() })
    .map(({ hidden, ...rest }) => ({ id, at: "", name: "", text: "Why?", reply: "", ...rest, ...(hidden && { hidden }) }));
const anyAsks = fc.nat(8).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => anyAsk(at + 1))));
const ids = (asks: readonly AskView[]) => asks.map(({ id }) => id);

test("[N51] each question stands in one section; open ones by votes, the one on the screen and the next one first, the others as they came", () => {
  fc.assert(
    fc.property(anyAsks, (asks) => {
      const listed = SECTIONS.flatMap((section) => asksIn(section, asks));
      expect(ids(listed).toSorted((one, other) => one - other)).toEqual(ids(asks));
      for (const section of ["waiting", "answered", "archived", "hidden"] as const) {
        const found = ids(asksIn(section, asks));
        expect(found).toEqual(found.toSorted((one, other) => one - other));
      }
      const votes = asksIn("open", asks).map((ask) => ask.votes);
      expect(votes).toEqual(votes.toSorted((one, other) => other - one));
    }),
  );
  const open = (id: number, votes: number, more: Partial<AskView> = {}) =>
    ({ id, votes, at: "", name: "", text: "", reply: "", state: "open", ...more }) as const;
  const asks = [open(1, 2), open(2, 9), open(3, 2), open(4, 0, { next: true }), open(5, 1, { pinned: true })];
  expect(ids(asksIn("open", asks))).toEqual([5, 4, 2, 1, 3]);
  expect(sectionOf(open(1, 0, { hidden: true }))).toBe("hidden");
});

test("[N51] while somebody is about to press something, rows keep their places: what is new comes last, what is gone leaves", () => {
  expect(calm([3, 1, 2], [2, 4, 3])).toEqual([3, 2, 4]);
  expect(calm([], [2, 1])).toEqual([2, 1]);
  const some = fc.uniqueArray(fc.nat(12));
  fc.assert(
    fc.property(some, some, (shown, wanted) => {
      const kept = calm(shown, wanted);
      expect(kept.toSorted()).toEqual(wanted.toSorted());
      const places = (of: readonly number[]) => of.filter((id) => shown.includes(id) && wanted.includes(id));
      expect(places(kept)).toEqual(places(shown));
      expect(calm(kept, wanted)).toEqual(kept);
    }),
  );
  expect(isSameOrder([1, 2], [1, 2])).toBe(true);
  expect(isSameOrder([1, 2], [2, 1])).toBe(false);
  expect(isSameOrder([1], [1, 2])).toBe(false);
});

/** What the console offers for a question that stands there. */
const OFFERED: Record<Section, readonly AskChange[]> = {
  waiting: ["approve", "hide"],
  open: ["pin", "unpin", "answered", "archive", "hide"],
  answered: ["reopen", "archive", "hide"],
  archived: ["reopen", "hide"],
  hidden: ["show"],
};
/** Ways to make a question stand wherever it may. */
const BEFORE: readonly AskChange[] = ["approve", "pin", "next", "answered", "archive", "hide"];

class Desk {
  readonly room = new MemoryRoom({ approve: true });

  constructor() {
    this.room.crowd.hosts.add("host");
    for (const n of [1, 2]) this.room.hear({ type: "ask", voter: `v${n}`, host: false, text: "Why?", name: "", n });
    this.change("approve", 2);
  }

  change(change: AskChange, ask = 1) {
    this.room.hear({ type: "talk-host", command: { command: "ask", ask, change }, voter: null });
  }

  get seen() {
    const { pinnedAsk, nextAsk } = this.room.talk;
    const marks = { pinnedAsk, nextAsk };
    return { marks, asks: [...this.room.asks.values()].map(({ rev: _, ...ask }) => ask) };
  }

  view(id: number): AskView {
    const { state, hidden, votes } = this.room.asks.get(id) as unknown as AskView;
    const { pinnedAsk, nextAsk } = this.room.talk;
    return {
      ...{ id, at: "", name: "", text: "", reply: "", votes, state },
      ...(hidden && { hidden }),
      ...(pinnedAsk === id && { pinned: true }),
      ...(nextAsk === id && { next: true }),
    };
  }
}

test("[N52] undo makes a question as it was, by the rules of the room: its state, its mark, and the mark that another one had", () => {
  const undone = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...BEFORE), fc.constantFrom(1, 2)), { maxLength: 5 }), fc.nat(4), (steps, at) => {
      const desk = new Desk();
      for (const [change, ask] of steps) desk.change(change, ask);
      const ask = desk.view(1);
      const offered = OFFERED[sectionOf(ask)].filter((change) => change !== (ask.pinned ? "pin" : "unpin"));
      const change = offered[at % offered.length] as AskChange;
      // Somebody has been told: the way back of letting one through is to hide it.
      if (change === "approve") return;
      const before = desk.seen;
      const { pinnedAsk } = desk.room.talk;
      const back = waysBack(ask, change, pinnedAsk === null ? undefined : desk.view(pinnedAsk));
      desk.change(change);
      expect(desk.seen).not.toEqual(before);
      for (const [change, of = 1] of back) desk.change(change, of);
      expect(desk.seen, `${change} of ${JSON.stringify(ask)}`).toEqual(before);
      undone.add(change);
    }),
    { numRuns: 1_000 },
  );
  expect([...undone].sort()).toEqual(["answered", "archive", "hide", "pin", "reopen", "show", "unpin"]);
  expect(waysBack(new Desk().view(1), "approve")).toEqual([["hide"]]);
  expect(waysBack(new Desk().view(1), "remove")).toEqual([]);
});
