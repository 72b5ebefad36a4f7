/** A small meeting on a real server, counted step by step: each step ends when no object has anything left to do. */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { HubLimits } from "../../src/sockets/credits.ts";
import { makePoll } from "../../test/support/server.ts";
import { Voter } from "../../test/support/voter.ts";
import { bundle, type Server, serve } from "../server.ts";
import { METERED } from "../subjects.ts";
import { type Counted, type Counts, less, mean, type Use, useOf } from "./counts.ts";
import { apart } from "./invoice.ts";

export interface Plan {
  phones: number;
  questions: number;
  /** Acts of one kind done one by one, of which the average is taken. */
  alone: number;
  /** For how long everybody only pings. The engine lets an object sleep after 10 s. */
  idleMs: number;
  /** Everybody sits behind one relay. */
  relayed?: boolean;
}

const QUIET_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 20;
const PING_EVERY_MS = 1_000; // pages ping every 25 s; what is free shows sooner like this
const PAGE_KEPT_MS = 1_100; // the Worker asks the hub once a second for all who come within it; counted is one who comes alone
const PAGES_TIMED = 100;

/** The whole meeting; the server is gone afterwards. */
export async function holdMeeting(plan: Plan): Promise<Counted> {
  const limits: Partial<HubLimits> = plan.relayed ? { ownMax: 0, perRelay: plan.phones * 10 } : {};
  const server = await serve({ ...METERED, vars: { HUB_LIMITS: JSON.stringify(limits) } }, await bundle(METERED));
  const meeting = new Meeting(server, plan);
  try {
    return await meeting.run();
  } finally {
    meeting.leave();
    await server.kill();
  }
}

class Meeting {
  readonly #server: Server;
  readonly #plan: Plan;
  readonly #people: Voter[] = [];
  #id = "";
  #framesOut = 0;
  #n = 0;

  constructor(server: Server, plan: Plan) {
    this.#server = server;
    this.#plan = plan;
  }

  leave(): void {
    for (const person of this.#people) person.leave();
  }

  async run(): Promise<Counted> {
    const { phones, questions, alone, idleMs } = this.#plan;
    const list = Array.from({ length: questions }, (_, index) => ({ text: `Question ${index + 1}`, options: ["Yes", "No"] }));
    let key = "";
    const made = await this.#use(1, async () => {
      const poll = await makePoll(this.#server.url, { pace: "host", questions: list });
      this.#id = poll.id;
      key = poll.hostKey;
    });
    const screens = await this.#use(1, async () => {
      await this.#page("/host");
      await this.#page("/present");
      await this.#enter({ key, role: "host" });
      await this.#enter({ key, role: "stage" });
    });
    const [host] = this.#people;
    if (!host) throw new Error("no host");
    const arrival = await this.#each(alone, () => this.#arrive());
    await Promise.all(Array.from({ length: phones - alone }, () => this.#enter({})));
    const comeback = await this.#each(alone, async (index) => {
      const person = this.#voters()[index];
      person?.leave();
      await person?.join();
    });
    const before = await this.#rest();
    const asked: Use[] = [];
    const votes: Use[] = [];
    let crowd = { from: before, to: before, votes: 0 };
    for (let index = 0; index < questions; index++) {
      asked.push(await this.#use(1, () => this.#must(host.command("next"))));
      votes.push(await this.#each(alone, (voter) => this.#vote(index, this.#voters()[voter])));
      const from = await this.#rest();
      const others = this.#voters().slice(alone);
      await Promise.all(others.map((voter) => this.#vote(index, voter)));
      crowd = { from, to: await this.#rest(), votes: others.length };
    }
    const last = questions - 1;
    const change = await this.#each(alone, (voter) => this.#vote(last, this.#voters()[voter]));
    const resend = await this.#each(alone, (voter) => this.#vote(last, this.#voters()[voter], this.#n - alone + 1 + voter));
    const stored = await this.#rest();
    const vote = mean(votes);
    const { idleSecond, wake, slept } = await this.#idle(idleMs, last, change);
    const results = await this.#use(1, async () => {
      await this.#must(host.command("close", { question: `q${questions}` }));
      await this.#page("/results");
    });
    const commits = hub(crowd.to).commits - hub(crowd.from).commits;
    return {
      made,
      screens,
      arrival,
      comeback,
      question: mean(asked),
      vote,
      change,
      resend,
      ...apart(vote, useOf(crowd.from, crowd.to, 1), crowd.votes, commits),
      wake,
      results,
      idleSecond,
      slept,
      bytesPerBallot: Math.max(0, hub(stored).bytes - hub(before).bytes) / (phones * questions),
      cpuMsPerPage: await this.#cpuMsPerPage(),
      framesOut: this.#framesOut,
    };
  }

  /** Everybody pings and nobody says anything; then one vote, before which a hub that slept must build itself anew. */
  async #idle(ms: number, question: number, awake: Use): Promise<Pick<Counted, "idleSecond" | "wake" | "slept">> {
    const idleSecond = await this.#use(ms / 1_000, async () => {
      for (let passed = 0; passed < ms; passed += PING_EVERY_MS) {
        for (const person of this.#people) person.ping();
        await pause(PING_EVERY_MS);
      }
    });
    const { wakes } = hub(await this.#rest());
    const first = await this.#use(1, () => this.#vote(question, this.#voters()[0]));
    return { idleSecond, wake: less(first, awake), slept: hub(await this.#rest()).wakes > wakes };
  }

  #voters(): Voter[] {
    return this.#people.slice(2);
  }

  async #arrive(): Promise<void> {
    await pause(PAGE_KEPT_MS);
    await this.#page("");
    await this.#enter({});
  }

  async #enter(options: object): Promise<void> {
    const heard = () => {
      this.#framesOut += 1;
    };
    const token = randomBytes(16).toString("base64url");
    const person = new Voter(`${this.#server.url.replace("http", "ws")}/ws/${this.#id}`, {
      token,
      heard,
      forgetful: true,
      ...options,
    });
    this.#people.push(person);
    await person.join();
  }

  async #page(part: string): Promise<void> {
    const page = await fetch(`${this.#server.url}/p/${this.#id}${part}`);
    await page.text();
    if (!page.ok) throw new Error(`a page answered ${page.status}`);
  }

  async #vote(question: number, voter: Voter | undefined, n = ++this.#n): Promise<void> {
    await this.#must(voter?.vote(`q${question + 1}`, [n % 2], n));
  }

  async #must(asked: ReturnType<Voter["ask"]> | undefined): Promise<void> {
    const answer = await asked;
    if (answer?.type !== "ack") throw new Error(`refused: ${JSON.stringify(answer)}`);
  }

  async #cpuMsPerPage(): Promise<number | null> {
    const before = this.#server.cpuSeconds();
    for (let count = 0; count < PAGES_TIMED; count++) await this.#page("");
    const after = this.#server.cpuSeconds();
    return before === null || after === null ? null : ((after - before) * 1_000) / PAGES_TIMED;
  }

  async #each(times: number, act: (index: number) => Promise<void>): Promise<Use> {
    const uses: Use[] = [];
    for (let index = 0; index < times; index++) uses.push(await this.#use(1, () => act(index)));
    return mean(uses);
  }

  async #use(times: number, act: () => Promise<void>): Promise<Use> {
    const before = await this.#rest();
    await act();
    return useOf(before, await this.#rest(), times);
  }

  /** The counts, once all objects could sleep. */
  async #rest(): Promise<Counts> {
    const until = Date.now() + QUIET_WITHIN_MS;
    for (;;) {
      const counts = (await (await fetch(`${this.#server.url}/bench/counts`)).json()) as Counts;
      if (!Object.values(counts.objects).some(({ isAwake }) => isAwake)) return counts;
      if (Date.now() > until) throw new Error("the objects never came to rest");
      await pause(LOOK_EVERY_MS);
    }
  }
}

function hub({ objects }: Counts): Counts["objects"][string] {
  if (!objects.hub) throw new Error("the hub was not counted");
  return objects.hub;
}
