/** One room of the simulation: everybody votes once on one question. The same seed gives the same room. */

import { RELAYED_PHONES_MAX } from "../../src/protocol/limits.ts";
import { chanceOf } from "../../test/support/random.ts";
import { spreadOf } from "../spread.ts";
import { SimHub } from "./hub.ts";
import { HEAP_MB, HUB_BYTES_PER_PHONE, RELAY_BYTES_PER_PHONE } from "./measured.ts";
import { gapMsOf, relaysFor } from "./pace.ts";
import { Clock, type Machine } from "./queue.ts";
import { SimRelay } from "./relay.ts";
import { Votes } from "./votes.ts";

/** What the platform documents for one object, and what a page waits for. */
export const BOUNDS = {
  sockets: 32_768,
  memoryMb: 128,
  requestsPerSecond: 1_000, // a soft limit; messages from sockets are counted among them here, which the documents leave open
  waitMs: 1_000, // of anything in an object's queue: beyond it the thread no longer keeps up
  ackMs: 5_000, // then pages say their vote again
} as const;

const GIVE_UP_MS = 600_000;

export interface Room {
  people: number;
  withinS: number;
  seed: number;
  /** Left out: as many as the Worker would use. */
  relays?: number;
}

/** The worst second of the busiest object. */
interface Peak {
  requestsPerSecond: number;
  busy: number;
  waitMs: number;
  memoryMb: number;
}

export interface Outcome {
  relays: number;
  gapMs: number;
  socketsPerRelay: number;
  hub: Peak;
  relay: Peak;
  ackMs: { median: number; p99: number };
  everyScreenMs: { median: number; p99: number };
  calls: number;
  messages: number;
  turns: number;
  broadcasts: number;
  /** Until the last screen was right, seconds. */
  doneS: number;
  /** In words, what did not hold; empty where all did. */
  over: readonly string[];
}

export function simulate({ people, withinS, seed, relays: wanted }: Room): Outcome {
  const chance = chanceOf(seed);
  const clock = new Clock();
  const votes = new Votes(people, withinS, chance);
  const hub = new SimHub(clock, votes);
  const count = Math.max(1, wanted ?? relaysFor(people));
  const gapMs = gapMsOf(count);
  const relays = Array.from({ length: count }, () => new SimRelay(clock, hub, votes, gapMs));
  hub.relays = relays;
  for (const [vote, cameMs] of votes.cameMs.entries()) {
    const relay = relays[Math.floor(chance() * count)];
    if (!relay) continue;
    relay.phones += 1;
    clock.at(cameMs, () => relay.hear(vote));
  }
  clock.run(GIVE_UP_MS);
  const socketsPerRelay = Math.max(...relays.map(({ phones }) => phones));
  const outcome = {
    relays: count,
    gapMs,
    socketsPerRelay,
    hub: peakOf([hub.machine], hubMemoryMb(people)),
    relay: peakOf(
      relays.map(({ machine }) => machine),
      HEAP_MB + (socketsPerRelay * RELAY_BYTES_PER_PHONE) / 1e6,
    ),
    ackMs: spreadOf([...votes.ackMs]),
    everyScreenMs: spreadOf([...votes.shownMs]),
    calls: relays.reduce((all, { machine }) => all + machine.calls, hub.machine.calls),
    messages: people,
    turns: hub.turns,
    broadcasts: hub.broadcasts,
    doneS: clock.now / 1_000,
  };
  return { ...outcome, over: whatIsOver(people, outcome) };
}

/** It keeps a little of everybody. */
export function hubMemoryMb(people: number): number {
  return HEAP_MB + (people * HUB_BYTES_PER_PHONE) / 1e6;
}

function peakOf(machines: readonly Machine[], memoryMb: number): Peak {
  const worst = (of: (machine: Machine) => number) => machines.reduce((most, machine) => Math.max(most, of(machine)), 0);
  const most = (seconds: readonly number[]) => seconds.reduce((top, value) => Math.max(top, value ?? 0), 0);
  return {
    requestsPerSecond: worst(({ requests }) => most(requests)),
    busy: worst(({ busyMs }) => most(busyMs)) / 1_000,
    waitMs: worst(({ longestWaitMs }) => longestWaitMs),
    memoryMb,
  };
}

function whatIsOver(people: number, { socketsPerRelay, hub, relay, ackMs }: Omit<Outcome, "over">): string[] {
  const over: string[] = [];
  const check = (what: string, value: number, most: number, unit: string) => {
    if (!(value <= most)) over.push(`${what}: ${Math.round(value).toLocaleString("en")} of ${most.toLocaleString("en")} ${unit}`);
  };
  check("phones that the product lets in behind relays", people, RELAYED_PHONES_MAX, "");
  check("sockets of a relay", socketsPerRelay, BOUNDS.sockets, "");
  for (const [name, peak] of [["hub", hub] as const, ["relay", relay] as const]) {
    check(`memory of the ${name}`, peak.memoryMb, BOUNDS.memoryMb, "MB");
    check(`requests of a ${name}`, peak.requestsPerSecond, BOUNDS.requestsPerSecond, "a second");
    check(`waiting in the ${name}`, peak.waitMs, BOUNDS.waitMs, "ms");
  }
  check("a vote to its ack, p99", ackMs.p99, BOUNDS.ackMs, "ms");
  return over;
}
