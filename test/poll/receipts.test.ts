/** [J5] Whatever happens to a poll, the list of receipts counts up to the published tally: over every kind that has one, with bugs planted. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Receipts } from "../../src/hub/receipts.ts";
import type { Command } from "../../src/poll/command.ts";
import { recount } from "../../src/poll/kinds/index.ts";
import { ANYONE, pollView, sightOf } from "../../src/poll/view.ts";
import { type Receipt, receiptsText } from "../../src/protocol/receipts.ts";
import type { Choice } from "../../src/protocol/server.ts";
import { seedOf } from "../support/proof.ts";
import { host, MemoryHub, stateOf, vote } from "./memory-hub.ts";

const QUESTIONS = [
  { kind: "choice", text: "One", options: ["a", "b", "c"] },
  { kind: "choice", text: "Several", options: ["a", "b", "c"], max: 3 },
  { kind: "rating", text: "How?", steps: 5 },
  { kind: "number", text: "How many?", from: 0, to: 10, step: 0.5 },
  { kind: "ranking", text: "In order", options: ["a", "b", "c"], top: 2 },
];
const CHOICES: readonly Choice[][] = [
  [[0], [1], [2], []],
  [[0], [0, 2], [1, 0], [0, 1, 2], []],
  [[1], [3], [5], []],
  [[0], [2.5], [10], [7], []],
  [[0], [2, 1], [1, 0], [0, 2], []],
];
const VOTERS = ["ann", "ben", "cid", "dee", "eve", "fay", "gus"];

interface Step {
  commands: Command[];
  ms: number;
  /** The hub sleeps, and wakes with what is stored. */
  sleeps: boolean;
}

/** Of one question mostly: so that it closes, opens and closes again with votes between. */
function stepsAt(at: number): fc.Arbitrary<Step> {
  const id = `q${at + 1}`;
  const choices = CHOICES[at] ?? [];
  const order = fc.integer({ min: 1, max: 40 });
  const one = fc
    .tuple(fc.constantFrom(...VOTERS), fc.constantFrom(...choices), order)
    .map(([name, choice, n]) => vote(name, choice, n, { question: id }));
  const everybody = fc
    .tuple(fc.array(fc.constantFrom(...choices.slice(0, -1)), { minLength: VOTERS.length, maxLength: VOTERS.length }), order)
    .map(([picks, n]) => VOTERS.map((name, index) => vote(name, picks[index] ?? [], n, { question: id })));
  const ends = fc.constantFrom("close", "close", "close", "reopen", "reopen", "reset", "undo-reset", "again", "show", "hide");
  const edit = fc.constantFrom({ text: "Else" }, { max: 2 }, { steps: 4 }, { options: ["x", "y", "z"] }, { to: 20 }, { top: 1 });
  const hosts = fc.oneof(
    { weight: 8, arbitrary: ends.map((command) => host(command as "close", { question: id })) },
    fc.constantFrom("clear", "undo-clear").map((command) => host(command as "clear")),
    edit.map((fields) => host("edit", { question: id, ...fields })),
    fc.boolean().map((receipts) => host("edit", { question: undefined, receipts })),
  );
  return fc.record({
    commands: fc.oneof(everybody, fc.array(one, { maxLength: 4 }), fc.array(hosts, { maxLength: 3 })),
    ms: fc.integer({ min: 0, max: 5_000 }),
    sleeps: fc.boolean(),
  });
}

const histories = fc
  .integer({ min: 0, max: QUESTIONS.length - 1 })
  .chain((at) => fc.record({ at: fc.constant(at), steps: fc.array(stepsAt(at), { minLength: 8, maxLength: 24 }) }));

type List = [voter: string, choice: string][];

/** A poll with a list for each question that is closed, as the hub gives it; `plant` changes what the list is made from. */
class Room {
  readonly hub = new MemoryHub(stateOf({ receipts: true, questions: QUESTIONS }));
  #receipts: Receipts;
  readonly sleep: () => void;

  constructor(plant: (list: List) => List, forgets: boolean) {
    const hub = this.hub;
    const kept = new Map<string, { tally: unknown; view: { count: number; sha256: string } }>();
    const rows = {
      counted: (question: string, round: number) =>
        plant(
          [...hub.ballots.values()]
            .filter((ballot) => ballot.question === question && ballot.round === round && ballot.choice.length > 0)
            .map(({ voter, choice }) => [voter, JSON.stringify(choice)]),
        ),
      kept: ({ id, round }: { id: string; round: number }) => {
        const found = kept.get(`${id} ${round}`);
        return found && (forgets || found.tally === hub.state.tallies[id]) ? found.view : null;
      },
      keep: ({ id, round }: { id: string; round: number }, view: object) =>
        void kept.set(`${id} ${round}`, { tally: hub.state.tallies[id], view: view as { count: number; sha256: string } }),
    };
    const ledger = {
      get state() {
        return hub.state;
      },
      receiptsOf: (question: string, round: number, voters: readonly string[]) =>
        voters.map((name) => createHash("sha256").update(`${question} ${round} ${name}`).digest("base64url").slice(0, 22)),
    };
    const woken = () => new Receipts(rows as unknown as ConstructorParameters<typeof Receipts>[0], ledger);
    this.#receipts = woken();
    this.sleep = () => {
      this.#receipts = woken();
    };
  }

  /** How many lists were judged. */
  judge(): number {
    const { state } = this.hub;
    let judged = 0;
    const views = pollView(state, sightOf(state, ANYONE), null, this.#receipts.of).questions;
    for (const [index, question] of state.poll.questions.entries()) {
      const said = views[index]?.receipts;
      const answer = this.#receipts.answer(state, question.id, ANYONE);
      if ("refused" in answer) {
        if (said && !("off" in said)) throw new Error(`${question.id} has a hash and no list: ${answer.detail}`);
        continue;
      }
      judged += 1;
      const list = JSON.parse(answer.text) as Receipt[];
      if (receiptsText(list) !== answer.text) throw new Error("the text is not canonical");
      if (list.some(([receipt], at) => at > 0 && receipt <= (list[at - 1]?.[0] ?? ""))) throw new Error("not sorted, or doubled");
      const { sha256, count } = answer;
      if (JSON.stringify(said) !== JSON.stringify({ count, sha256 }))
        throw new Error(`${question.id} says ${JSON.stringify(said)}`);
      if (createHash("sha256").update(answer.text).digest("hex") !== sha256) throw new Error("another hash");
      const counted = recount(
        question,
        list.map(([, choice]) => choice),
      );
      if (JSON.stringify(counted) !== JSON.stringify(state.tallies[question.id]))
        throw new Error(`${question.id}: the list counts ${JSON.stringify(counted)}`);
    }
    return judged;
  }
}

/** `lists`: how many were judged, by question. */
function listsCountUp(plant: (list: List) => List = (list) => list, forgets = false, lists: number[] = []) {
  return fc.property(histories, ({ at, steps }) => {
    const room = new Room(plant, forgets);
    for (const { commands, ms, sleeps } of steps) {
      room.hub.now += ms;
      room.hub.turn(commands);
      if (sleeps) room.sleep();
      lists[at] = (lists[at] ?? 0) + room.judge();
    }
  });
}

describe("after any history", () => {
  test("[J5] every list counts up to its tally, and its hash is the one in the view", () => {
    const lists: number[] = [];
    const [seed, numRuns] = [seedOf(), 500];
    fc.assert(listsCountUp(undefined, false, lists), { numRuns, seed });
    for (const at of QUESTIONS.keys()) expect(lists[at], QUESTIONS[at]?.text).toBeGreaterThan(numRuns / 10);
  });

  const BUGS: [string, (list: List) => List, boolean?][] = [
    ["drops a ballot", (list) => list.slice(1)],
    ["doubles one", (list) => [...list, ...list.slice(0, 1)]],
    ["changes a choice", (list) => list.map(([name, choice], at) => [name, at === 0 ? "[1]" : choice])],
    ["lists a vote of another", (list) => [...list, ["zoe", "[1]"]]],
    ["keeps the hash of before", (list) => list, true],
  ];
  test.each(BUGS)("[J5] is no more so where the hub %s", (_, plant, forgets = false) => {
    const { failed } = fc.check(listsCountUp(plant, forgets), { numRuns: 600, seed: 7 });
    expect(failed).toBe(true);
  });
});
