/**
 * Bad frames without end, from a seed: what clients may say, as it is published, bent and broken until the description refuses it. What is
 * still allowed after that is no bad frame, and is bent once more.
 */
import { asyncapi, inAsyncapi, openapi, payloadOf } from "../protocol/descriptions.ts";
import { problemsOf } from "./json-schema.ts";

const FRAME_BYTES_MAX = 4_096;
const DEEPEST = 1_500;

type Chance = () => number;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Sent = string | Buffer;

const SAYABLE = asyncapi.operations.say.messages.map(({ $ref }) => $ref.slice($ref.lastIndexOf("/") + 1));

const COMMANDS_SHARE = 0.3; // there are more of them than of all else

/** Every example of what a client says, and of every command. */
function examples(): { frames: Json[]; commands: Json[] } {
  const exampled = (name: string) => asyncapi.components.messages[name]?.examples.map(({ payload }) => payload as Json) ?? [];
  const commands = openapi.paths["/api/polls/{id}/commands"]?.post?.requestBody?.content["application/json"]?.examples ?? {};
  return {
    frames: SAYABLE.filter((name) => name !== "command").flatMap(exampled),
    commands: Object.values(commands).map(({ value }) => ({ ...(value as object), type: "command", ref: 7 })),
  };
}

const payloads = new Map(SAYABLE.map((name) => [name, payloadOf(name)]));

/** By the published description alone, so that it is no echo of the parser. */
function isBad(frame: Sent): boolean {
  if (typeof frame !== "string" || Buffer.byteLength(frame) > FRAME_BYTES_MAX) return true;
  let said: unknown;
  try {
    said = JSON.parse(frame);
  } catch {
    return frame !== "ping";
  }
  const type = typeof said === "object" && said !== null && Object.hasOwn(said, "type") ? (said as { type: unknown }).type : null;
  const payload = typeof type === "string" ? payloads.get(type) : undefined;
  return !payload || (problemsOf(payload, said, inAsyncapi).length > 0 && !isForRules(said as Record<string, unknown>));
}

/** How much more time a player may get is refused with a sentence of its own, to a host. */
function isForRules({ command, change, stretch }: Record<string, unknown>): boolean {
  return command === "player" && change === "stretch" && typeof stretch === "number";
}

/** What nobody means: of every type, at every edge. Raw JSON, since some of it is no value. */
const WRONG = [
  ...["null", "true", "false", "[]", "{}", "0", "-1", "0.5", "1e999", "-1e999", "9007199254740993", "1e-7", "-0"],
  ...['""', '" "', '"0"', '"__proto__"', '"constructor"', '"\\u0000"', '"\\ud800"', '"\\udc00x"', '"\\u202e"', '"q99"'],
  ...["NaN", "Infinity", "undefined", "0x10", "01", "'x'", "[[]]", "[null]", '{"__proto__":{"host":true}}', '{"toString":1}'],
  ...['"; DROP TABLE ballots; --"', '"<script>alert(1)</script>"', '"$' + '{7*7}"', '{"length":1,"0":0}'],
];

interface Spot {
  path: (string | number)[];
}

function spotsOf(value: Json, path: (string | number)[] = []): Spot[] {
  if (typeof value !== "object" || value === null) return [{ path }];
  const inside = Object.entries(value).flatMap(([key, item]) => spotsOf(item, [...path, Array.isArray(value) ? Number(key) : key]));
  return path.length > 0 ? [{ path }, ...inside] : inside;
}

const MARK = "\u0001here\u0001";

/** The text with one value, at any depth, in place of another. */
function withRaw(value: Json, { path }: Spot, raw: string): string {
  const copy = structuredClone(value) as Record<string | number, Json>;
  const parent = path.slice(0, -1).reduce<Json>((at, key) => (at as Record<string | number, Json>)[key] as Json, copy);
  (parent as Record<string | number, Json>)[path.at(-1) ?? ""] = MARK;
  return JSON.stringify(copy).replace(JSON.stringify(MARK), () => raw);
}

function without(value: Json, { path }: Spot): string {
  const copy = structuredClone(value);
  const parent = path.slice(0, -1).reduce<Json>((at, key) => (at as Record<string | number, Json>)[key] as Json, copy);
  const key = path.at(-1) ?? "";
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete (parent as Record<string, Json>)[key];
  return JSON.stringify(copy);
}

const below = (chance: Chance, most: number) => Math.floor(chance() * most);
const oneOf = <Item>(chance: Chance, items: readonly Item[]) => items[below(chance, items.length)] as Item;

type Bend = (value: Json, chance: Chance) => string | Buffer;

const BENDS: readonly Bend[] = [
  (value, chance) => withRaw(value, oneOf(chance, spotsOf(value)), oneOf(chance, WRONG)),
  (value, chance) => withRaw(value, oneOf(chance, spotsOf(value)), oneOf(chance, WRONG)),
  (value, chance) => without(value, oneOf(chance, spotsOf(value))),
  // Huge, still within a frame: a text, a list.
  (value, chance) => withRaw(value, oneOf(chance, spotsOf(value)), JSON.stringify("😀".repeat(301 + below(chance, 600)))),
  (value, chance) => withRaw(value, oneOf(chance, spotsOf(value)), JSON.stringify(Array(51 + below(chance, 900)).fill(0))),
  (value, chance) => {
    const deep = below(chance, DEEPEST) + 1;
    return withRaw(value, oneOf(chance, spotsOf(value)), "[".repeat(deep) + "]".repeat(deep));
  },
  // Twice the same key: the last one counts, whatever the first one was.
  (value, chance) => {
    const text = JSON.stringify(value);
    const { path } = oneOf(chance, spotsOf(value));
    return `${text.slice(0, -1)},${JSON.stringify(path[0])}:${oneOf(chance, WRONG)}}`;
  },
  (value, chance) => {
    const text = JSON.stringify(value);
    return `${text.slice(0, -1)},"__proto__":{"type":"vote","key":"x"},"type":${oneOf(chance, WRONG)}}`;
  },
  // Larger than a frame, by one byte or by many.
  (value, chance) => {
    const text = JSON.stringify(value);
    const bytes = chance() < 0.9 ? FRAME_BYTES_MAX + 1 : FRAME_BYTES_MAX + below(chance, 100_000) + 1;
    return `${text.slice(0, -1)},"pad":"${"x".repeat(Math.max(1, bytes - text.length - 9))}"}`;
  },
  // Cut, doubled, or with something in it that no JSON has.
  (value, chance) => cutOf(JSON.stringify(value), chance),
  (value, chance) => withJunk(JSON.stringify(value), chance),
  (value, chance) => Buffer.from(chance() < 0.5 ? JSON.stringify(value) : Array.from({ length: 40 }, () => below(chance, 256))),
];

function cutOf(text: string, chance: Chance): string {
  return text.slice(0, below(chance, text.length));
}

function withJunk(text: string, chance: Chance): string {
  const at = below(chance, text.length + 1);
  const junk = oneOf(chance, ["\u0000", "\ufeff", "/**/", "{", "}", ",", '"', "\\", "\n\n\n{}", "NaN", "'", ";", "\u2028"]);
  return text.slice(0, at) + junk + text.slice(at);
}

/** Bodies of a call, bent until its own description refuses them, or what stands for it. */
export function bentFrom(examples: readonly Json[], isRefused: (bent: Sent) => boolean, chance: Chance, count: number): Sent[] {
  const found: Sent[] = [];
  while (found.length < count) {
    const bent = oneOf(chance, BENDS)(oneOf(chance, examples), chance);
    if (isRefused(bent)) found.push(bent);
  }
  return found;
}

export function badFramesFrom(chance: Chance, count: number): Sent[] {
  const { frames, commands } = examples();
  const commanded = Math.floor(count * COMMANDS_SHARE);
  const all = [...bentFrom(commands, isBad, chance, commanded), ...bentFrom(frames, isBad, chance, count - commanded)];
  return all
    .map((frame) => ({ frame, at: chance() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ frame }) => frame);
}
