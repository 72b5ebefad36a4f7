/** [J7] [J8] A list counted again on a phone: known vectors for the hash, and a page that sees a hub that cheats. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Outbox } from "../../src/page/outbox.ts";
import { type Kept, keptReceipt } from "../../src/page/receipt.ts";
import { type Verdict, verdictOn } from "../../src/page/results/receipts/recount.ts";
import { hex, sha256, sha256Of } from "../../src/page/sha256.ts";
import { newState } from "../../src/poll/evolve.ts";
import { kindOf, recount } from "../../src/poll/kinds/index.ts";
import type { Question } from "../../src/poll/state.ts";
import { ANYONE, pollView, sightOf, talliesView } from "../../src/poll/view.ts";
import { type NewPoll, parseNewPoll } from "../../src/protocol/client.ts";
import { type Receipt, receiptsText } from "../../src/protocol/receipts.ts";
import type { Choice, ReceiptsList, TallyView } from "../../src/protocol/server.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const ours = (text: string) => hex(sha256(bytes(text)));

describe("SHA-256 by hand", () => {
  // FIPS 180-4 and NIST's examples.
  test.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    [
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    ],
    ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
  ])("[J7] a known one", (text, digest) => expect(ours(text)).toBe(digest));

  test("[J7] of every length around a block it is the platform's own, with and without a browser's", async () => {
    for (let length = 0; length <= 200; length++) {
      const text = "é".repeat(length % 7) + "x".repeat(length);
      expect(ours(text), String(length)).toBe(createHash("sha256").update(text).digest("hex"));
    }
    expect(await sha256Of("abc")).toBe(ours("abc"));
  });
});

const QUESTIONS: { question: object; choices: Choice[] }[] = [
  { question: { text: "Where to?", options: ["Pizza", "Sushi", "Salad"] }, choices: [[0], [1], [0], [2], [0], [1], [0]] },
  { question: { text: "Days?", options: ["a", "b", "c"], max: 3 }, choices: [[0, 1], [1], [0, 1, 2], [2], [0, 2], [1], [1]] },
  { question: { kind: "rating", text: "How?" }, choices: [[5], [4], [1], [3], [5], [2], [2]] },
  {
    question: { kind: "number", text: "Beans?", from: 0, to: 10, step: 0.1, answer: 3 },
    choices: [[0.3], [2.9], [10], [3.1], [5], [7.7], [3.1]],
  },
  ...["irv", "borda", "schulze"].map((method) => ({
    question: { kind: "ranking", text: "Order?", options: ["a", "b", "c", "d"], method },
    choices: [[0, 1, 2], [1, 0], [2], [2, 1, 0, 3], [3], [0, 3, 1], [1, 2]],
  })),
];

/** What a page gets to see of a closed question, and what it makes of it. */
function closed({ question, choices }: (typeof QUESTIONS)[number]) {
  const made = parseNewPoll({ questions: [question], receipts: true }) as NewPoll;
  const fresh = newState(made, { id: "23456789abcdefg", epoch: "e", hostKeyHash: "", code: null, now: 0 });
  const asked = { ...fresh.poll.questions[0], phase: "closed" } as Question;
  const state = { ...fresh, poll: { ...fresh.poll, questions: [asked] }, tallies: { q1: recount(asked, choices) } };
  const lists = { stopWords: new Set<string>(), blockedWords: new Set<string>() };
  const digestOf = () => kindOf(asked).digest?.(asked, choices, lists) ?? null;
  const receipts = choices.map((choice, at): Receipt => [`${"r".repeat(21)}${at}`, choice]);
  const tally = talliesView(state, ANYONE, digestOf).q1 as TallyView;
  const judge = (cheat: (list: Receipt[]) => Receipt[] = (list) => list, kept: Kept | null = null, published = tally): Verdict => {
    const listed = cheat(structuredClone(receipts));
    const sha = ours(receiptsText(listed));
    const view = pollView(state, sightOf(state, ANYONE), null, () => ({ count: listed.length, sha256: sha })).questions[0];
    if (!view) throw new Error("no question");
    const list: ReceiptsList = { question: "q1", round: 1, count: listed.length, sha256: sha, receipts: listed };
    return verdictOn(view, published, list, sha, kept);
  };
  return { judge, receipts, tally };
}

const RIGHT = { isWhole: true, isSound: true, isAsTold: true, isSame: true };

describe.each(QUESTIONS)("a list of $question.kind $question.method $question.max", (asked) => {
  const { judge, receipts, tally } = closed(asked);
  const [[mine, said]] = receipts as [Receipt];

  test("[J8] agrees with an honest hub, in all that is said of the result, and has mine", () => {
    const verdict = judge(undefined, { receipt: mine, said });
    expect(verdict).toMatchObject({ ...RIGHT, mine: { isRight: true, listed: said } });
    expect(verdict.counted).toEqual(tally);
  });

  test("[J8] a hub that drops a ballot is seen, and by whom it was taken from", () => {
    const verdict = judge((list) => list.slice(1), { receipt: mine, said });
    expect(verdict).toMatchObject({ isWhole: false, isSame: false, mine: { isRight: false, listed: null } });
  });

  test("[J8] one that changes a choice is seen, even where it makes the result fit", () => {
    const other = receipts.map(([, choice]) => choice).find((choice) => JSON.stringify(choice) !== JSON.stringify(said)) ?? [];
    const cheat = (list: Receipt[]): Receipt[] => list.map(([receipt, choice]) => [receipt, receipt === mine ? other : choice]);
    expect(judge(cheat).isSame).toBe(false);
    const fitted = judge(cheat).counted;
    expect(judge(cheat, { receipt: mine, said }, fitted)).toMatchObject({ ...RIGHT, mine: { isRight: false, listed: other } });
  });

  test("[J8] one that doubles a ballot is seen, also where it takes another one's place", () => {
    expect(judge((list) => [...list.slice(0, 1), ...list])).toMatchObject({ isWhole: false, isSame: false });
    expect(judge((list) => [...list.slice(0, 1), ...list.slice(0, -1)]).isWhole).toBe(false);
  });

  test("[J8] one that adds a ballot, or says another result, is seen", () => {
    expect(judge((list) => [...list, ["s".repeat(22), said]])).toMatchObject({ isWhole: false, isSame: false });
    const swapped = { ...tally, counts: tally.counts?.map((count, at) => count + (at === 0 ? 1 : at === 1 ? -1 : 0)) } as TallyView;
    expect(judge(undefined, null, swapped)).toMatchObject({ isWhole: true, isSame: false });
  });

  test("[J8] a list with what this question does not take is no list of it", () => {
    expect(judge((list) => list.map(([receipt], at) => [receipt, at === 0 ? [99, 98] : said]))).toMatchObject({
      isSound: false,
      isSame: false,
    });
  });

  test("[J8] a vote taken back must not be there", () => {
    expect(judge((list) => list.slice(1), { receipt: mine, said: [] }).mine).toMatchObject({ isRight: true, listed: null });
    expect(judge(undefined, { receipt: mine, said: [] }).mine).toMatchObject({ isRight: false, listed: said });
  });
});

test("[J8] another list than everybody was told of is seen by its hash", () => {
  const { receipts, tally } = closed(QUESTIONS[0] as (typeof QUESTIONS)[number]);
  const view = {
    id: "q1",
    kind: "choice",
    options: ["a", "b", "c"],
    min: 1,
    max: 1,
    other: false,
    phase: "closed",
    receipts: { count: 7, sha256: "0".repeat(64) },
  };
  const list = { question: "q1", round: 1, count: 7, sha256: "", receipts };
  expect(verdictOn(view as never, tally, list, ours(receiptsText(receipts)), null)).toMatchObject({ ...RIGHT, isAsTold: false });
});

describe("a receipt on the device", () => {
  const shelfOf = () => {
    const kept = new Map<string, string>([["showhands:voter:p", "ann"]]);
    const shelf = {
      get: (key: string) => kept.get(key) ?? null,
      set: (key: string, value: string | null) => void (value === null ? kept.delete(key) : kept.set(key, value)),
    };
    return { shelf, outbox: new Outbox("p", shelf) };
  };
  const put = (outbox: Outbox, choice: Choice, voter = "ann") => {
    outbox.put({ voter, question: "q1", choice, round: 2, seen: 0 });
    return outbox.unsent().find((one) => one.voter === voter) as ReturnType<Outbox["unsent"]>[number];
  };

  test("[J9] is kept with what was acknowledged, over reloads, for its round", () => {
    const { shelf, outbox } = shelfOf();
    outbox.drop(put(outbox, [1]), "receipt");
    const again = new Outbox("p", shelf);
    expect(again.unsent()).toEqual([]);
    expect(keptReceipt("p", "q1", 2, shelf)).toEqual({ receipt: "receipt", said: [1] });
    expect(keptReceipt("p", "q1", 3, shelf)).toBe(null);
    expect(keptReceipt("p", "q2", 2, shelf)).toBe(null);
    outbox.drop(put(outbox, [2])); // refused: what was said before still counts
    expect(keptReceipt("p", "q1", 2, shelf)).toEqual({ receipt: "receipt", said: [1] });
    outbox.drop(put(outbox, []), "receipt");
    expect(keptReceipt("p", "q1", 2, shelf)).toEqual({ receipt: "receipt", said: [] });
  });

  test("[J9] an old ack does not take the place of a newer vote; the next person finds none", () => {
    const { shelf, outbox } = shelfOf();
    const old = put(outbox, [0]);
    const newer = put(outbox, [1]);
    expect(outbox.drop(old, "receipt")).toBe(false);
    expect(keptReceipt("p", "q1", 2, shelf)).toBe(null);
    outbox.drop(newer, "receipt");
    expect(keptReceipt("p", "q1", 2, shelf)?.said).toEqual([1]);
    shelf.set("showhands:voter:p", "ben");
    outbox.retire();
    expect(keptReceipt("p", "q1", 2, shelf)).toBe(null);
    shelf.set("showhands:voter:p", "ann");
    expect(keptReceipt("p", "q1", 2, shelf)).toBe(null);
  });

  test("[J9] without receipts the outbox keeps what it kept before", () => {
    const { shelf, outbox } = shelfOf();
    const sent = put(outbox, [1]);
    outbox.drop(sent);
    expect(shelf.get("showhands:outbox:p")).toBe(JSON.stringify({ ann: { q1: { n: sent.n } } }));
  });
});
