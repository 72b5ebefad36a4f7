/** [M10] Which sizes and qualities a picture is tried in, and what of it is kept where. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { newPicture, picturesIn, withFound, withoutSources } from "../../src/page/form/album.ts";
import { emptyDraft, emptyOption, emptyQuestion, readDraft } from "../../src/page/form/draft.ts";
import { emojiIn } from "../../src/page/form/emoji.ts";
import { attempts } from "../../src/page/form/scale.ts";
import { bytesOf, isHere } from "../../src/page/form/upload.ts";
import { parseNewPoll } from "../../src/protocol/client.ts";
import { PICTURE_SIDE_PX } from "../../src/protocol/limits.ts";
import { emoji } from "../../src/words/emoji.ts";

test("[M10] no attempt is larger than the picture or 640 px, each keeps its shape, and the last is much smaller than the first", () => {
  const side = fc.integer({ min: 1, max: 12_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const all = [...attempts(width, height)];
      for (const attempt of all) {
        expect(Math.max(attempt.width, attempt.height)).toBeLessThanOrEqual(Math.min(PICTURE_SIDE_PX, Math.max(width, height)));
        expect(Math.min(attempt.width, attempt.height)).toBeGreaterThanOrEqual(1);
        const long = Math.max(attempt.width, attempt.height) / Math.max(width, height);
        expect(Math.abs(attempt.width - width * long)).toBeLessThanOrEqual(1);
        expect(Math.abs(attempt.height - height * long)).toBeLessThanOrEqual(1);
      }
      const pixels = all.map((attempt) => attempt.width * attempt.height);
      expect(pixels).toEqual(pixels.toSorted((one, other) => other - one));
      if ((pixels[0] ?? 0) > 10_000) expect((pixels.at(-1) ?? 0) * 5).toBeLessThan(pixels[0] ?? 0);
    }),
  );
  expect(attempts(4_000, 3_000).next().value).toEqual({ width: 640, height: 480, quality: 0.85 });
  expect(attempts(300, 200).next().value).toEqual({ width: 300, height: 200, quality: 0.85 });
});

test("[M10][M4] a stored draft names its pictures; they come back from their own place, and lost ones are left out", () => {
  const [kept, lost] = [newPicture("data:image/webp;base64,AAAA"), newPicture("data:image/webp;base64,BBBB")];
  expect(kept.key).not.toBe(lost.key);
  const options = [{ ...emptyOption("a"), picture: kept }, { ...emptyOption("b"), picture: lost }, emptyOption("c")];
  const draft = { ...emptyDraft(), questions: [{ ...emptyQuestion(), options }] };
  const stored = JSON.stringify(draft, withoutSources);
  expect(stored).not.toContain("base64");
  const back = readDraft(JSON.parse(stored));
  expect(back && picturesIn(back).map(({ src }) => src)).toEqual([null, null]);
  const found = back && withFound(back, new Map([[kept.key, kept.src ?? ""]]));
  expect(found?.questions[0]?.options.map(({ picture }) => picture)).toEqual([kept, null, null]);
});

test("[M10] the bytes of a picture are those of its address; one on the server is not here", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(bytesOf(`data:image/png;base64,${Buffer.from(bytes).toString("base64")}`)).toEqual(bytes);
    }),
  );
  expect(isHere(newPicture("data:image/png;base64,AAAA"))).toBe(true);
  expect(isHere({ key: "AAAAAAAAAAAAAAAA", src: "/api/polls/x/pictures/AAAAAAAAAAAAAAAA" })).toBe(false);
});

test("[M9] every emoji on offer is one that the server takes, once, with a name", () => {
  expect(new Set(emoji.map(([one]) => one)).size).toBe(emoji.length);
  for (const [one, name] of emoji) {
    const made = parseNewPoll({ questions: [{ text: "a", options: ["b", "c"], emoji: [one, null] }] });
    expect(made, name).not.toHaveProperty("unreadable");
    expect(emojiIn(one), name).toBe(one);
  }
});

test.each([
  ["🍕", "🍕"],
  ["pizza 🍕🍣", "🍕"],
  ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"],
  ["🇪🇪", "🇪🇪"],
  ["❤", "❤️"],
  ["pizza", null],
  ["1", null],
  ["", null],
])("[M9] the emoji in %j", (typed, found) => {
  expect(emojiIn(typed)).toBe(found);
});
