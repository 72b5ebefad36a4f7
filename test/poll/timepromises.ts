/** Promises of time and pace, as properties; like those in `promises.ts` they take the parts that they judge. */
import fc from "fast-check";
import { nextEnd } from "../../src/poll/deadline.ts";
import type { State } from "../../src/poll/state.ts";
import { type DigestOf, HOST, maySee, type Reader } from "../../src/poll/view.ts";
import type { TalliesView } from "../../src/protocol/server.ts";
import { host, MemoryHub, NOON, short, stateOf, type TakeTurn, vote } from "./memory-hub.ts";
import { histories, play } from "./promises.ts";

/** [T1] [T11] In a paced room nothing is open but what the room is at; elsewhere it is at nothing. */
export function roomIsAtOnePlace(turn: TakeTurn): fc.IProperty<unknown> {
  return fc.property(histories, (history) => {
    play(history, turn, ({ state: { poll } }) => {
      if (poll.pace === "open" && poll.current !== null) throw new Error(`nobody paces, but the room is at ${poll.current}`);
      const elsewhere = poll.questions.filter(({ id, phase }) => phase === "open" && id !== poll.current);
      if (poll.pace === "host" && elsewhere.length > 0) throw new Error(`${elsewhere.map(({ id }) => id)} beside ${poll.current}`);
    });
  });
}

/** [T8] [T9] [T11] After a turn nothing is open that should have closed by then, and only what is open runs out. */
export function nothingIsLate(turn: TakeTurn): fc.IProperty<unknown> {
  return fc.property(histories, (history) => {
    play(history, turn, (hub) => {
      if (nextEnd(hub.state) <= hub.now) throw new Error(`open ${hub.now - nextEnd(hub.state)} ms too long`);
      for (const { id, phase, endsAt } of hub.state.poll.questions)
        if (phase !== "open" && endsAt !== null) throw new Error(`${id} runs out although it is ${phase}`);
    });
  });
}

/** [T8] A vote counts by the time at which it came, whenever its turn is taken. */
export function votesInTimeCount(turn: TakeTurn): fc.IProperty<unknown> {
  const end = 10_000;
  const votes = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 10 });
  return fc.property(votes, fc.integer({ min: 0, max: 500 }), (offsets, late) => {
    const hub = new MemoryHub(
      stateOf({ pace: "host", questions: [{ text: "?", options: ["a", "b"], seconds: end / 1_000 }] }),
      turn,
    );
    hub.say(host("next"));
    const sorted = offsets.toSorted((one, other) => one - other);
    hub.now = NOON + end + 20 + late;
    const heard = sorted.map((offset, index) => ({ command: vote(`voter ${index}`, [0], 1), at: NOON + end + offset }));
    for (const [index, reply] of hub.hear(heard).entries()) {
      const expected = (sorted[index] ?? 0) < 0 ? "counted" : "closed";
      if (short(reply) !== expected) throw new Error(`${sorted[index]} ms from the end: ${short(reply)}`);
    }
    if (hub.question().phase !== "closed") throw new Error("still open");
  });
}

/** [T5] A rehearsal that is cleared by mistake comes back as if nothing had been. */
export function undoneClearWasNever(turn: TakeTurn): fc.IProperty<unknown> {
  return fc.property(histories, (history) => {
    play(history, turn, (hub) => {
      const before = remains(hub.state);
      const twin = hub.fork();
      twin.say(host("clear"));
      if (Object.values(twin.state.tallies).some(({ ballots }) => ballots > 0)) throw new Error("cleared, and there are votes");
      const said = twin.say(vote("dee", [0], 1), host("next"), vote("dee", [1], 2), host("undo-clear"));
      if (said !== "done") throw new Error(`undo is ${said}`);
      if (remains(twin.state) !== before) throw new Error(`${remains(twin.state)} instead of ${before}`);
    });
  });
}

/** What there is to see of a poll; a deadline that has passed may go. */
function remains({ poll, tallies }: State): string {
  const questions = poll.questions.map(({ phase, round, shown, endsAt, earlier }) => ({ phase, round, shown, endsAt, earlier }));
  return JSON.stringify({ current: poll.current, questions, tallies });
}

/** [T4] A round before with too few ballots reaches nobody but the host; neither does one of hidden results. */
export function smallRoundsStayIn(view: (state: State, reader: Reader, digestOf: DigestOf) => TalliesView): fc.IProperty<unknown> {
  const people = fc.integer({ min: 1, max: 4 });
  const readers = fc.constantFrom<Reader>(
    { role: "voter", host: false, voted: new Set(["q1"]) },
    { role: "stage", host: true, voted: new Set() },
    HOST,
  );
  return fc.property(people, people, people, fc.constantFrom("always", "after-vote", "host"), readers, (...given) => {
    const [first, second, showFrom, results, reader] = given;
    const hub = new MemoryHub(stateOf({ showFrom, results }));
    for (let index = 0; index < first; index++) hub.say(vote(`voter ${index}`, [0], 1));
    hub.say(host("again"));
    for (let index = 0; index < second; index++) hub.say(vote(`voter ${index}`, [1], 2));
    const seen = view(hub.state, reader, hub.digestOf).q1?.before;
    const may = reader === HOST || (first >= showFrom && maySee(hub.state, hub.question(), reader));
    const expected = may ? JSON.stringify({ round: 1, ballots: first, counts: [first, 0] }) : undefined;
    if (JSON.stringify(seen) !== expected) throw new Error(`sees ${JSON.stringify(seen)} instead of ${expected}`);
  });
}
