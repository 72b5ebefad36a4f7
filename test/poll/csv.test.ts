import fc from "fast-check";
import { expect, test } from "vitest";
import { ballotsCsv, resultsCsv } from "../../src/http/csv.ts";
import type { State } from "../../src/poll/state.ts";
import { ANYONE, pollView, sightOf, talliesView } from "../../src/poll/view.ts";
import { NAMES, pollOfAll } from "./kinds/asked.ts";
import { host, MemoryHub, stateOf, vote } from "./memory-hub.ts";

const seen = (hub: MemoryHub) => [viewOf(hub.state), talliesView(hub.state, ANYONE, hub.digestOf)] as const;
const viewOf = (state: State) => pollView(state, sightOf(state, ANYONE));

test("[A7] one row for each option", () => {
  const hub = new MemoryHub();
  hub.say(vote("ann", [1], 1));
  expect(resultsCsv(...seen(hub))).toBe(
    "question,text,round,option,votes,people\r\nq1,Where to?,1,Pizza,0,1\r\nq1,Where to?,1,Sushi,1,1\r\n",
  );
});

test("[A7] hidden counts stay empty", () => {
  const hub = new MemoryHub();
  hub.say(vote("ann", [1], 1), host("hide"));
  expect(rowsOf(resultsCsv(...seen(hub))).slice(1)).toEqual([
    ["q1", "Where to?", "1", "Pizza", "", "1"],
    ["q1", "Where to?", "1", "Sushi", "", "1"],
  ]);
});

test("[A7] ballots name what was chosen and never who chose it", () => {
  const hub = new MemoryHub(stateOf({ questions: [{ text: "Which?", options: ["a", "b; c"], max: 2 }] }));
  hub.say(vote("ann", [0, 1], 1));
  const csv = ballotsCsv({ poll: viewOf(hub.state), ballots: [...hub.ballots.values()] });
  expect(csv).toBe("question,text,round,choice\r\nq1,Which?,1,a; b; c\r\n");
  expect(csv).not.toContain("ann");
});

test("[A7] a row for each step, bin and answer; of a ranking the first places", () => {
  const hub = new MemoryHub(stateOf(pollOfAll()));
  const choices = { choice: [1], rating: [4], number: [-4.5], ranking: [2, 0], text: ["words, and more"], other: [1, "Ramen"] };
  for (const [index, name] of NAMES.entries()) hub.say(vote("ann", choices[name], 1, { question: `q${index + 1}` }));
  const rows = rowsOf(resultsCsv(...seen(hub)));
  const of = (id: string) => rows.filter(([question]) => question === id).map(([, , , option, votes]) => `${option}: ${votes}`);
  expect(of("q2")).toEqual(["1: 0", "2: 0", "3: 0", "4: 1", "5: 0"]);
  expect(of("q3").slice(0, 3)).toEqual(["-5: 0", "-4.5: 1", "-4: 0"]);
  expect(of("q4")).toEqual(["a: 0", "b: 0", "c: 1", "d: 0"]);
  expect(of("q5")).toEqual(["words, and more: 1"]);
  const cast = rowsOf(ballotsCsv({ poll: viewOf(hub.state), ballots: [...hub.ballots.values()] })).map(([question, , , choice]) => [
    question,
    choice,
  ]);
  expect(cast.slice(1)).toEqual([
    ["q1", "b"],
    ["q2", "4"],
    ["q3", "-4.5"],
    ["q4", "c; a"],
    ["q5", "words, and more"],
    ["q6", "b; Ramen"],
  ]);
});

test("[A7] own answers stand behind the options, emoji before them, and a digit is not an option's number", () => {
  const hub = new MemoryHub(stateOf({ questions: [{ text: "?", options: ["a", "b"], max: 2, other: true, emoji: ["🍕", null] }] }));
  hub.say(vote("ann", [0, "1"], 1), vote("ben", [1, "=2+3"], 1), vote("cid", ["1"], 1));
  expect(rowsOf(resultsCsv(...seen(hub))).map(([, , , option, votes]) => `${option}: ${votes}`)).toEqual([
    "option: votes",
    "🍕 a: 1",
    "b: 1",
    "1: 2",
    "'=2+3: 1",
  ]);
  const cast = rowsOf(ballotsCsv({ poll: viewOf(hub.state), ballots: [...hub.ballots.values()] }));
  expect(cast.map(([, , , choice]) => choice)).toEqual(["choice", "🍕 a; 1", "b; '=2+3", "1"]);
});

test("[A7] what is left out is said in the last row", () => {
  const hub = new MemoryHub(stateOf());
  hub.say(vote("ann", [0], 1));
  const csv = ballotsCsv({ poll: viewOf(hub.state), ballots: [...hub.ballots.values()], cut: true });
  expect(csv.trimEnd().split("\r\n").at(-1)).toBe(",Only the first 1 ballots are in this file.,,");
});

test("[A7] the round before stands before the round, with its own people", () => {
  const hub = new MemoryHub(stateOf());
  hub.say(vote("ann", [0], 1));
  const [poll, tallies] = seen(hub);
  const before = { round: 1, ballots: 5, counts: [2, 3] };
  const [question] = poll.questions;
  const again = { ...poll, questions: [{ ...question, round: 2 } as typeof question & object] };
  const rows = rowsOf(resultsCsv(again, { q1: { ...tallies.q1, ballots: 1, before } }));
  expect(rows.slice(1).map(([, , ...row]) => row.join())).toEqual(["1,Pizza,2,5", "1,Sushi,3,5", "2,Pizza,1,1", "2,Sushi,0,1"]);
});

test("[A7] bins of several numbers name the first and the last", () => {
  const hub = new MemoryHub(stateOf({ questions: [{ kind: "number", text: "?", from: 0, to: 101, step: 0.5 }] }));
  const names = rowsOf(resultsCsv(...seen(hub))).map(([, , , option]) => option);
  expect(names.slice(1, 3)).toEqual(["0 to 4.5", "5 to 9.5"]);
  expect(names.at(-1)).toBe("100 to 101");
});

const FORMULAS = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  '=HYPERLINK("http://evil.test","click")',
  "=cmd|' /C calc'!A0",
  "-2+3, and more",
  "＝1+1",
  "＠SUM(A1)",
];

test.each(FORMULAS)("[A7] %s is text for a spreadsheet", (formula) => {
  const hub = new MemoryHub(stateOf({ question: formula, options: [formula, "other"] }));
  hub.say(vote("ann", [0], 1));
  const cells = [
    ...rowsOf(resultsCsv(...seen(hub))),
    ...rowsOf(ballotsCsv({ poll: viewOf(hub.state), ballots: [...hub.ballots.values()] })),
  ].flat();
  expect(cells).toContain(`'${formula}`);
  for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
});

test.each([
  ["a;=1+1", "a;'=1+1"],
  ["a; @SUM(A1);+1", "a; '@SUM(A1);'+1"],
  ["fine ;-) and a;b", "fine ;-) and a;b"],
])("[A7] %s is text also for a spreadsheet that divides at semicolons", (typed, written) => {
  const hub = new MemoryHub(stateOf({ questions: [{ kind: "text", text: "?" }] }));
  hub.say(vote("ann", [typed], 1));
  const ballots = ballotsCsv({ poll: viewOf(hub.state), ballots: [...hub.ballots.values()] });
  expect([rowsOf(resultsCsv(...seen(hub)))[1]?.[3], rowsOf(ballots)[1]?.[3]]).toEqual([written, written]);
});

test("[A7] whatever people type comes back as they typed it, and begins no formula", () => {
  const typed = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => text.trim().length > 0);
  fc.assert(
    fc.property(typed, fc.constantFrom("", '"', ",", "=", "\n", "'", " ", "\t-", " =", "\u00a0+"), (text, spice) => {
      const state = stateOf();
      const option = `${spice}${text}`;
      const poll = {
        ...viewOf(state),
        questions: viewOf(state).questions.map((question) => ({ ...question, options: [option] })),
      };
      const cell = rowsOf(resultsCsv(poll, {}))[1]?.[3] ?? "";
      const [first = ""] = option.trimStart();
      fc.pre(!option.includes(";"));
      const begins = "=+-@＝＋－＠".includes(first) || "\t\r\n".includes(option.charAt(0));
      expect(cell).toBe(begins ? `'${option}` : option);
    }),
  );
});

/** A reader of RFC 4180 by the book, made without a look at the writer. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [];
  for (const [, line = ""] of csv.matchAll(/((?:"(?:[^"]|"")*"|[^"\r])*)\r\n/g)) {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
    rows.push(cells.map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ""));
  }
  return rows;
}
