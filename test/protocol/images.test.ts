/** What bytes are, by themselves. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { imageTypeOf } from "../../src/http/image.ts";
import { PICTURE_SIDE_MAX } from "../../src/protocol/limits.ts";
import { GIF, JPEG, PNG, WEBP_LOSSLESS, WEBP_LOSSY } from "../support/images.ts";

const IMAGES = { PNG, GIF, JPEG, WEBP_LOSSY, WEBP_LOSSLESS };

test.each(Object.entries(IMAGES))("[I1] %s is known by its beginning, and not without it", (_, bytes) => {
  expect(imageTypeOf(bytes)).toMatch(/^image\//);
  expect(imageTypeOf(bytes.slice(0, 12))).toBeNull();
  expect(imageTypeOf(bytes.slice(1))).toBeNull();
});

const withSides = (bytes: Uint8Array, set: (view: DataView) => void) => {
  const copy = bytes.slice();
  set(new DataView(copy.buffer));
  return copy;
};

const SIDES: Record<string, (side: number) => Uint8Array> = {
  PNG: (side) => withSides(PNG, (view) => view.setUint32(16, side)),
  GIF: (side) => withSides(GIF, (view) => view.setUint16(8, side, true)),
  JPEG: (side) => withSides(JPEG, (view) => view.setUint16(JPEG.indexOf(0xc0) + 6, side)),
  WEBP_LOSSY: (side) => withSides(WEBP_LOSSY, (view) => view.setUint16(26, side, true)),
};

test.each(Object.entries(SIDES))("[I1] %s has sane sides", (_, made) => {
  expect([1, PICTURE_SIDE_MAX].map((side) => imageTypeOf(made(side)) !== null)).toEqual([true, true]);
  expect([0, PICTURE_SIDE_MAX + 1].map((side) => imageTypeOf(made(side)))).toEqual([null, null]);
});

test("[I1] nothing else is a picture, and no bytes break the judge", () => {
  for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', "<!doctype html><p>", "%PDF-1.7", "BM", "\0\0\0\x20ftypavif"]) {
    expect(imageTypeOf(new TextEncoder().encode(text.padEnd(64)))).toBeNull();
  }
  const damaged = fc.tuple(fc.constantFrom(...Object.values(IMAGES)), fc.nat(40), fc.nat(255), fc.nat(200));
  fc.assert(
    fc.property(damaged, ([bytes, at, byte, length]) => {
      const copy = bytes.slice(0, length);
      if (at < copy.length) copy[at] = byte;
      expect([null, "image/png", "image/gif", "image/jpeg", "image/webp"]).toContain(imageTypeOf(copy));
    }),
    { numRuns: 3_000 },
  );
});
