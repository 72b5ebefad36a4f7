/** What is measured, and what it is measured against. */
import type { Subject } from "./server.ts";

/** A phone in a closed loop votes hundreds of times a second, which the product's credits are there to refuse. */
const LIMITS = { creditsMax: 1e9, creditsPerSecond: 1e9 };

export const OURS: Subject = {
  name: "ours",
  entry: "bench/workers/ours.ts",
  objects: { HUB: "PollHub", CODE: "ShortCode", GUARD: "CodeGuard" },
  stubs: ["ASSETS", "MAKE_LIMIT", "CODE_LIMIT", "TALK_LIMIT"],
  vars: { HUB_LIMITS: JSON.stringify(LIMITS) },
};

export const FLOOR: Subject = {
  name: "floor",
  entry: "bench/workers/floor.ts",
  objects: { HUB: "FloorHub" },
  stubs: [],
  vars: {},
};
