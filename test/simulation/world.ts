/** One seed, one world: a poll, its hub, people with phones, a network and a storage that fail, and a judge. */
import { parseNewPoll } from "../../src/protocol/client.ts";
import type { Results, Snapshot } from "../../src/protocol/server.ts";
import { chanceOf } from "../support/random.ts";
import { Clock } from "./clock.ts";
import type { Disk } from "./disk.ts";
import { now } from "./globals.ts";
import { Hearer } from "./hearer.ts";
import { Judge } from "./judge.ts";
import type { HubSocket, Line } from "./line.ts";
import { Device, type Place, Tab } from "./person.ts";
import { aPoll, aQuiz } from "./polls.ts";
import { Server } from "./server.ts";
import { Weather } from "./weather.ts";

const POLL = "23456789abcdefg";
const NOON = Date.UTC(2026, 10, 22, 12);
const MADE_WITHIN_MS = 50;
const HEALED_WITHIN_MS = 150_000;

export interface Outcome {
  broken: string | null;
  steps: number;
  acknowledged: number;
  frames: number;
  rows: number;
  crashes: number;
  trace: string[];
}

export class World {
  readonly judge: Judge;
  readonly server: Server;
  readonly weather = new Weather();
  readonly lines = new Set<Line>();
  readonly devices: Device[] = [];
  readonly isQuiz: boolean;
  readonly talks: boolean;
  readonly hearer: Hearer;
  /** How much has been said. */
  said = 0;
  readonly disk: Disk;
  crashes = 0;
  readonly #trace: string[] | null;
  /** A crowd is told the same, one after the other. */
  #said: { text: string; frame: Snapshot | Results } = { text: "", frame: {} as Results };

  constructor(seed: number, disk: Disk, traced: boolean) {
    disk.clear();
    this.disk = disk;
    this.#trace = traced ? [] : null;
    now.chance = chanceOf(seed);
    now.clock = new Clock(NOON);
    this.isQuiz = now.chance() < 0.2;
    this.talks = !this.isQuiz && now.chance() < 0.12; // twice the work of the others
    this.judge = new Judge(disk, this.isQuiz);
    this.hearer = new Hearer(disk, (words) => this.judge.fail(words));
    // Of all that the hub may complain of, only this says that a rule of its own did not hold.
    now.complain = (words) => words.startsWith("a command was refused") && this.judge.fail(words);
    this.server = new Server(disk, {
      says: (socket, text) => this.#says(socket, text),
      looks: (hub) => {
        this.judge.looks(hub.state);
        this.hearer.looks();
      },
      wentBack: () => {
        this.crashes++;
        this.judge.wentBack();
        this.hearer.looks();
      },
      fails: (words) => this.judge.fail(words),
    });
    this.#begin();
  }

  /** Of a host, so many of voters, and a big screen. */
  #begin(): void {
    const made = parseNewPoll(this.isQuiz ? aQuiz() : aPoll(this.talks));
    if ("unreadable" in made) throw new Error(`the world made no poll: ${made.detail}`);
    let key = "";
    this.server.run((hub) => {
      hub.make(POLL, made).then((keys) => {
        key = keys?.hostKey ?? "";
      });
    });
    this.pass(MADE_WITHIN_MS);
    const { server, weather, judge, hearer, talks, lines } = this;
    const names = new Map<string, string>();
    const nameOf = (token: string) => {
      if (!names.has(token)) names.set(token, server.hub?.ledger.nameOf(token) ?? this.#nameLater(token));
      return names.get(token) ?? "";
    };
    const note = (words: string) => this.say(words);
    const place: Place = { poll: POLL, server, weather, judge, hearer, talks, lines, nameOf, note };
    const voters = 1 + Math.floor(now.chance() * 3);
    this.devices.push(new Device(place, "host", key));
    for (let voter = 0; voter < voters; voter++) this.devices.push(new Device(place, "voter"));
    if (now.chance() < 0.3) this.devices.push(new Device(place, "stage", now.chance() < 0.5 ? key : undefined));
    for (const device of this.devices) this.open(device);
  }

  #nameLater(token: string): string {
    let name = "";
    this.server.run((hub) => {
      name = hub.ledger.nameOf(token);
    });
    return name;
  }

  /** With what the first page shows to anyone, or without. */
  open(device: Device): Tab {
    let first: Snapshot | null = null;
    if (now.chance() < 0.5) {
      const seen = this.server.durable?.look({});
      if (seen && seen !== "not-host") first = JSON.parse(JSON.stringify(seen));
    }
    return new Tab(device, first, this.isQuiz);
  }

  get tabs(): Tab[] {
    const tabs: Tab[] = [];
    for (const device of this.devices) tabs.push(...device.tabs);
    return tabs;
  }

  say(words: string): void {
    this.#trace?.push(`${((now.clock.now - NOON) / 1_000).toFixed(3)} ${words}`);
  }

  get isTraced(): boolean {
    return this.#trace !== null;
  }

  pass(ms: number): void {
    now.clock.advance(now.clock.now + ms, () => this.judge.broken !== null);
    for (const line of this.lines) if (line.state === "cut") this.lines.delete(line);
  }

  /** The network is whole, everybody is awake: all agree with storage before long. */
  heal(): void {
    this.say("all is healed");
    this.weather.clear();
    this.disk.mishap = null;
    for (const device of this.devices) if (device.tabs.size === 0) this.open(device);
    for (const line of this.lines) line.goOn();
    for (const tab of this.tabs) {
      tab.comeBack();
      tab.act(() => tab.happens("online"));
    }
    let astray: string | null = "nobody has looked";
    for (let waited = 0; astray && waited < HEALED_WITHIN_MS && !this.judge.broken; waited += 1_000) {
      this.pass(1_000);
      astray = this.#astray();
    }
    if (astray) this.judge.fail(`at the end: ${astray}`);
    this.judge.everybodyWasAnswered();
    this.hearer.everybodyWasAnswered();
  }

  outcome(steps: number): Outcome {
    const { broken, acknowledged, frames, rows } = this.judge;
    return { broken, steps, acknowledged, frames, rows, crashes: this.crashes, trace: this.#trace ?? [] };
  }

  /** What does not agree yet. */
  #astray(): string | null {
    if (!this.server.hub) this.server.run(() => {}); // asleep: nobody has anything to say
    const state = this.server.hub?.state;
    if (!state) return "the hub is down";
    for (const [index, device] of this.devices.entries()) {
      const unsent = Object.values(device.outbox).flatMap((slots) => Object.values(slots).filter(({ choice }) => choice));
      if (unsent.length > 0) return `device ${index} holds ${JSON.stringify(unsent)}`;
      for (const tab of device.tabs) {
        const { wire, snapshot, mine } = tab.room;
        const seen = snapshot.peek();
        if (wire.peek().state !== "open") return `a page of device ${index} is ${JSON.stringify(wire.peek())}`;
        if (seen?.seq !== state.seq || seen.epoch !== state.epoch)
          return `a page of device ${index} is at ${seen?.seq}, storage at ${state.seq}`;
        for (const { id, ballots } of Object.entries(seen.tallies).map(([id, { ballots }]) => ({ id, ballots }))) {
          if (ballots !== state.tallies[id]?.ballots) return `a page of device ${index} has ${ballots} ballots of ${id}`;
        }
        const stored = this.judge.mineOf(this.#name(device), state);
        const own = JSON.stringify(sorted(mine.peek()));
        if (device.role === "voter" && own !== JSON.stringify(sorted(stored)))
          return `a page of device ${index} thinks ${own} is mine, storage ${JSON.stringify(sorted(stored))}`;
        const astray = this.isQuiz ? this.#astrayInQuiz(tab) : this.#astrayInTalk(tab);
        if (astray) return `a page of device ${index}: ${astray}`;
      }
    }
    return null;
  }

  #name(device: Device): string {
    return device.place.nameOf(device.token);
  }

  /** Points are those of the answers to what is revealed: each once. */
  #astrayInQuiz({ me, device }: Tab): string | null {
    const state = this.server.hub?.state;
    const place = me?.player.peek()?.place;
    const stage = state?.quiz?.stage;
    if (!place || !state?.quiz || !stage || !("index" in stage)) return null;
    const isTold = stage.phase === "revealed" || stage.phase === "finished";
    const revealed = state.poll.questions.slice(0, stage.index + (isTold ? 1 : 0)).map(({ id }) => id);
    const points = this.judge.pointsOf(this.#name(device), state.quiz.game, revealed);
    return place.points === points ? null : `${place.points} points, its answers ${points}`;
  }

  /** Whoever listens has what is in storage, and nothing of theirs waits. */
  #astrayInTalk({ talk, device }: Tab): string | null {
    if (!talk) return null;
    const unsaid = Object.values(device.unsaid).flatMap(({ items }) => items.filter((item) => !("refused" in item)));
    if (unsaid.length > 0) return `${JSON.stringify(unsaid)} is unsaid`;
    const [messages, asks] = [talk.messages.peek(), talk.asks.peek()];
    const isSaid = ({ standing }: { standing: { state: string } }) => standing.state === "sent";
    const told = [
      messages.filter(isSaid).map(({ text }) => text),
      asks.filter(isSaid).map(({ text, votes }) => `${text}: ${votes}`),
    ];
    const [shown, stored] = [told, [this.hearer.messages, this.hearer.asks]].map((lists) =>
      lists.map((list) => list.toSorted().join()).join(" | "),
    );
    return shown === stored ? null : `shows ${shown}, storage has ${stored}`;
  }

  #says(socket: HubSocket, text: string): void {
    if (!text.startsWith('{"type":"snapshot"') && !text.startsWith('{"type":"results"')) return;
    const { identity } = socket;
    if (!identity) return this.judge.fail("a frame to nobody");
    const hub = this.server.hub;
    if (hub) this.judge.looks(hub.state); // sent from within the event that changed it
    if (text !== this.#said.text) this.#said = { text, frame: JSON.parse(text) };
    this.judge.says(identity, this.#said.frame);
  }
}

function sorted(mine: Record<string, { choice: readonly (number | string)[]; n: number }>): unknown {
  return Object.entries(mine)
    .map(([id, { choice, n }]) => [id, [...choice].sort(), n])
    .sort();
}
