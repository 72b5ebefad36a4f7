/** Which tests run where: the pure core in Node, the hub inside workerd, pages in Chromium, faults against a whole server. */
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** Where everybody is behind a relay: two of them for the first who come, and more later. */
const BEHIND_RELAYS = { HUB_LIMITS: JSON.stringify({ ownMax: 0, perRelay: 0.5 }) };

/**
 * The contract of the socket, once more behind relays. Left out, for time: what looks at the hub's rows, limits, lists and clock, and the longest recordings
 * (`honesty`, `quiz-faults`, `talksecrets`, `transcripts`), since what is in the frames is made before a relay has them.
 */
const RELAYED = [
  "bad-frames",
  "entry",
  "entry-attack",
  "eviction",
  "kinds",
  "life",
  "notices",
  "people",
  "presence",
  "quiz",
  "receipts",
  "relay-sight",
  "sight",
  "socket",
  "stuck",
  "talk",
  "talkcast",
  "talksight",
  "talkturn",
];

const MINUTES = 60_000;
const BUSY = 60_000; // tests take milliseconds, properties a few seconds, but a machine may have other things to do

/**
 * Whole programs: one file at a time and behind all else (`groupOrder`), or they starve each other and prove nothing. They look at moments of
 * real clocks, which a machine with other work to do can miss: once more, and only what is broken fails twice. What proofs have found lost or
 * doubled stays in their table, and fails the run whatever comes of the second try (`src/tools/proofs.ts`).
 */
const slow = { environment: "node", fileParallelism: false, testTimeout: 5 * MINUTES, hookTimeout: 2 * MINUTES, retry: 1 } as const;

/** People mostly look and wait: three rooms at once keep two cores busy, on one server, each with a Chromium that stays from file to file. */
const browser = {
  ...slow,
  fileParallelism: true,
  maxWorkers: 3,
  isolate: false,
  globalSetup: "test/browser/server.ts",
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "pure",
          environment: "node",
          isolate: false, // no file changes what another one meets, and starting again took half of the time
          maxWorkers: 2,
          testTimeout: BUSY,
          include: [
            "test/poll/**/*.test.ts",
            "test/protocol/**/*.test.ts",
            "test/page/**/*.test.ts",
            "test/bill/**/*.test.ts",
            "test/bench/**/*.test.ts",
            "test/house.test.ts",
          ],
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        test: {
          name: "hub",
          isolate: false, // polls have names of their own: one engine for all files
          maxWorkers: 1, // what is late by the clock is late for good
          testTimeout: BUSY,
          sequence: { groupOrder: 1 },
          include: ["test/hub/**/*.test.ts"],
          exclude: ["test/hub/relay-*.test.ts"],
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: { bindings: BEHIND_RELAYS },
          }),
        ],
        test: {
          name: "relayed",
          isolate: false,
          maxWorkers: 2,
          testTimeout: BUSY,
          sequence: { groupOrder: 3 },
          include: RELAYED.map((name) => `test/hub/${name}.test.ts`),
        },
      },
      { test: { ...browser, name: "browser", sequence: { groupOrder: 2 }, include: ["test/browser/**/*.test.ts"] } },
      {
        test: {
          ...slow,
          fileParallelism: true, // most of them wait most of the time
          maxWorkers: 2,
          name: "faults",
          sequence: { groupOrder: 3 },
          include: ["test/faults/**/*.test.ts", "test/simulation/**/*.test.ts"],
        },
      },
    ],
  },
});
