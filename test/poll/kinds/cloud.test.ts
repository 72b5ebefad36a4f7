/** A word cloud: answers taken apart, and what a filter holds back. */
import { describe, expect, test } from "vitest";
import { wordsIn } from "../../../src/poll/kinds/cloud.ts";
import { hasBlockedWord, wordLists } from "../../../src/poll/kinds/lists.ts";
import { ANYONE, HOST, pollView } from "../../../src/poll/view.ts";
import { ANSWERS_KEPT_MAX } from "../../../src/protocol/limits.ts";
import { emoji } from "../../../src/words/emoji.ts";
import * as english from "../../../src/words/lists.en.ts";
import { host, LISTS, MemoryHub, stateOf, vote } from "../memory-hub.ts";
import { ASKED, seenOf } from "./asked.ts";

const hubOf = (answers: readonly string[], fields: object) => {
  const hub = new MemoryHub(stateOf({ questions: [{ ...ASKED.text, ...fields }] }));
  for (const [index, answer] of answers.entries()) hub.say(vote(`voter ${index}`, [answer], 1));
  return hub;
};

describe("[Q13] words of an answer", () => {
  test.each([
    ["the best pizza in the world", ["best", "pizza", "world"]],
    ["Pizza, pizza & PIZZA!", ["Pizza"]],
    ["I don’t know", []],
    ["don't panic", ["panic"]],
    ["well-being/health", ["well-being", "health"]],
    ["C++ or C#?", ["C++", "C#"]],
    ["3.5 or 1,000", ["3.5", "1,000"]],
    ["love ❤️ 👩‍🚀👍🏽", ["love", "❤️", "👩‍🚀", "👍🏽"]],
    ["Crème brûlée", ["Crème", "brûlée"]],
    ["я люблю кино", ["я", "люблю", "кино"]],
    ["हिन्दी भाषा", ["हिन्दी", "भाषा"]],
    ["私は寿司が好きです", ["私", "は", "寿司", "が", "好き", "です"]],
    ["…!?", []],
    // One word is an answer, even where it says little.
    ["no", ["no"]],
    ["You!", ["You"]],
  ])("%s: %j", (answer, words) => {
    expect(wordsIn(answer, LISTS.stopWords)).toEqual(words);
  });

  test("every emoji is one word, with its skin, flag, family or frame", () => {
    const composed = ["👩🏽‍❤️‍💋‍👨🏿", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇨🇭", "1️⃣", "🏳️‍🌈", "👋🏿", "♟️", "🧑‍🦽‍➡️", "⛹🏽‍♀️"];
    for (const one of [...emoji.map(([one]) => one), ...composed]) {
      expect(one).toMatch(/^\p{RGI_Emoji}$/v);
      expect(wordsIn(`${one}${one === "🍕" ? "🎉" : "🍕"} so good`, LISTS.stopWords)[0]).toBe(one);
    }
  });

  test("two thousand answers that are all emoji do not hold up the room", () => {
    const started = process.cpuUsage();
    for (let index = 0; index < 2_000; index++) wordsIn("👩🏽‍🚀".repeat(50), LISTS.stopWords);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(400);
  });

  test("each counts once for a person; the same word is the same in any case and accent", () => {
    const hub = hubOf(["more pizza, more Pizza", "PIZZA and sushi", "sushi?", "the best piñata", "Pinata"], { look: "cloud" });
    const { ballots, of, words, counts, others } = seenOf<"text">(hub, ANYONE);
    expect([ballots, of]).toEqual([5, 5]);
    expect(words.map((word, index) => `${word} ${counts[index]}`)).toEqual(["piñata 2", "pizza 2", "sushi 2", "best 1"]);
    expect(others).toBe(0);
  });

  test("as a wall the same answers are whole again, and back", () => {
    const hub = hubOf(["more pizza", "more pizza"], { look: "cloud" });
    expect(seenOf<"text">(hub, ANYONE)).toMatchObject({ words: ["pizza"], counts: [2] });
    hub.say(host("edit", { look: "wall" }));
    expect(seenOf<"text">(hub, ANYONE)).toMatchObject({ words: ["more pizza"], counts: [2] });
  });

  test("a host hides and merges words as answers", () => {
    const hub = hubOf(["red wine", "blue wine", "vino"], { look: "cloud" });
    hub.say(host("hide-answer", { answer: "Red" }), host("merge-answers", { answers: ["vino"], into: "wine" }));
    expect(seenOf<"text">(hub, ANYONE)).toMatchObject({ words: ["wine", "blue"], counts: [3, 1], others: 1 });
  });

  test("[Q11] what is kept is bounded however many words come", () => {
    const hub = hubOf(
      Array.from({ length: 300 }, (_, voter) =>
        Array.from({ length: 20 }, (_, index) => `w${voter}x${index}`)
          .join(" ")
          .concat(" frequent"),
      ),
      { look: "cloud" },
    );
    const digest = hub.digestOf(hub.question()) as unknown as { kept: { text: string; count: number }[]; said: number };
    expect(digest.kept).toHaveLength(ANSWERS_KEPT_MAX);
    expect(digest.kept[0]).toMatchObject({ text: "frequent", count: 300 });
    expect(digest.said).toBe(300 * 21);
  });

  test("no stop word is blocked, and no list says a word twice", () => {
    for (const words of [english.stopWords, english.blockedWords]) expect(words).toEqual([...new Set(words)]);
    expect(english.stopWords.filter((word) => hasBlockedWord(word, LISTS))).toEqual([]);
  });
});

describe("[Q14] the filter", () => {
  test.each([
    "shit",
    "Shit!",
    "SH1T",
    "$hit",
    "sh!t!",
    "5h1t",
    "shiiiiit",
    "assss",
    "sh*t",
    "f**k",
    "what the f*ck",
    "a$$",
    "@ss",
    "s h i t",
    "s.h.i.t",
    "shít",
    "ｓｈｉｔ",
    "you mother-fucker",
    "a b, then: s h i t",
    "*shit*",
    "“shit”",
  ])("knows %s", (answer) => {
    expect(hasBlockedWord(answer, LISTS)).toBe(true);
  });

  test.each([
    "Scunthorpe",
    "cocktail",
    "classic",
    "Essex",
    "assess",
    "pass the grass",
    "shiitake",
    "Hancock",
    "therapist",
    "analysis",
    "as I said",
    "titan 2",
    "455",
    "5 * 5",
    "a * b",
    "2*2=4",
    "*bold*",
    "B2B and C++",
    "peacock",
    "Dickens",
    "x y z",
    "***",
    "",
  ])("lets %s through", (answer) => {
    expect(hasBlockedWord(answer, LISTS)).toBe(false);
  });

  test("an asterisk is no pattern of somebody else's", () => {
    const lists = wordLists([], ["shit"]);
    for (const answer of ["s(*", "s[*]t", "s\\*t", `s${"*".repeat(5_000)}`]) expect(hasBlockedWord(answer, lists)).toBe(false);
  });

  test("two thousand answers that are all asterisks do not hold up the room", () => {
    const masked = Array.from({ length: 26 }, (_, at) => `${String.fromCharCode(97 + at)}*`);
    const answer = (index: number) => masked.map((_, at) => masked[(index * 7 + at * (1 + (index % 5))) % 26]).join(" ");
    const started = process.cpuUsage(); // and not the clock: tests share their machine
    for (let index = 0; index < 2_000; index++) hasBlockedWord(`${answer(index)} ${index}`, LISTS);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });

  const ANSWERS = ["sh1t happens", "SH1T happens", "fine", "cocktail"];

  test("what it knows is among the others, and only the host sees which", () => {
    const hub = hubOf(ANSWERS, { filter: true });
    expect(seenOf<"text">(hub, ANYONE)).toStrictEqual({
      ballots: 4,
      of: 4,
      words: ["cocktail", "fine"],
      counts: [1, 1],
      others: 2,
    });
    expect(JSON.stringify(hub.sees({ role: "stage", host: true, voted: new Set() }))).not.toMatch(/sh1t|held/i);
    expect(seenOf<"text">(hub, HOST)).toMatchObject({ others: 2, held: { words: ["sh1t happens"], counts: [2] } });
  });

  test("the host shows one, hides it again, and it is what it was", () => {
    const hub = hubOf(ANSWERS, { filter: true });
    const before = hub.sees(ANYONE);
    expect(hub.say(host("show-answer", { answer: "Sh1t happens" }))).toBe("done");
    expect(seenOf<"text">(hub, ANYONE)).toMatchObject({ words: ["sh1t happens", "cocktail", "fine"], others: 0 });
    expect(seenOf<"text">(hub, HOST)).toMatchObject({ held: { words: [], counts: [] } });
    expect(hub.say(host("show-answer", { answer: "Sh1t happens" }))).toBe("bad-message nothing-to-change");
    expect(hub.say(host("hide-answer", { answer: "sh1t happens" }))).toBe("done");
    expect(hub.sees(ANYONE)).toEqual(before);
    expect(hub.say(host("show-answer", { answer: "sh1t happens" }))).toBe("done");
    expect(seenOf<"text">(hub, ANYONE).words).toHaveLength(3);
  });

  test("without it nothing is held back, and it can be put in place at any time", () => {
    const hub = hubOf(ANSWERS, {});
    expect(seenOf<"text">(hub, HOST)).not.toHaveProperty("held");
    expect(seenOf<"text">(hub, ANYONE).words).toHaveLength(3);
    hub.say(host("edit", { filter: true }));
    expect(seenOf<"text">(hub, ANYONE).words).toHaveLength(2);
    expect(pollView(hub.state, "y").questions[0]).toMatchObject({ filter: true });
  });

  test("a cloud is filtered word by word; a merge under a clean name lets it through", () => {
    const hub = hubOf(["sh1t happens", "holy shit"], { filter: true, look: "cloud" });
    expect(seenOf<"text">(hub, ANYONE)).toMatchObject({ words: ["happens", "holy"], others: 2 });
    hub.say(host("merge-answers", { answers: ["shit", "sh1t"], into: "bother" }));
    expect(seenOf<"text">(hub, ANYONE)).toMatchObject({ words: ["bother", "happens", "holy"], counts: [2, 1, 1], others: 0 });
  });
});
