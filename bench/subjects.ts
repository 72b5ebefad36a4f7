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
  objects: { HUB: "PollHub", RELAY: "PollRelay", CODE: "ShortCode", GUARD: "CodeGuard" },
  stubs: ["ASSETS", "MAKE_LIMIT", "CODE_LIMIT", "TALK_LIMIT"],
  vars: { HUB_LIMITS: JSON.stringify(LIMITS) },
};

/** Counts what the engine runs and bills, which costs time: for what is not timed. */
export const METERED: Subject = {
  name: "ours",
  entry: "bench/workers/metered.ts",
  objects: { HUB: "PollHub", RELAY: "PollRelay", CODE: "ShortCode", GUARD: "CodeGuard" },
  stubs: ["ASSETS", "MAKE_LIMIT", "CODE_LIMIT", "TALK_LIMIT"],
  vars: {},
  flags: ["nodejs_als"], // whose timer is it? The counting must know
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
  /** For who reads the table. */
  about: string;
  dialect: Dialect;
  /** With this tick, where it is a peer that has none of its own. */
  start(tickMs: number): Promise<Server>;
}

const onEngine = (subject: Subject, about: string): Contender => {
  let code: Promise<string> | undefined;
  return {
    name: subject.name,
    about,
    dialect: "plain",
    async start(tickMs) {
      code ??= bundle(subject);
      return serve({ ...subject, vars: { ...subject.vars, TICK_MS: String(tickMs) } }, await code);
    },
  };
};

const onNode = (name: string, about: string, dialect: Dialect, keeps: boolean): Contender => ({
  name,
  about,
  dialect,
  start: (tickMs) => servePeer({ entry: dialect === "plain" ? "ws.ts" : "socketio.ts", keeps, tickMs, turnMs: 0 }),
});

const BROADCAST_EACH = "a broadcast for each vote";
const SQLITE = "a row in SQLite for each vote, committed to the disk before its ack";

export const ours = onEngine(OURS, "Showhands on plain workerd, with all its rules");
/** Its own sockets are none: whoever comes is behind a relay. */
export const oursRelayed = onEngine({ ...OURS, vars: { HUB_LIMITS: JSON.stringify({ ...LIMITS, ownMax: 0 }) } }, "");
export const oursMetered = onEngine(METERED, "");
export const floor = onEngine(
  FLOOR,
  "the least worker with our ticks: one statement for the votes of 5 ms, the same bytes, no rules",
);
export const naive = onEngine(NAIVE, `the Durable Object that one writes first: hibernating sockets, ${SQLITE}, ${BROADCAST_EACH}`);
export const party = onEngine(PARTY, `partyserver on the same workerd, as its guide builds a server: in memory, ${BROADCAST_EACH}`);
export const partyKept = onEngine({ ...PARTY, name: "partyserver kept", vars: { KEEPS: "yes" } }, `the same with ${SQLITE}`);
export const ws = onNode("ws", `a hub on ws in Node, as its guide broadcasts: in memory, ${BROADCAST_EACH}`, "plain", false);
export const wsKept = onNode("ws kept", `the same with ${SQLITE}`, "plain", true);
export const socketIo = onNode(
  "socket.io",
  `a hub on socket.io in Node, likewise in memory, ${BROADCAST_EACH}`,
  "socket.io",
  false,
);
const socketIoKept = onNode("socket.io kept", `the same with ${SQLITE}`, "socket.io", true);
export const wsAlike: Contender = {
  name: "ws coalesced",
  about:
    "the nearest thing to ours outside of its engine: ws with our commits of 5 ms to the disk and our broadcasts of 50 ms, no rules",
  dialect: "plain",
  start: () => servePeer({ entry: "ws.ts", keeps: true, tickMs: BROADCAST_EVERY_MS, turnMs: TURN_WITHIN_MS }),
};

export const ALL = [ours, floor, naive, party, partyKept, ws, wsKept, socketIo, socketIoKept, wsAlike];
