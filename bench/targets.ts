/** What is asked of the figures: the product's promises on a quiet machine, and ratios, which hold on any, since all sides meet the same load. */

export interface Target {
  what: string;
  /** The name of a run, and of one of its figures. */
  run: string;
  figure: string;
  /** Of ours, divided by that of this one, round by round. */
  over?: string;
  min?: number;
  max?: number;
  /** Who must not keep the bound as well. */
  unlike?: readonly string[];
}

const RATE = "votes/s";
const ACK = "ack p99 ms";
const SCREENS = "every screen p99 ms";
const RIGHT = "all right after ms";
const PER_GUIDE = ["ws", "socket.io", "partyserver"];

/** Whoever votes as fast as they are answered. With the tick of ours given to the peers, it is their votes alone that are compared, not their broadcasts. */
function closedLoop(voters: number): Target[] {
  const run = `closed-${voters}`;
  const title = `acknowledged votes a second, ${voters.toLocaleString("en")} voters, closed loop`;
  const against = (over: string, min: number): Target[] => [
    { what: `${title}, against ${over}`, run, figure: RATE, over, min },
    { what: `… the same tick given to it`, run: `${run}-tick`, figure: RATE, over, min },
  ];
  return [
    { what: `${title}, against the engine floor`, run, figure: RATE, over: "floor", min: 0.9 },
    ...against("partyserver", 1.5),
    ...against("naive DO", 8),
    ...against("ws kept", 3),
  ];
}

export const TARGETS: readonly Target[] = [
  ...closedLoop(100),
  ...closedLoop(1_000),
  {
    what: "1,000 phones, 400 votes a second: acks within 50 ms, and within more at ws, socket.io and partyserver",
    run: "pace-1000-400",
    figure: ACK,
    max: 50,
    unlike: PER_GUIDE,
  },
  { what: "1,000 phones, 500 votes a second: to ack", run: "pace-1000-500", figure: ACK, max: 40 },
  { what: "… to every screen", run: "pace-1000-500", figure: SCREENS, max: 140 },
  { what: "5,000 phones, 500 votes a second: to ack", run: "pace-5000-500", figure: ACK, max: 50 },
  { what: "… to every screen", run: "pace-5000-500", figure: SCREENS, max: 600 },
  { what: "1,000 phones all vote within 1 s: to ack", run: "burst-1000", figure: ACK, max: 100 },
  { what: "… every screen right after the last vote", run: "burst-1000", figure: RIGHT, max: 200 },
  { what: "5,000 phones all vote within 2 s: to ack", run: "burst-5000", figure: ACK, max: 800 },
  { what: "… every screen right after the last vote", run: "burst-5000", figure: RIGHT, max: 1_000 },
  { what: "9,000 phones through relays all vote within 10 s: to ack", run: "burst-9000", figure: ACK, max: 500 },
  { what: "… every screen right after the last vote", run: "burst-9000", figure: RIGHT, max: 1_000 },
  {
    what: "memory of the process for each idle socket, against the engine floor",
    run: "burst-1000",
    figure: "memory per idle socket KB",
    over: "floor",
    max: 1.05,
  },
  {
    what: "an idle room of 1,000 pinging sockets for 60 s: handlers and constructors run",
    run: "idle-1000",
    figure: "handlers and constructors run in 60 s",
    max: 0,
  },
  { what: "rows written per counted vote at 100 votes a turn", run: "rows", figure: "per vote, 100 at once", max: 1.05 },
  { what: "… for a lone vote", run: "rows", figure: "for a lone vote", max: 4 },
  { what: "… per resend", run: "rows", figure: "for a resend", max: 0 },
];

export interface Verdict {
  what: string;
  asked: string;
  value: number | null;
  met: boolean | "not measured";
  /** Who keeps the bound although they should not. */
  too: readonly string[];
}

/** `of`: the median of ours, or of the rounds' ratios; null where there is none. */
export function judge(target: Target, measured: boolean, of: (column: string, over?: string) => number | null): Verdict {
  const { what, over, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, unlike = [] } = target;
  const isWithin = (value: number | null) => value !== null && value >= min && value <= max;
  const value = of("ours", over);
  const others = unlike.map((column) => ({ column, value: of(column) }));
  const too = others.filter(({ value }) => isWithin(value)).map(({ column }) => column);
  const isKnown = others.every(({ value }) => value !== null); // who was not measured has not failed
  const bound = target.min === undefined ? `at most ${max}` : `at least ${min}`;
  return {
    what,
    asked: over ? `${bound} times` : bound,
    value,
    met: measured ? isWithin(value) && too.length === 0 && isKnown : "not measured",
    too,
  };
}
