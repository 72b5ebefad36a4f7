/** Healthy people beside an attack: a voter who goes on voting and a host who looks on. They must notice nothing. */
import { performance } from "node:perf_hooks";
import { Voter } from "./voter.ts";

const EVERY_MS = 25;
const ACK_WITHIN_MS = 5_000;
const pause = (ms: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));

export interface Noticed {
  acks: number;
  /** Votes that were not acknowledged, in words. */
  troubles: string[];
  medianMs: number;
}

export class Control {
  readonly voter: Voter;
  readonly host: Voter;
  readonly #question: string;
  /** Of its newest vote. */
  n = 0;
  seq = 0;

  constructor(address: string, hostKey: string, question: string) {
    this.voter = new Voter(address);
    this.host = new Voter(address, { key: hostKey });
    this.#question = question;
  }

  async join(): Promise<void> {
    await Promise.all([this.voter.join(), this.host.join()]);
    await this.#vote([], 1);
  }

  /** Votes now one thing and now the other, as long as something lasts, and ends as it began. */
  async beside<Result>(work: () => Promise<Result>): Promise<{ result: Result; noticed: Noticed }> {
    let isOver = false;
    const troubles: string[] = [];
    const times: number[] = [];
    const voting = async () => {
      for (let turn = 0; !isOver || turn % 2 === 1; turn++) {
        const from = performance.now();
        const trouble = await this.#vote(troubles, turn % 2);
        if (trouble) break;
        times.push(performance.now() - from);
        await pause(EVERY_MS);
      }
    };
    const votes = voting();
    const result = await work();
    isOver = true;
    await votes;
    times.sort((one, other) => one - other);
    return {
      result,
      noticed: {
        acks: times.length,
        troubles,
        medianMs: times[Math.floor(times.length / 2)] ?? Number.NaN,
      },
    };
  }

  async #vote(troubles: string[], option = 0): Promise<boolean> {
    const answer = await Promise.race([this.voter.vote(this.#question, [option], ++this.n), pause(ACK_WITHIN_MS)]);
    if (answer?.type === "ack") this.seq = answer.seq ?? Number.NaN;
    else troubles.push(JSON.stringify(answer));
    return answer?.type !== "ack";
  }

  /** What they were told that a healthy person is not. */
  unheardOf(): string[] {
    const odd = /"type":"(refused|error)"/;
    return [this.voter, this.host].flatMap(({ frames, closedWith }) => [
      ...frames.filter((frame) => odd.test(frame)),
      ...(closedWith === null ? [] : [`closed with ${closedWith}`]),
    ]);
  }

  leave(): void {
    this.voter.leave();
    this.host.leave();
  }
}
