/**
 * [Z13] Everything that people receive of a quiz, recorded with a clock of the test's own: frames of players, of a second tab, of the big
 * screen and of somebody who only watches, answers by HTTP, files and page sources. Two real hubs play quizzes that differ in nothing but
 * which answer to one question is right. Up to its reveal the recordings are the same to the letter: bytes, sizes, order and times.
 */
import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import type { Choice, Made } from "../../src/protocol/server.ts";
import { call, makePoll, Phone, tokenOf, voter } from "./phone.ts";

afterEach(() => void vi.useRealTimers());

const STEP_MS = 500;
/** Far ahead, so that no alarm of the platform's own clock comes between. */
const START = Date.UTC(2040, 0, 1);

const ASKED = [
  { kind: "choice", text: "Which one?", options: ["Mars", "Venus", "Jupiter", "Earth"], right: [1], seconds: 5 },
  { kind: "choice", text: "Which two?", options: ["2", "3", "4", "6"], min: 1, max: 2, right: [0, 1], seconds: 5 },
  { kind: "number", text: "How tall?", from: 0, to: 100, unit: "m", answer: 30, tolerance: 2, seconds: 5 },
  { kind: "text", text: "Which capital?", accepted: ["Reykjavik"], seconds: 5 },
];

/** Another right answer to each of them. */
const OTHERWISE = [{ right: [2] }, { right: [2, 3] }, { answer: 70 }, { accepted: ["Nuuk"] }];

/** What ann and ben say: each is wholly right in one of the quizzes. The second question ends early, since cid answers too. */
const GIVEN: readonly (readonly [ann: Choice, ben: Choice, cid: Choice | null])[] = [
  [[1], [2], null],
  [
    [0, 1],
    [2, 3],
    [0, 2],
  ],
  [[31], [70], null],
  [["Reykjavík"], ["nuuk"], ["Oslo"]],
];

/** Breaks a hub before anybody comes. */
type Plant = (hub: PollHub) => void;

interface Entry {
  at: number;
  who: string;
  said: string;
}

class Recorder {
  readonly entries: Entry[] = [];
  readonly #made: Made & { stub: DurableObjectStub };
  readonly #host: Phone;
  readonly #phones = new Map<string, Phone>();
  readonly #read = new Map<string, number>();
  #looks = 0;

  private constructor(made: Made & { stub: DurableObjectStub }, host: Phone) {
    this.#made = made;
    this.#host = host;
  }

  static async of(body: object, plant: Plant): Promise<Recorder> {
    const made = await makePoll(body);
    await runInDurableObject(made.stub, (hub) => plant(hub as unknown as PollHub));
    return new Recorder(made, await Phone.join(made.id, "host", { key: made.hostKey }));
  }

  async join(who: string, name: string, role: "voter" | "stage" = "voter", isHosts = false): Promise<void> {
    const key = isHosts ? { key: this.#made.hostKey } : {};
    this.#phones.set(who, await Phone.join(this.#made.id, name, { role, ...key }));
  }

  say(who: string, message: object): void {
    this.#phones.get(who)?.send(message);
  }

  order(command: string): void {
    this.#host.send({ type: "command", ref: 1, command });
  }

  /** The hub hears what was said, then time passes, then all that it said has come, and whoever looks by HTTP looks. */
  async steps(count = 1): Promise<void> {
    for (let step = 0; step < count; step++) {
      await this.#heard();
      await runInDurableObject(this.#made.stub, () => void vi.advanceTimersByTime(STEP_MS));
      await this.#heard();
      for (const [who, phone] of this.#phones) {
        const frames = phone.frames.slice(this.#read.get(who) ?? 0);
        this.#read.set(who, phone.frames.length);
        for (const said of frames) if (!said.startsWith('{"type":"time"')) this.#put(who, said);
      }
      await this.#look();
    }
  }

  /** The answer to each comes behind all that was said before it, in both directions. */
  async #heard(): Promise<void> {
    for (const phone of [this.#host, ...this.#phones.values()]) {
      const from = phone.heard.length;
      phone.send({ type: "time", sent: 0 });
      await phone.hear("time", from);
    }
  }

  async #look(): Promise<void> {
    const { id } = this.#made;
    const api = `/api/polls/${id}`;
    // Pages take long to make, and are made of the same: one of them each time.
    const pages = [`/p/${id}`, `/p/${id}/present`, `/p/${id}/results`, `/embed/${id}`].slice(this.#looks % 4).slice(0, 1);
    this.#looks += 1;
    for (const path of [api, `${api}/results`, `${api}/results.csv`, ...pages]) {
      const response = await call(path);
      this.#put(path, `${response.status} ${await response.text()}`);
    }
    this.#put("ann by HTTP", await (await call(api, { headers: voter(tokenOf("ann")) })).text());
  }

  /** What is by chance is by chance in both, and as long. */
  #put(who: string, said: string): void {
    const { id, code } = this.#made;
    const masked = (text: string) =>
      [id, code ?? id].reduce((sum, chance) => sum.replaceAll(chance, "x".repeat(chance.length)), text);
    const chances = /"(epoch|nonce)":"([^"]*)"/g;
    const plain = masked(said).replaceAll(chances, (_, name, chance) => `"${name}":"${"x".repeat(chance.length)}"`);
    this.entries.push({ at: Date.now() - START, who: masked(who), said: plain });
  }
}

async function recorded(questions: object[], plant: Plant = () => {}): Promise<Entry[]> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: START });
  const quiz = { autoStart: false, countdownSeconds: 1, pauseSeconds: null };
  const room = await Recorder.of({ title: "Quiz", pace: "quiz", quiz, questions }, plant);
  for (const name of ["ann", "ben", "cid", "guest"]) await room.join(name, name);
  await room.join("ann's other tab", "ann");
  await room.join("wall", "wall", "stage");
  await room.join("wall of the host", "otherwall", "stage", true);
  for (const [ref, name] of ["ann", "ben", "cid"].entries()) {
    room.say(name, { type: "join", ref, name: `${name} the great`, team: null });
    await room.steps();
  }
  room.order("quiz-start");
  for (const [index, given] of GIVEN.slice(0, questions.length).entries()) {
    const vote = (who: string, ref: number, choice: Choice | null, n = ref) =>
      choice && room.say(who, { type: "vote", ref, question: `q${index + 1}`, choice, n });
    await room.steps(3);
    vote("ann", 10, given[0]);
    vote("guest", 10, given[0]);
    await room.steps();
    vote("ann", 10, given[0]);
    vote("ann's other tab", 11, given[1]);
    vote("ben", 10, given[1]);
    await room.steps();
    vote("cid", 10, given[2]);
    await room.steps(9);
    vote("cid", 12, given[0]);
    room.order("quiz-next");
  }
  await room.steps(3);
  vi.useRealTimers();
  return room.entries;
}

/** Where the first of them all hears the answer to this question. */
function revealOf(entries: readonly Entry[], index: number): number {
  const at = entries.findIndex(({ said }) => said.includes(`"index":${index},`) && said.includes('"phase":"revealed"'));
  const { at: moment } = entries[at] ?? {};
  // All that came in the same step to others is about the same moment.
  return entries.findIndex(({ at }) => at === moment);
}

/** Of the step of the reveal each hears the end of the question first. */
function untilReveal(entries: readonly Entry[], index: number): Entry[] {
  const from = revealOf(entries, index);
  const revealed = new Set<string>();
  const moment = entries[from]?.at ?? -1;
  return entries.filter(({ at, who, said }) => {
    if (said.includes('"phase":"revealed"') || said.includes("results")) revealed.add(who);
    return at < moment || (at === moment && !revealed.has(who) && said.startsWith('{"type"'));
  });
}

/** The quiz in which another answer to this question is right. */
const otherwise = (index: number) => ASKED.map((asked, at) => (at === index ? { ...asked, ...OTHERWISE[index] } : asked));

const LEAKS: Record<string, Plant> = {
  "the key leaves with the lock": (hub) => {
    const toldOf = hub.quiz.toldOf.bind(hub.quiz);
    hub.quiz.toldOf = (state, now) => {
      const told = toldOf(state, now);
      const right = told?.view.phase === "locked" && state.poll.questions[told.view.index ?? 0];
      if (!told || !right || right.kind !== "choice") return told;
      return { ...told, view: { ...told.view, key: { kind: "choice", right: right.right } } };
    };
  },
  "a right answer is acknowledged in a frame of another length": (hub) => {
    const put = hub.inbox.put.bind(hub.inbox);
    hub.inbox.put = ({ command, answer }) => {
      const question = hub.state?.poll.questions[0];
      const isRight = command.type === "vote" && question?.kind === "choice" && question.right[0] === command.choice[0];
      put({ command, answer: (reply) => answer(isRight && "seq" in reply ? { ...reply, seq: reply.seq + 1_000_000 } : reply) });
    };
  },
  "a right answer ends the question": (hub) => {
    const put = hub.inbox.put.bind(hub.inbox);
    hub.inbox.put = (ask) => {
      put(ask);
      const question = hub.state?.poll.questions[0];
      const isRight = ask.command.type === "vote" && question?.kind === "choice" && question.right[0] === ask.command.choice[0];
      if (isRight) put({ command: { type: "host", command: { command: "quiz-lock" } }, answer: () => {} });
    };
  },
};

describe("[Z13] which answer is right leaves with the reveal", () => {
  let one: Entry[] = [];
  beforeAll(async () => {
    one = await recorded(ASKED);
  }, 60_000);

  test("to the letter, for each kind of question", { timeout: 180_000 }, async () => {
    for (const index of OTHERWISE.keys()) {
      const other = await recorded(otherwise(index));
      const [heard, heardToo] = [untilReveal(one, index), untilReveal(other, index)];
      expect(heard.length).toBeGreaterThan(100 * (index + 1));
      expect(heardToo).toEqual(heard);
      // What is compared is what would tell: with the reveal each of them hears something else.
      const behind = (all: readonly Entry[], who: string) => all.slice(revealOf(all, index)).filter((entry) => entry.who === who);
      for (const who of ["ann", "ben", "wall", "wall of the host", "guest", "ann's other tab"]) {
        expect(behind(other, who), who).not.toEqual(behind(one, who));
      }
    }
  });

  test("texts of questions to come stay in the hub until they begin", () => {
    for (const [index, { text }] of ASKED.entries()) {
      const begins = one.findIndex(({ said }) => said.includes(`"phase":"question"`) && said.includes(`"index":${index},`));
      expect(begins).toBeGreaterThan(0);
      const { at = 0 } = one[begins] ?? {};
      expect(one.filter((entry) => entry.at < at && entry.said.includes(text))).toEqual([]);
      expect(one.some((entry) => entry.at === at && entry.said.includes(text))).toBe(true);
    }
  });

  test.each(Object.entries(LEAKS))("planted bug: %s, and that is found", { timeout: 60_000 }, async (_, plant) => {
    const [broken, brokenToo] = [await recorded(ASKED.slice(0, 1), plant), await recorded(otherwise(0).slice(0, 1), plant)];
    expect(revealOf(broken, 0)).toBeGreaterThan(0);
    expect(untilReveal(brokenToo, 0)).not.toEqual(untilReveal(broken, 0));
  });

  test("one question alone, and no bug: nothing is found", { timeout: 60_000 }, async () => {
    const [sound, soundToo] = [await recorded(ASKED.slice(0, 1)), await recorded(otherwise(0).slice(0, 1))];
    expect(untilReveal(soundToo, 0)).toEqual(untilReveal(sound, 0));
  });
});
