/** How the network of a world is just now. */
import { now } from "./globals.ts";

export interface Fate {
  /** How often a request arrives. */
  copies: number;
  answered: boolean;
}

export class Weather {
  /** Of each message; the least and what chance may add. */
  delay: [number, number] = [1, 20];
  /** Of new lines, and of requests. */
  refused = 0;
  hangs = 0;
  lost = 0;
  doubled = 0;
  unanswered = 0;

  /** What a new line meets. */
  get meets(): "refuses" | "hangs" | "opens" {
    const luck = now.chance();
    if (luck < this.refused) return "refuses";
    return luck < this.refused + this.hangs ? "hangs" : "opens";
  }

  /** Requests overtake each other: each has a delay of its own. */
  fate(): Fate {
    if (now.chance() < this.lost) return { copies: 0, answered: false };
    return { copies: now.chance() < this.doubled ? 2 : 1, answered: now.chance() >= this.unanswered };
  }

  delayMs(): number {
    const [least, more] = this.delay;
    return least + Math.floor(now.chance() * more);
  }

  clear(): void {
    Object.assign(this, new Weather());
  }

  change(): void {
    const upTo = (most: number) => (now.chance() < 0.5 ? 0 : now.chance() * most);
    const slow = now.chance();
    this.delay = slow < 0.6 ? [1, 30] : slow < 0.9 ? [5, 400] : [200, 3_000];
    this.refused = now.chance() < 0.2 ? 1 : upTo(0.4);
    this.hangs = upTo(0.3);
    this.lost = upTo(0.5);
    this.doubled = upTo(0.5);
    this.unanswered = upTo(0.5);
  }
}
