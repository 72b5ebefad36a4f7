import fc from "fast-check";
import { expect, test } from "vitest";
import { hear, type Log, type Told } from "../../src/page/talk/model.ts";
import { LOG_MESSAGES_MAX } from "../../src/protocol/limits.ts";
import type { TalkFrame } from "../../src/protocol/talk.ts";
import { FakeTalk } from "../support/fake-talk.ts";

const NO_CHANGES: TalkFrame = { type: "talk", epoch: "k3f9", after: 0, rev: 0, messages: [], asks: [] };
const message = (id: number, text = `m${id}`) => ({ id, at: "2026-01-02T10:00:00.000Z", name: "", text });
const ask = (id: number, votes: number) => ({
  ...message(id),
  votes,
  state: "open" as const,
  reply: "",
});

function logOf(changes: Partial<Log> = {}): Log {
  return { epoch: "k3f9", rev: 5, complete: true, messages: [message(1)], asks: [ask(1, 2)], ...changes };
}

test("[N40] a frame that follows is applied: entries by id, upvotes by ask, what is gone is out", () => {
  const log = hear(logOf(), {
    ...NO_CHANGES,
    after: 5,
    rev: 9,
    messages: [
      { id: 1, gone: true },
      { ...message(2), pinned: true },
    ],
    upvotes: { 1: 7 },
  });
  expect(log).toEqual({ ...logOf(), rev: 9, messages: [{ ...message(2), pinned: true }], asks: [ask(1, 7)] });
});

test("[N40] what is known already is dropped, what comes behind a hole or from another epoch is a gap, a whole log replaces", () => {
  const log = logOf();
  expect(hear(log, { ...NO_CHANGES, after: 3, rev: 5, messages: [message(1, "old")] })).toBe(log);
  expect(hear(log, { ...NO_CHANGES, after: 6, rev: 7 })).toBe("gap");
  expect(hear(log, { ...NO_CHANGES, epoch: "other", after: 5, rev: 7 })).toBe("gap");
  expect(hear(null, { ...NO_CHANGES, after: 0, rev: 1 })).toBe("gap");
  expect(hear(log, { ...NO_CHANGES, epoch: "other", after: null, rev: 2, complete: false, messages: [message(3)] })).toEqual({
    epoch: "other",
    rev: 2,
    complete: false,
    messages: [message(3)],
    asks: [],
  });
});

test("[N40] a page that stays open keeps the newest messages and says that there are older ones; what is pinned stays", () => {
  const first = { ...message(1), pinned: true as const };
  const others = Array.from({ length: LOG_MESSAGES_MAX + 2 }, (_, at) => message(at + 2));
  const log = hear(logOf({ messages: [first] }), { ...NO_CHANGES, after: 5, rev: 2_000, messages: others }) as Log;
  expect(log.complete).toBe(false);
  expect(log.messages).toEqual([first, ...others.slice(-LOG_MESSAGES_MAX)]);
});

type Step =
  | { do: "say" | "ask" | "remove" | "answer" | "pin" | "up" | "hide" | "show"; id: number }
  /** What has changed is told; on the way it may be lost, or come late, behind what follows it. */
  | { do: "tell"; fate: "heard" | "lost" | "late" };

const id = fc.nat(7);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("say", "ask", "remove", "answer", "pin", "up", "hide", "show"), id }),
  fc.record({ do: fc.constant("tell" as const), fate: fc.constantFrom("heard", "lost", "late") }),
);

type Hear = typeof hear;

/** A page by the rule of the contract, at a hub whose frames get lost: its log is always one that the hub once had. */
function listens(listening: Hear, steps: readonly Step[], size: number): void {
  const hub = new FakeTalk();
  hub.size = size;
  hub.missed = 2;
  const had = new Map<number, string>();
  const remember = () => had.set(hub.rev, JSON.stringify(hub.seen()));
  let log: Log | null = null;
  let late: TalkFrame[] = [];
  /** False where something is missing: then the page asks, and is answered at the next chance. */
  const take = (frame: Told): boolean => {
    const next = listening(log, frame);
    if (next !== "gap") log = next;
    return next !== "gap";
  };
  const catchUp = () => {
    for (const frame of hub.listen("", log ?? undefined)) take(frame);
  };
  const check = () => {
    const { rev = 0, messages = [], asks = [] } = log ?? {};
    if (log) expect(JSON.stringify({ messages, asks })).toBe(had.get(rev));
  };
  remember();
  for (const next of steps) {
    if (next.do !== "tell") {
      change(hub, next.do, next.id);
      remember();
      continue;
    }
    const frames = hub.news();
    if (next.fate === "late") late.push(...frames);
    if (next.fate !== "heard") continue;
    if (!frames.every(take)) catchUp();
    for (const frame of late) take(frame);
    late = [];
    check();
  }
  catchUp();
  check();
  expect({ messages: (log as Log | null)?.messages, asks: (log as Log | null)?.asks }).toEqual(hub.seen());
}

function change(hub: FakeTalk, what: Exclude<Step["do"], "tell">, id: number): void {
  if (what === "say") hub.say({ voter: "a", text: `m${hub.rev}`, n: hub.rev });
  if (what === "ask") hub.ask({ voter: "a", text: `a${hub.rev}`, n: hub.rev });
  if (what === "remove") hub.changeMessage(id, { text: "" }, true);
  if (what === "hide") hub.changeMessage(id, {}, true);
  if (what === "show") hub.changeMessage(id, {}, false);
  if (what === "pin") hub.changeMessage(id, { pinned: true });
  if (what === "answer") hub.changeAsk(id, { state: "answered", reply: "So." });
  if (what === "up") hub.upvote(`v${hub.rev}`, id, true, hub.rev);
}

const property = (listening: Hear) =>
  fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (steps, size) =>
    listens(listening, steps, size),
  );

test("[N40] whatever is lost or late on the way, the page shows what the hub once had, and in the end what it has", () => {
  fc.assert(property(hear), { numRuns: 400 });
});

const BUGS: Record<string, Hear> = {
  "does not notice a hole": (log, told) => hear(log, { ...told, after: told.after && Math.min(told.after, log?.rev ?? 0) }),
  "takes what is old": (log, told) =>
    log && told.after !== null && told.rev <= log.rev
      ? hear({ ...log, rev: told.rev - 1 }, { ...told, after: 0 })
      : hear(log, told),
  "keeps what is gone": (log, told) => hear(log, { ...told, messages: told.messages.filter((entry) => !("gone" in entry)) }),
  "keeps the log that a whole one replaces": (log, told) =>
    log && told.after === null ? hear({ ...log, rev: 0 }, { ...told, after: 0 }) : hear(log, told),
  "moves on without what it heard": (log, told) =>
    log && told.after !== null && told.after <= log.rev ? { ...log, rev: told.rev } : hear(log, told),
};

test.each(Object.entries(BUGS))("[N40] a page that %s is found out", (_, bug) => {
  expect(() => fc.assert(property(bug), { numRuns: 3_000 })).toThrow();
});
