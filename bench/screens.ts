/** When each screen of a room showed what. */
import type { Phone } from "./phone.ts";

interface Shown {
  seqs: number[];
  times: number[];
}

export class Screens {
  readonly #shown: Map<Phone, Shown>;

  constructor(phones: readonly Phone[]) {
    this.#shown = new Map(phones.map((phone) => [phone, { seqs: [], times: [] }]));
  }

  heard(phone: Phone, seq: number, at: number): void {
    const shown = this.#shown.get(phone);
    shown?.seqs.push(seq);
    shown?.times.push(at);
  }

  /** When the last of the screens showed each vote: with the first frame whose seq is at or above that of its ack. Infinite for what was not answered, or not shown by all. */
  shownAt(seqs: readonly number[]): number[] {
    const order = seqs.map((_, index) => index).sort((one, other) => (seqs[one] ?? 0) - (seqs[other] ?? 0));
    const latest = seqs.map((seq) => (seq > 0 ? 0 : Number.POSITIVE_INFINITY));
    for (const { seqs: shown, times } of this.#shown.values()) {
      let frame = 0;
      for (const index of order) {
        while (frame < shown.length && (shown[frame] ?? 0) < (seqs[index] ?? 0)) frame += 1;
        latest[index] = Math.max(latest[index] ?? 0, times[frame] ?? Number.POSITIVE_INFINITY);
      }
    }
    return latest;
  }
}
