/** What is measured, and what it is measured against. */
import { BROADCAST_EVERY_MS, TURN_WITHIN_MS } from "../src/protocol/limits.ts";
import { servePeer } from "./peer.ts";
import type { Dialect } from "./phone.ts";
import { bundle, type Server, type Subject, serve } from "./server.ts";

/** A phone in a closed loop votes hundreds of times a second, which the product's credits are there to refuse. */
const LIMITS = { creditsMax: 1e9, creditsPerSecond: 1e9 };

export const OURS: Subject = {
  name: "ours",
  entry: "bench/workers/ours.ts",
  objects: { HUB: "PollHub", CODE: "ShortCode", GUARD: "CodeGuard" },
  stubs: ["ASSETS", "MAKE_LIMIT", "CODE_LIMIT", "TALK_LIMIT"],
  vars: { HUB_LIMITS: JSON.stringify(LIMITS) },
};

const FLOOR: Subject = {
  name: "floor",
  entry: "bench/workers/floor.ts",
  objects: { HUB: "FloorHub" },
  stubs: [],
  vars: {},
};

const NAIVE: Subject = {
  name: "naive DO",
  entry: "bench/peers/workers/naive.ts",
  objects: { HUB: "NaiveHub" },
  stubs: [],
  vars: {},
};

const PARTY: Subject = {
  name: "partyserver",
  entry: "bench/peers/workers/party.ts",
  objects: { HUB: "PartyHub" },
  stubs: [],
  vars: { KEEPS: "" },
};

/** A column of the table. */
export interface Contender {
  name: string;
  dialect: Dialect;
  /** With this tick, where it is a peer that has none of its own. */
  start(tickMs: number): Promise<Server>;
}

const onEngine = (subject: Subject): Contender => {
  let code: Promise<string> | undefined;
  return {
    name: subject.name,
    dialect: "plain",
    async start(tickMs) {
      code ??= bundle(subject);
      return serve({ ...subject, vars: { ...subject.vars, TICK_MS: String(tickMs) } }, await code);
    },
  };
};

const onNode = (name: string, dialect: Dialect, keeps: boolean): Contender => ({
  name,
  dialect,
  start: (tickMs) => servePeer({ entry: dialect === "plain" ? "ws.ts" : "socketio.ts", keeps, tickMs, turnMs: 0 }),
});

export const ours = onEngine(OURS);
export const floor = onEngine(FLOOR);
export const naive = onEngine(NAIVE);
export const party = onEngine(PARTY);
export const partyKept = onEngine({ ...PARTY, name: "partyserver kept", vars: { KEEPS: "yes" } });
const ws = onNode("ws", "plain", false);
export const wsKept = onNode("ws kept", "plain", true);
const socketIo = onNode("socket.io", "socket.io", false);
const socketIoKept = onNode("socket.io kept", "socket.io", true);

/** The nearest thing to the product outside of its engine: the same commits of 5 ms and the same broadcasts of 50 ms, without its rules. */
export const wsAlike: Contender = {
  name: "ws coalesced",
  dialect: "plain",
  start: () => servePeer({ entry: "ws.ts", keeps: true, tickMs: BROADCAST_EVERY_MS, turnMs: TURN_WITHIN_MS }),
};

export const ALL = [ours, floor, naive, party, partyKept, ws, wsKept, socketIo, socketIoKept, wsAlike];
