/** When each vote came, was acknowledged, and stood on the last screen. */

/** Half of a room votes within the first quarter of the time: a rush and a tail, as behind "vote now". */
const RUSH_SHARE = 7.5;

export class Votes {
  readonly cameMs: Float64Array;
  readonly ackMs: Float64Array;
  readonly shownMs: Float64Array;

  constructor(count: number, withinS: number, chance: () => number) {
    const times = Array.from({ length: count }, () => momentWithin(withinS * 1_000, chance));
    this.cameMs = Float64Array.from(times).sort();
    this.ackMs = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.shownMs = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  }

  acked(vote: number, at: number): void {
    this.ackMs[vote] = at - (this.cameMs[vote] ?? 0);
  }

  shown(vote: number, at: number): void {
    this.shownMs[vote] = at - (this.cameMs[vote] ?? 0);
  }
}

/** The sum of two waits of equal mean; whoever would be too late is drawn again. */
function momentWithin(ms: number, chance: () => number): number {
  for (;;) {
    const at = (-Math.log(1 - chance()) - Math.log(1 - chance())) * (ms / RUSH_SHARE);
    if (at < ms) return at;
  }
}
