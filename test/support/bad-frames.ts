/** Frames that change nothing, each with its name and its refusal. `ref` is 7 wherever it can be read. */
import type { Code } from "../../src/protocol/codes.ts";
import { BAD_TALK, BAD_TALK_WITHOUT_REF, UNSEEN_TALK } from "./bad-talk.ts";

export interface BadFrame {
  name: string;
  frame: string | ArrayBuffer;
  code: Code;
  /** Answered as `refused` with this ref, and not as `error`. */
  ref?: 7;
}

const vote = { type: "vote", ref: 7, question: "q1", choice: [0], n: 1 };
const command = { type: "command", ref: 7, command: "close", question: "q1" };
const hello = { type: "hello", voter: "AbCdEfGhIjKlMnOpQrSt_-" };

const without = (key: string, from: object) => Object.fromEntries(Object.entries(from).filter(([name]) => name !== key));
const raw = (json: object, key: string, value: string) => JSON.stringify({ ...json, [key]: "#" }).replace('"#"', value);
const padded = (bytes: number) =>
  JSON.stringify({ ...vote, pad: "" }).replace(
    '"pad":""',
    `"pad":"${"x".repeat(bytes - JSON.stringify({ ...vote, pad: "" }).length)}"`,
  );

/** No message at all: answered as `error`. */
const UNREADABLE: [string, string][] = [
  ["nothing", ""],
  ["a space", " "],
  ["a word", "hello"],
  ["PING in capitals", "PING"],
  ["half an object", '{"type":"vote"'],
  ["two objects", "{}{}"],
  ["single quotes", "{'type':'vote'}"],
  ["a comma too many", '{"type":"vote","ref":7,}'],
  ["a comment", '{"type":"vote"/* */}'],
  ["a byte-order mark", `\ufeff${JSON.stringify(vote)}`],
  ["NUL", "\u0000"],
  ["NaN", raw(vote, "n", "NaN")],
  ["Infinity", raw(vote, "n", "Infinity")],
  ["a hexadecimal number", raw(vote, "n", "0x10")],
  ["a number", "7"],
  ["null", "null"],
  ["true", "true"],
  ["a text", '"vote"'],
  ["an array", "[]"],
  ["an array of a vote", JSON.stringify([vote])],
  ["deep arrays", "[".repeat(2_000) + "]".repeat(2_000)],
  ["deep objects", `${'{"a":'.repeat(600)}1${"}".repeat(600)}`],
  ["an empty object", "{}"],
  ["a prototype", '{"__proto__":{"type":"vote","ref":7}}'],
  ["a constructor", '{"constructor":{"prototype":{"type":"vote"}}}'],
  ["ref of text", JSON.stringify({ ...vote, ref: "7" })],
  ["ref with a fraction", JSON.stringify({ ...vote, ref: 7.5 })],
  ["ref too large", raw(vote, "ref", "9007199254740992")],
  ["ref null", JSON.stringify({ ...vote, ref: null })],
  ["a vote without ref", JSON.stringify(without("ref", vote))],
  ["a command without ref", JSON.stringify(without("ref", command))],
  ["hello without voter", JSON.stringify(without("voter", hello))],
  ["hello with a short token", JSON.stringify({ ...hello, voter: "short" })],
  ["hello with a long token", JSON.stringify({ ...hello, voter: "x".repeat(65) })],
  ["hello with a token of other letters", JSON.stringify({ ...hello, voter: "ü".repeat(22) })],
  ["hello with a token of many", JSON.stringify({ ...hello, voter: [hello.voter] })],
  ["hello with an unknown role", JSON.stringify({ ...hello, role: "operator" })],
  ["hello with a key of numbers", JSON.stringify({ ...hello, key: 7 })],
  ["hello with half a since", JSON.stringify({ ...hello, since: { epoch: "e" } })],
];

/** With a readable ref: answered as `refused`. */
const REFUSED: [string, string][] = [
  ["no type", JSON.stringify(without("type", vote))],
  ["an unknown type", JSON.stringify({ ...vote, type: "shout" })],
  ["a type of the server", JSON.stringify({ ...vote, type: "ack" })],
  ["a type in capitals", JSON.stringify({ ...vote, type: "VOTE" })],
  ["a type that is inherited", JSON.stringify({ ...vote, type: "toString" })],
  ["a type of many", JSON.stringify({ ...vote, type: ["vote"] })],
  ["no question", JSON.stringify(without("question", vote))],
  ["a question of numbers", JSON.stringify({ ...vote, question: 1 })],
  ["no choice", JSON.stringify(without("choice", vote))],
  ["a choice that is no list", JSON.stringify({ ...vote, choice: 0 })],
  ["a choice like a list", JSON.stringify({ ...vote, choice: { 0: 0, length: 1 } })],
  ["a choice of null", JSON.stringify({ ...vote, choice: [null] })],
  ["a choice of lists", JSON.stringify({ ...vote, choice: [[0]] })],
  ["a choice of truth", JSON.stringify({ ...vote, choice: [true] })],
  ["no n", JSON.stringify(without("n", vote))],
  ["n of text", JSON.stringify({ ...vote, n: "1" })],
  ["n below zero", JSON.stringify({ ...vote, n: -1 })],
  ["n with a fraction", JSON.stringify({ ...vote, n: 1.5 })],
  ["n beyond what is exact", raw(vote, "n", "9007199254740993")],
  ["n beyond all numbers", raw(vote, "n", "1e999")],
  ["round zero", JSON.stringify({ ...vote, round: 0 })],
  ["round beyond all rounds", JSON.stringify({ ...vote, round: 1_000_001 })],
  ["no command", JSON.stringify(without("command", command))],
  ["an unknown command", JSON.stringify({ ...command, command: "explode" })],
  ["a command of many", JSON.stringify({ ...command, command: ["close"] })],
  ["a command without its question", JSON.stringify(without("question", command))],
  ["an edit with half a surrogate pair", `{"type":"command","ref":7,"command":"edit","title":"\\ud800"}`],
  ["an option of nothing but spaces", JSON.stringify({ ...command, command: "add-option", text: " \t\u200e " })],
  ["an option too long", JSON.stringify({ ...command, command: "add-option", text: "x".repeat(121) })],
  ["a setting of the wrong kind", JSON.stringify({ ...command, command: "edit", revote: "yes" })],
];

export const BAD_FRAMES: readonly BadFrame[] = [
  ...[...UNREADABLE, ...BAD_TALK_WITHOUT_REF].map(([name, frame]): BadFrame => ({ name, frame, code: "bad-message" })),
  ...[...REFUSED, ...BAD_TALK].map(([name, frame]): BadFrame => ({ name, frame, code: "bad-message", ref: 7 })),
  { name: "4,097 bytes", frame: padded(4_097), code: "too-large", ref: 7 },
  {
    name: "fewer letters than 4,096, more bytes",
    frame: JSON.stringify({ ...vote, pad: "ü".repeat(2_100) }),
    code: "too-large",
    ref: 7,
  },
  { name: "a megabyte", frame: padded(1_000_000), code: "too-large", ref: 7 },
  { name: "binary", frame: new TextEncoder().encode(JSON.stringify(vote)).buffer as ArrayBuffer, code: "bad-message" },
  { name: "binary, empty", frame: new ArrayBuffer(0), code: "bad-message" },
];

/** By name: no description of a shape can refuse them. */
export const BAD_BY_MEANING: ReadonlySet<string> = new Set([
  "an edit with half a surrogate pair",
  "an option of nothing but spaces",
  ...UNSEEN_TALK.map(([name]) => name),
]);

/** Well-formed votes that the rules refuse: they are no bad frames, and cost no place on the list. */
export const REFUSED_VOTES: readonly BadFrame[] = [
  { name: "4,096 bytes of an unknown question", frame: padded(4_096).replace('"q1"', '"q9"'), code: "no-such-question", ref: 7 },
  ...["q2", "q0", "q100", "Q1", "", "nope", "__proto__", "constructor"].map(
    (question): BadFrame => ({
      name: `the question "${question}"`,
      frame: JSON.stringify({ ...vote, question }),
      code: "no-such-question",
      ref: 7,
    }),
  ),
  ...[[2], [-1], [0.5], [0, 1], [0, 0], ["0"], ["\ud800"], ["__proto__"], Array(1_000).fill(0)].map(
    (choice): BadFrame => ({
      name: `the choice ${JSON.stringify(choice).slice(0, 20)}`,
      frame: JSON.stringify({ ...vote, choice }),
      code: "bad-choice",
      ref: 7,
    }),
  ),
  { name: "the choice 1e999", frame: raw(vote, "choice", "[1e999]"), code: "bad-choice", ref: 7 },
];
