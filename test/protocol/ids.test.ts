import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSame } from "../../src/http/keys.ts";
import { isKey, keyed, keyHash, newEpoch, newHostKey, newSecret } from "../../src/hub/secrets.ts";
import { base64url } from "../../src/protocol/bytes.ts";
import { CLOSE, mayComeBack } from "../../src/protocol/close.ts";
import { ALPHABET, CODE, HOST_KEY, POLL_ID, randomLetters, tidyCode, VOTER_TOKEN } from "../../src/protocol/ids.ts";
import { CODE_CHARS, POLL_ID_CHARS } from "../../src/protocol/limits.ts";

describe("ids", () => {
  test("[K1] no two letters look alike", () => {
    expect(new Set(ALPHABET).size).toBe(ALPHABET.length);
    expect(ALPHABET).toMatch(/^[a-z0-9]+$/);
    for (const group of ["0oO", "1iIl"]) expect([...group].filter((letter) => ALPHABET.includes(letter))).toEqual([]);
  });

  test("[K1] a poll id has at least 70 bits", () => {
    expect(POLL_ID_CHARS * Math.log2(ALPHABET.length)).toBeGreaterThanOrEqual(70);
    expect(randomLetters(POLL_ID_CHARS, randomBytes)).toMatch(POLL_ID);
    expect(randomLetters(CODE_CHARS, randomBytes)).toMatch(CODE);
  });

  test("[K1] every letter is as likely as every other", () => {
    const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
    const letters = randomLetters(8 * ALPHABET.length, () => everyByte);
    const counts = [...ALPHABET].map((letter) => letters.split(letter).length - 1);
    expect(new Set(counts)).toEqual(new Set([8]));
  });

  test("[K1] bytes above the last whole multiple are thrown away, never bent", () => {
    const bytes = [255, 254, 248, 247, 0];
    let asked = 0;
    expect(randomLetters(1, () => Uint8Array.of(bytes[asked++] ?? 0))).toBe(ALPHABET[247 % ALPHABET.length]);
    expect(asked).toBe(4);
  });

  test.each([
    "",
    "abc",
    "23456789abcdef",
    "23456789abcdefgh",
    "23456789ABCDEFG",
    "23456789abcdef0",
    "23456789abcdef\n",
    "../23456789abcd",
  ])("[A2] %j is no poll id", (id) => {
    expect(POLL_ID.test(id)).toBe(false);
  });

  test.each([
    ["ABC DEF", "abcdef"],
    [" abc-def ", "abcdef"],
    ["a b c d e f", "abcdef"],
    ["abcdef", "abcdef"],
  ])("a code typed as %j", (typed, code) => {
    expect(tidyCode(typed)).toBe(code);
    expect(code).toMatch(CODE);
  });

  test("a voter's token as the contract has it", () => {
    expect(VOTER_TOKEN.test(base64url(randomBytes(16)))).toBe(true);
    expect(VOTER_TOKEN.test("x".repeat(64))).toBe(true);
    for (const bad of ["x".repeat(21), "x".repeat(65), `${"x".repeat(22)}\n`, `${"x".repeat(21)}=`])
      expect(VOTER_TOKEN.test(bad)).toBe(false);
  });

  test("base64url is what Node says it is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => base64url(bytes) === Buffer.from(bytes).toString("base64url")),
    );
  });
});

describe("secrets", () => {
  test("[K4] a host key has at least 128 bits and is known by its hash", () => {
    const key = newHostKey();
    expect(key).toMatch(HOST_KEY);
    expect(Buffer.from(key, "base64url").length * 8).toBeGreaterThanOrEqual(128);
    expect(isKey(key, keyHash(key))).toBe(true);
    expect(isKey(`${key}x`, keyHash(key))).toBe(false);
    expect(isKey("", keyHash(key))).toBe(false);
    expect(keyHash(key)).not.toContain(key);
  });

  test("[K4] a voter's name says nothing in another poll", () => {
    const token = base64url(randomBytes(16));
    const [one, other] = [newSecret(), newSecret()];
    expect(keyed(one, token)).toBe(keyed(one, token));
    expect(keyed(one, token)).not.toBe(keyed(other, token));
    expect(keyed(one, token)).toMatch(/^[\w-]{22}$/);
  });

  test("an epoch goes into JSON as it is", () => {
    for (let tries = 0; tries < 50; tries++) expect(newEpoch()).toMatch(/^[\w-]{8}$/);
  });

  test("two secrets are compared whole", () => {
    expect(isSame("same", "same")).toBe(true);
    for (const other of ["", "sam", "samee", "Same"]) expect(isSame("same", other)).toBe(false);
  });

  test("close codes say whether to come back", () => {
    for (const code of [1001, 1006, 1011, 1012, CLOSE.fellBehind, CLOSE.noHello]) expect(mayComeBack(code)).toBe(true);
    for (const code of [4400, 4401, 4404, 4410, 4429]) expect(mayComeBack(code)).toBe(false);
  });
});
