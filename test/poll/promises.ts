/**
 * Promises as properties: what must hold after any history. They take the parts that they judge as arguments, so that
 * `test/poll/mutants.test.ts` can hand in broken ones and see that they are caught.
 */
import fc from "fast-check";
import type { Command } from "../../src/poll/command.ts";
import type { Question, State } from "../../src/poll/state.ts";
import type { DigestOf, Reader } from "../../src/poll/view.ts";
import type { Choice, TalliesView } from "../../src/protocol/server.ts";
import type { Credits, HubLimits } from "../../src/sockets/credits.ts";
import { host, keyOf, MemoryHub, NOON, type Reply, short, stateOf, type TakeTurn, vote } from "./memory-hub.ts";

const VOTERS = ["ann", "ben", "cid"];
const POLL = {
  questions: [
    { text: "One of three", options: ["a", "b", "c"], seconds: 10 },
    { text: "Up to two of three", options: ["a", "b", "c"], max: 2 },
  ],
};

type Vote = Extract<Command, { type: "vote" }>;
type Step = Command | { type: "wait"; ms: number };

const question = fc.constantFrom("q1", "q2");
const votes: fc.Arbitrary<Command> = fc
  .record({
    voter: fc.constantFrom(...VOTERS),
    choice: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
    n: fc.integer({ min: 1, max: 12 }),
    question,
    round: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 3 }),
  })
  .map(({ voter, choice, n, question, round }) => vote(voter, choice, n, round === undefined ? { question } : { question, round }));

const hosts: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({
      command: fc.constantFrom("open", "close", "reset", "undo-reset", "show", "hide", "again", "go", "again", "go"),
      question,
    })
    .map(({ command, question }) => host(command as "open", { question })),
  fc.constantFrom("next", "back", "clear", "undo-clear", "undo-clear").map((command) => host(command as "next")),
  fc.record({ question, seconds: fc.constantFrom(5, 20, null) }).map((timer) => host("timer", timer)),
  fc.constantFrom("open", "host").map((pace) => host("edit", { question: undefined, pace })),
  fc
    .integer({ min: -20_000, max: 40_000 })
    .map((ms) => host("edit", { question: undefined, endsAt: new Date(NOON + ms).toISOString() })),
  fc.record({ revote: fc.boolean() }).map((settings) => host("edit", { question: undefined, ...settings })),
  fc.record({ question, max: fc.integer({ min: 1, max: 3 }) }).map((edit) => host("edit", edit)),
  fc.record({ question, options: fc.constantFrom(["x", "y", "z"], ["x", "y"]) }).map((edit) => host("edit", edit)),
  question.map((question) => host("add-option", { question, text: "more" })),
  fc.integer({ min: 1, max: 20_000 }).map((ms) => ({ type: "wait", ms }) as const),
);

export interface History {
  pace: "open" | "host";
  turns: Step[][];
}

/** Turns, each with some steps: mostly votes, as in life. */
export const histories: fc.Arbitrary<History> = fc.record({
  pace: fc.constantFrom("open", "host"),
  turns: fc.array(fc.array(fc.oneof({ weight: 4, arbitrary: votes }, { weight: 2, arbitrary: hosts }), { maxLength: 6 }), {
    maxLength: 12,
  }),
});

/** Plays a history and hands every turn with its replies to `judge`. */
export function play(
  { pace, turns }: History,
  turn: TakeTurn,
  judge: (hub: MemoryHub, commands: Command[], replies: Reply[]) => void,
): void {
  const hub = new MemoryHub(stateOf({ ...POLL, pace }), turn);
  if (pace === "host") hub.say(host("next"));
  for (const steps of turns) {
    for (const step of steps) if (step.type === "wait") hub.now += step.ms;
    const commands = steps.filter((step) => step.type !== "wait");
    judge(hub, commands, hub.turn(commands));
  }
}

/** [V1] What was acknowledged is stored: this ballot, or one of the same voter with a greater n. */
export function ackedVotesAreStored(turn: TakeTurn): fc.IProperty<unknown> {
  return fc.property(histories, (history) => {
    play(history, turn, (hub, commands, replies) => {
      const asked = commands.some(({ type }) => type !== "vote"); // a host's command may move the round within the turn
      for (const [index, command] of commands.entries()) {
        if (command.type !== "vote" || (asked && command.round === undefined)) continue;
        if (!/counted|changed|same/.test(short(replies[index]))) continue;
        const round = command.round ?? hub.question(command.question).round;
        const stored = hub.ballots.get(keyOf({ ...command, round }));
        if (!stored || stored.n < command.n) throw new Error(`lost: ${JSON.stringify(command)}`);
      }
    });
  });
}

/** [V2] What is stored for a voter is the vote with the greatest n of all that were acknowledged in that round. */
export function greatestIsKept(turn: TakeTurn): fc.IProperty<unknown> {
  const inRound = fc.array(votes, { maxLength: 20 });
  return fc.property(inRound, (commands) => {
    const hub = new MemoryHub(stateOf(POLL), turn);
    const greatest = new Map<string, { n: number; choice: Choice }>();
    for (const command of commands as Vote[]) {
      const said = hub.say(command);
      const key = keyOf({ ...command, round: 1 });
      if (said !== "counted" && said !== "changed") continue;
      if (command.n > (greatest.get(key)?.n ?? 0)) greatest.set(key, command);
    }
    for (const [key, { n, choice }] of greatest) {
      const stored = hub.ballots.get(key);
      const isIt = stored?.n === n && [...stored.choice].sort().join() === [...choice].sort().join();
      if (!isIt) throw new Error(`${key} has ${JSON.stringify(stored)} and not ${JSON.stringify({ n, choice })}`);
    }
  });
}

/** [V3] Any acknowledged vote, sent again with its round, is `same` and changes nothing, whatever happened since. */
export function resendsAreSame(turn: TakeTurn): fc.IProperty<unknown> {
  return fc.property(histories, (history) => {
    const acked: Vote[] = [];
    play(history, turn, (hub, commands, replies) => {
      const rounds = commands.every(({ type }) => type === "vote");
      for (const [index, command] of commands.entries()) {
        const isAcked = command.type === "vote" && /counted|changed/.test(short(replies[index]));
        if (isAcked && (rounds || command.round))
          acked.push({ ...command, round: command.round ?? hub.question(command.question).round });
      }
      const before = JSON.stringify(hub.state);
      for (const command of acked) {
        const said = hub.fork().say(command);
        if (said !== "same") throw new Error(`${said} instead of same: ${JSON.stringify(command)}`);
      }
      const after = hub.fork();
      after.say(...acked);
      if (JSON.stringify(after.state) !== before) throw new Error("a resend changed something");
    });
  });
}

/** [V9] A recount of the ballots equals the tally, and seq never goes back. */
export function recountEqualsTally(turn: TakeTurn): fc.IProperty<unknown> {
  return fc.property(histories, (history) => {
    let seq = 0;
    play(history, turn, (hub) => {
      for (const { id } of hub.state.poll.questions) {
        const counted = JSON.stringify(hub.recount(id));
        if (counted !== JSON.stringify(hub.tally(id)))
          throw new Error(`${id} counts ${JSON.stringify(hub.tally(id))}, its ballots ${counted}`);
      }
      if (hub.state.seq < seq) throw new Error("seq went back");
      seq = hub.state.seq;
    });
  });
}

/** [S1] Of what a reader may not see, nothing but the number of ballots comes out: other counts look the same. */
export function hiddenCountsStayIn(
  view: (state: State, reader: Reader, digestOf: DigestOf) => TalliesView,
  maySee: (state: State, question: Question, reader: Reader) => boolean,
): fc.IProperty<unknown> {
  const readers = fc.record({
    role: fc.constantFrom("voter", "host", "stage"),
    host: fc.boolean(),
    voted: fc.subarray(["q1", "q2"]).map((ids) => new Set(ids)),
  }) as fc.Arbitrary<Reader>;
  const settings = fc.constantFrom("always", "after-vote", "after-close", "host");
  const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 });
  return fc.property(
    settings,
    fc.subarray(["open", "closed", "shown", "hidden"]),
    readers,
    counts,
    counts,
    (results, facts, reader, one, other) => {
      const hub = new MemoryHub(stateOf({ ...POLL, results }));
      if (facts.includes("closed")) hub.say(host("close"));
      if (facts.includes("shown")) hub.say(host("show"));
      if (facts.includes("hidden")) hub.say(host("hide", { question: "q2" }));
      const seen = (counts: number[]) =>
        view({ ...hub.state, tallies: { q1: { ballots: 9, counts }, q2: { ballots: 9, counts } } }, reader, hub.digestOf);
      for (const question of hub.state.poll.questions) {
        const sight = [seen(one)[question.id], seen(other)[question.id]].map((tally) => JSON.stringify(tally));
        const [first, second] = sight;
        if (maySee(hub.state, question, reader)) continue;
        if (first !== second || first !== '{"ballots":9}') throw new Error(`${JSON.stringify(reader)} sees ${first}`);
      }
    },
  );
}

/** [W5] Whatever the rhythm, one socket gets no more than a burst and its rate, and is closed when it goes on. */
export function floodsEnd(
  spend: (credits: Credits, limits: Pick<HubLimits, "creditsMax" | "creditsPerSecond">, now: number) => "go" | "refuse" | "close",
  full: (limits: Pick<HubLimits, "creditsMax">, now: number) => Credits,
): fc.IProperty<unknown> {
  const limits = { creditsMax: 20, creditsPerSecond: 10 };
  return fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 100, maxLength: 300 }), (pauses) => {
    const credits = full(limits, 0);
    let now = 0;
    let allowed = 0;
    let refused = 0;
    for (const pause of pauses) {
      now += pause;
      const verdict = spend(credits, limits, now);
      if (verdict === "go") allowed += 1;
      else refused += 1;
      if (allowed > limits.creditsMax + (now / 1_000) * limits.creditsPerSecond)
        throw new Error(`${allowed} frames within ${now} ms`);
      if ((verdict === "close") !== refused > 50 && verdict !== "go") throw new Error(`${verdict} after ${refused} refusals`);
    }
  });
}
