/**
 * What Cloudflare asks for, as its documentation says. The only place with prices: when they change, change them here, with the date.
 * Not asked for here: logs (1% of the invocations are kept, within what is included), and the domain's own plan.
 */

export const PRICES_OF = "2026-11-22";

const DURABLE_OBJECTS = "developers.cloudflare.com/durable-objects/platform/pricing";
const WORKERS = "developers.cloudflare.com/workers/platform/pricing";

export const PLAN_DOLLARS_PER_MONTH = 5; // the paid plan's least, 2026-11-22, WORKERS

export interface Price {
  name: string;
  unit: string;
  /** Each day, on a free account; what is over is refused until midnight UTC. Null: not counted there. */
  freePerDay: number | null;
  /** Each month, on a paid account. */
  included: number;
  /** For a million more. */
  dollarsPerMillion: number;
  /** Read there on this day. */
  source: string;
  date: string;
}

export const PRICES = {
  workerRequests: {
    name: "Worker requests",
    unit: "requests",
    freePerDay: 100_000,
    included: 10_000_000,
    dollarsPerMillion: 0.3,
    source: WORKERS,
    date: PRICES_OF,
  },
  workerCpuMs: {
    name: "Worker processor time",
    unit: "ms",
    freePerDay: null, // 10 ms for each request instead
    included: 30_000_000,
    dollarsPerMillion: 0.02,
    source: WORKERS,
    date: PRICES_OF,
  },
  objectRequests: {
    name: "object requests",
    unit: "requests",
    freePerDay: 100_000,
    included: 1_000_000,
    dollarsPerMillion: 0.15,
    source: DURABLE_OBJECTS,
    date: PRICES_OF,
  },
  gbSeconds: {
    name: "object duration",
    unit: "GB-s",
    freePerDay: 13_000,
    included: 400_000,
    dollarsPerMillion: 12.5,
    source: DURABLE_OBJECTS,
    date: PRICES_OF,
  },
  rowsWritten: {
    name: "rows written",
    unit: "rows",
    freePerDay: 100_000,
    included: 50_000_000,
    dollarsPerMillion: 1,
    source: DURABLE_OBJECTS,
    date: PRICES_OF,
  },
  rowsRead: {
    name: "rows read",
    unit: "rows",
    freePerDay: 5_000_000,
    included: 25_000_000_000,
    dollarsPerMillion: 0.001,
    source: DURABLE_OBJECTS,
    date: PRICES_OF,
  },
  storedMbMonths: {
    name: "storage",
    unit: "MB-months",
    freePerDay: null, // 5 GB in all instead
    included: 5_000,
    dollarsPerMillion: 200, // $0.20 for a GB
    source: DURABLE_OBJECTS,
    date: PRICES_OF,
  },
} as const satisfies Record<string, Price>;

export const OBJECT_GB = 0.128; // what each object is billed for, whatever it uses; DURABLE_OBJECTS, 2026-11-22
export const MESSAGES_PER_REQUEST = 20; // incoming, from sockets; outgoing ones and pings are free; DURABLE_OBJECTS, 2026-11-22
export const AWAKE_AFTER_LAST_S = 10; // an object stays active for this long when its last client has gone; DURABLE_OBJECTS, 2026-11-22
