/** Open answers: what is the same answer, what a host does with them, and what is kept of many. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../../src/poll/kinds/fold.ts";
import { mostFrequent } from "../../../src/poll/kinds/frequent.ts";
import { kindOf } from "../../../src/poll/kinds/index.ts";
import type { Question } from "../../../src/poll/state.ts";
import { ANYONE, HOST } from "../../../src/poll/view.ts";
import { host, MemoryHub, stateOf, vote } from "../memory-hub.ts";
import { ASKED, questionOf, seenOf } from "./asked.ts";

describe("[Q10] open answers", () => {
  const answers = (...words: string[]) => {
    const hub = new MemoryHub(stateOf({ questions: [ASKED.text] }));
    for (const [index, word] of words.entries()) hub.say(vote(`voter ${index}`, [word], 1));
    return hub;
  };
  const seen = (hub: MemoryHub, reader = ANYONE) => {
    const { words, counts, others } = seenOf<"text">(hub, reader);
    return [...words.map((word, index) => `${word} ${counts[index]}`), others];
  };

  test("case, accents and spacing make no other answer; most wrote it so, so it is shown so", () => {
    const hub = answers("pizza", "Pizza", "  PIZZA", "Pizza", "Crème  brûlée", "creme brulee", "Créme brûlée", "Sushi");
    expect(seen(hub)).toEqual(["Pizza 4", "Crème brûlée 3", "Sushi 1", 0]);
  });

  test.each([
    ["Straße", "STRASSE"],
    ["STRAẞE", "Strasse"],
    ["ΟΔΟΣ", "οδός"],
    ["ﬁne", "Fine"],
    ["❤️", "❤"],
    ["Ｐｉｚｚａ", "pizza"],
    ["Istanbul", "İSTANBUL"],
  ])("%s is %s", (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  test.each([
    ["мой", "мои"],
    ["がく", "かく"],
    ["की", "का"],
    ["👍", "👎"],
    ["a b", "ab"],
    ["C", "C++"],
  ])("%s is not %s", (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  test("folding is done once: what is folded stays as it is", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => void expect(fold(fold(text))).toBe(fold(text))));
  });

  test("hidden answers leave the hub for hosts only, and their number is among the others", () => {
    const hub = answers("rude", "RUDE", "nice");
    expect(hub.say(host("hide-answer", { answer: "Rude" }))).toBe("done");
    expect(seen(hub)).toEqual(["nice 1", 2]);
    expect(seen(hub, HOST)).toEqual(["nice 1", 2]);
    expect(hub.question()).toMatchObject({ hidden: ["Rude"] });
    expect(hub.say(host("hide-answer", { answer: "rüde" }))).toBe("bad-message nothing-to-change");
    expect(hub.say(host("show-answer", { answer: "rude" }))).toBe("done");
    expect(hub.say(host("show-answer", { answer: "rude" }))).toBe("bad-message nothing-to-change");
    expect(seen(hub)).toEqual(["rude 2", "nice 1", 0]);
  });

  test("merged answers count together under the name that the host gives them, and can be split again", () => {
    const hub = answers("NYC", "New York", "new york", "Big Apple", "Paris");
    expect(hub.say(host("merge-answers", { answers: ["nyc", "big apple", "nowhere"], into: "New York City" }))).toBe("done");
    expect(seen(hub)).toEqual(["New York 2", "New York City 2", "Paris 1", 0]);
    expect(hub.say(host("merge-answers", { answers: ["new york"], into: "NYC" }))).toBe("done");
    expect(seen(hub)).toEqual(["New York City 4", "Paris 1", 0]);
    expect(hub.say(host("merge-answers", { answers: ["New York"], into: "nyc" }))).toBe("bad-message nothing-to-change");
    hub.say(host("hide-answer", { answer: "big apple" }));
    expect(seen(hub)).toEqual(["Paris 1", 4]);
    hub.say(host("show-answer", { answer: "New York City" }), host("split-answer", { answer: "Big Apple" }));
    expect(seen(hub)).toEqual(["New York City 3", "Big Apple 1", "Paris 1", 0]);
  });

  test("a name is never merged into a name: whoever is merged later takes its own along", () => {
    const hub = answers("a", "b", "c");
    hub.say(host("merge-answers", { answers: ["a"], into: "b" }), host("merge-answers", { answers: ["b"], into: "c" }));
    expect(seen(hub)).toEqual(["c 3", 0]);
    hub.say(host("merge-answers", { answers: ["c"], into: "a" }));
    expect(seen(hub)).toEqual(["a 3", 0]);
  });

  test("after any merges, hides and splits every answer is counted once", () => {
    const word = fc.constantFrom("a", "b", "c", "d", "A", "é", "e");
    const care = fc.oneof(
      fc
        .tuple(fc.constantFrom("hide-answer", "show-answer", "split-answer"), word)
        .map(([c, answer]) => host(c as "hide-answer", { answer })),
      fc
        .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), word)
        .map(([answers, into]) => host("merge-answers", { answers, into })),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.array(care, { maxLength: 10 }), (words, commands) => {
        const hub = answers(...words);
        hub.say(...commands);
        const { merged } = questionState(hub);
        const names = new Set(merged.map(({ into }) => fold(into)));
        for (const { from } of merged) expect(names.has(fold(from)), JSON.stringify(merged)).toBe(false);
        const view = seenOf<"text">(hub, HOST);
        expect(view.counts.reduce((sum, count) => sum + count, view.others)).toBe(words.length);
      }),
      { numRuns: 500 },
    );
  });

  test("at most 200 are hidden and 200 merged", () => {
    const hub = answers("x");
    for (let index = 0; index < 200; index++) expect(hub.say(host("hide-answer", { answer: `word ${index}` }))).toBe("done");
    expect(hub.say(host("hide-answer", { answer: "one more" }))).toBe("not-allowed too-many-answers");
    for (let index = 0; index < 4; index++) {
      const names = Array.from({ length: 50 }, (_, name) => `name ${index} ${name}`);
      expect(hub.say(host("merge-answers", { answers: names, into: "all" }))).toBe("done");
    }
    expect(hub.say(host("merge-answers", { answers: ["one more"], into: "all" }))).toBe("not-allowed too-many-answers");
  });

  test("only open answers are cared for", () => {
    expect(new MemoryHub().say(host("hide-answer", { answer: "Pizza" }))).toBe("not-allowed not-of-kind");
    expect(new MemoryHub().say(host("merge-answers", { question: "q9", answers: ["a"], into: "b" }))).toBe("no-such-question");
  });
});

function questionState(hub: MemoryHub) {
  const question = hub.question();
  if (question.kind !== "text") throw new Error("no open answers here");
  return question;
}

describe("[Q11] the most frequent of many, in little room", () => {
  const said = fc.array(
    fc.integer({ min: 0, max: 30 }).map((word) => `w${word}`),
    { maxLength: 80 },
  );
  const plain = (texts: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
    return counts;
  };

  test("what is kept is counted exactly, what is frequent is kept, and all is kept where it fits", () => {
    let crowded = 0;
    fc.assert(
      fc.property(said, fc.integer({ min: 1, max: 12 }), (texts, keptMax) => {
        const { of, kept } = mostFrequent(texts, (text) => text, keptMax);
        const counts = plain(texts);
        expect(of).toBe(texts.length);
        expect(kept.length).toBe(Math.min(keptMax, counts.size));
        for (const { key, count } of kept) expect(count).toBe(counts.get(key));
        for (const [key, count] of counts) if (count > of / (keptMax + 1)) expect(kept.map((one) => one.key)).toContain(key);
        expect(kept).toEqual(kept.toSorted((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1)));
        if (counts.size > keptMax) crowded += 1;
      }),
      { numRuns: 2_000 },
    );
    expect(crowded).toBeGreaterThan(500);
  });

  test("where all differ, as many are kept as there is room for", () => {
    const texts = Array.from({ length: 101 }, (_, index) => `w${index}`);
    expect(mostFrequent(texts, (text) => text, 100).kept).toHaveLength(100);
  });

  test("of many spellings the first four are remembered, and the commonest of them is shown", () => {
    const texts = ["pizza", "Pizza", "PIZZA", "PIzza", "pIZZA", "pIZZA", "Pizza"];
    expect(mostFrequent(texts, fold, 10).kept).toEqual([{ key: "pizza", text: "Pizza", count: 7 }]);
  });
});

describe("[Q4] what may be said", () => {
  const check = (choice: (number | string)[]) => {
    const question = questionOf("text") as Question;
    return kindOf(question).check(question, choice);
  };

  test("tidied, up to 200 points", () => {
    expect(check(["  a\t b "])).toStrictEqual(["a b"]);
    expect(check(["😀".repeat(200)])).toStrictEqual(["😀".repeat(200)]);
  });

  test.each([[["😀".repeat(201)]], [[""]], [[" \n "]], [["\u202e"]], [["\ud83d"]], [[7]], [["a", "b"]], [[]]])(
    "not %j",
    (choice) => {
      expect(check(choice)).toBeNull();
    },
  );
});
