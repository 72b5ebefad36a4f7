/**
 * A room that talks while lines are cut, its hub is thrown out of memory, and the engine is killed with SIGKILL, with its storage on disk.
 * Everybody remembers what was acknowledged and keeps a log by the published rule. Planted bugs show that each figure can be other than 0.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundle, type Server, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";
import { Chatter, type Claim, follow, type Told } from "../support/chatter.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { chanceOf } from "../support/random.ts";
import { reckon, type Verdict } from "../support/reckoning.ts";
import { makePoll } from "../support/server.ts";

interface Plan {
  people: number;
  ms: number;
  kills: number;
  evictions: number;
  cuts: number;
  /** Of who stays away for long; in the whole form more is said meanwhile than is told again. */
  awayMs: number;
}

const WHOLE = size<Plan>(
  { people: 200, ms: 60_000, kills: 8, evictions: 16, cuts: 400, awayMs: 12_000 },
  { people: 80, ms: 12_000, kills: 2, evictions: 4, cuts: 60, awayMs: 1_500 },
);
const PLANTED: Plan = { people: 40, ms: 8_000, kills: 1, evictions: 3, cuts: 30, awayMs: 1_500 };

const MINUTES = 60_000;
const REST_MS = 2_500; // of one person: well below what one person may say
const HIDDEN_EVERY_MS = 1_500;
const SAYS = 0.5;
const UPVOTES = 0.35;
const ASKS = 0.02;
const ASKERS = 5; // at the very start: something to vote up
const LONG = 0.1; // of the cuts
const SETTLED_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 100;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A server that comes back with what it had, and one poll in it. */
class Room {
  readonly #subject: typeof OURS;
  readonly #code: string;
  readonly #directory: string;
  #server: Server;
  #poll = { id: "", hostKey: "" };

  private constructor(...[subject, code, directory, server]: [typeof OURS, string, string, Server]) {
    this.#subject = subject;
    this.#code = code;
    this.#directory = directory;
    this.#server = server;
  }

  static async open(entry: string): Promise<Room> {
    const subject = { ...OURS, entry };
    const code = await bundle(subject);
    const directory = mkdtempSync(join(tmpdir(), "showhands-talk-"));
    const room = new Room(subject, code, directory, await serve(subject, code, directory));
    const talk = { chat: "open", questions: "open", reactions: true };
    room.#poll = await makePoll(room.#server.url, { question: "Where to?", options: ["Pizza", "Sushi"], talk });
    return room;
  }

  address(): string {
    return `${this.#server.url.replace("http", "ws")}/ws/${this.#poll.id}`;
  }

  async kill(): Promise<void> {
    await this.#server.kill();
    this.#server = await serve(this.#subject, this.#code, this.#directory);
  }

  async evict(): Promise<void> {
    await this.#fetch(`/evict/${this.#poll.id}`);
  }

  /** Said again until it is done, or refused: a planted bug may have lost what is to be hidden. */
  async hide(message: number): Promise<boolean> {
    const headers = { authorization: `Bearer ${this.#poll.hostKey}`, "content-type": "application/json" };
    const body = JSON.stringify({ command: "message", message, change: "hide" });
    for (;;) {
      const answer = await this.#fetch(`/api/polls/${this.#poll.id}/commands`, { method: "POST", headers, body });
      if (answer && answer.status < 500 && answer.status !== 429) return answer.ok;
      await pause(LOOK_EVERY_MS);
    }
  }

  async look(): Promise<Claim> {
    const told = (await (await fetch(`${this.#server.url}/api/polls/${this.#poll.id}/talk`)).json()) as Told;
    const claim = follow(null, told);
    if (!claim) throw new Error("a look is a whole log");
    return claim;
  }

  async close(): Promise<void> {
    await this.#server.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #fetch(path: string, init: RequestInit = {}): Promise<Response | null> {
    return fetch(this.#server.url + path, { ...init, signal: AbortSignal.timeout(3_000) }).catch(() => null);
  }
}

async function talk(person: Chatter, until: number, chance: () => number, asks: boolean): Promise<void> {
  if (asks) await person.ask();
  for (;;) {
    await pause(REST_MS * (0.4 + 1.2 * chance()));
    if (performance.now() > until) return;
    const deed = chance();
    if (deed < SAYS) await person.say();
    else if (deed < SAYS + UPVOTES) await person.upvote();
    else if (deed < SAYS + UPVOTES + ASKS) await person.ask();
    else person.react();
  }
}

/** So many times within the plan's time, one after the other. */
async function happen(times: number, { ms }: Plan, chance: () => number, deed: () => Promise<void> | void): Promise<void> {
  const from = performance.now();
  for (let done = 0; done < times; done++) {
    await pause(Math.max(0, from + ((done + chance()) / times) * ms - performance.now()));
    await deed();
  }
}

/** Messages that the host hides, each for good. */
async function moderate(room: Room, people: readonly Chatter[], until: number, chance: () => number): Promise<Set<number>> {
  const hidden = new Set<number>();
  while (performance.now() < until) {
    await pause(HIDDEN_EVERY_MS);
    const shown = [...(people[Math.floor(chance() * people.length)]?.claim?.messages.keys() ?? [])].slice(-50);
    const id = shown[Math.floor(chance() * shown.length)];
    if (id === undefined) continue;
    if (await room.hide(id)) hidden.add(id);
  }
  return hidden;
}

async function talkThroughChaos(entry: string, plan: Plan, seed: number): Promise<Verdict & { people: readonly Chatter[] }> {
  const chance = chanceOf(seed);
  const room = await Room.open(entry);
  const people = Array.from({ length: plan.people }, (_, index) => new Chatter(`Person ${index}`, () => room.address(), chance));
  const anybody = () => people[Math.floor(chance() * people.length)];
  const until = performance.now() + plan.ms;
  try {
    const [hidden] = await Promise.all([
      moderate(room, people, until, chance),
      happen(plan.kills, plan, chance, () => room.kill()),
      happen(plan.evictions, plan, chance, () => room.evict()),
      happen(plan.cuts, plan, chance, () => anybody()?.cut(chance() < LONG ? plan.awayMs : 0)),
      ...people.map((person, index) => talk(person, until, chance, index < ASKERS)),
    ]);
    const look = await settled(room, people, plan.awayMs * 1.5 + SETTLED_WITHIN_MS);
    return { ...reckon(people, look, hidden), people };
  } finally {
    for (const person of people) person.leave();
    await room.close();
  }
}

/** The hub's own log, when everybody has come as far or has had the time to. */
async function settled(room: Room, people: readonly Chatter[], withinMs: number): Promise<Claim> {
  const until = performance.now() + withinMs;
  for (;;) {
    const look = await room.look();
    if (performance.now() > until || people.every(({ claim }) => claim?.rev === look.rev)) return look;
    await pause(LOOK_EVERY_MS);
  }
}

async function proveTalk(what: string, entry: string, plan: Plan): Promise<Verdict & { catchUps: number }> {
  const seed = seedOf();
  const { people, ...verdict } = await talkThroughChaos(entry, plan, seed);
  const { messages, asks, upvotes, lost, doubled, ...faults } = verdict;
  const sum = (of: (person: Chatter) => number) => people.reduce((all, person) => all + of(person), 0);
  const found = Object.entries(faults).map(([name, count]) => `${count} ${name}`);
  const catchUps = sum((person) => person.catchUps);
  const lines = `${sum(({ resends }) => resends)} resends, ${catchUps} logs caught up, ${sum(({ wholes }) => wholes)} whole`;
  prove({
    what,
    tried: `${plan.people} people: ${messages} messages, ${asks} asks, ${upvotes} upvotes; ${plan.kills} kills, ${plan.evictions} evictions, ${plan.cuts} cuts`,
    lost,
    doubled,
    seed,
    figures: `${lines}; ${found.join(", ")}`,
  });
  return { ...verdict, catchUps };
}

test(
  "[N20][N21][N22][N25][N26] chaos: what was acknowledged is in every log that claims to be whole, once, in one order, and every upvote counts once",
  async () => {
    const verdict = await proveTalk("talk through SIGKILL, eviction and cuts", "test/faults/workers/evicted.ts", WHOLE);
    expect(verdict).toMatchObject({ lost: 0, doubled: 0, missing: 0, disordered: 0, miscounted: 0, leaked: 0, astray: 0 });
    expect(verdict.messages).toBeGreaterThan(WHOLE.people);
    expect(Math.min(verdict.asks, verdict.upvotes, verdict.hidden)).toBeGreaterThan(0);
    expect(verdict.catchUps).toBeGreaterThan(WHOLE.cuts); // else nobody was away, and no log had anything to miss
  },
  5 * MINUTES,
);

describe.concurrent("planted", () => {
  test("[N21][N22] planted bug: what is said again is not recognised, and is there twice; upvotes count once more", async () => {
    const verdict = await proveTalk("planted: resends not recognised", "test/faults/workers/doubling.ts", PLANTED);
    expect(verdict.doubled).toBeGreaterThan(0);
    expect(verdict.miscounted).toBeGreaterThan(0);
  });

  test("[N20] planted bug: told before it is stored, and what was acknowledged is lost", async () => {
    const verdict = await proveTalk("planted: stored 250 ms late", "test/faults/workers/late.ts", PLANTED);
    expect(verdict.lost).toBeGreaterThan(0);
  });

  test("[N25] planted bug: a frame is not sent, and the next one does not tell: logs have holes", async () => {
    const verdict = await proveTalk("planted: a frame swallowed", "test/faults/workers/gaps.ts", PLANTED);
    expect(verdict.missing).toBeGreaterThan(0);
  });
});
