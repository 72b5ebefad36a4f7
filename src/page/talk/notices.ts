/** Notices for me: kept on the device from when they arrive until somebody has seen them, so that sleep or a reload in between loses none. */
import { signal } from "@preact/signals";
import { GOT_NOTICES_MAX } from "../../protocol/limits.ts";
import type { Ack, Refused } from "../../protocol/server.ts";
import type { NoticeView } from "../../protocol/talk.ts";
import type { PartSeat } from "../commands.ts";
import { recallJson } from "../device.ts";
import { type Http, posted } from "../http.ts";

interface Kept {
  voter: string;
  /** To be shown, the oldest first. */
  unseen: NoticeView[];
  /** Ids, the newest last: never shown again, whatever the hub repeats. */
  seen: number[];
  /** What of it the hub has not acknowledged. */
  untold: number[];
}

export const noticesName = (poll: string): string => `showhands:notices:${poll}`;

export class Notices {
  readonly #name: string;
  readonly #http: Http;
  readonly #seat: PartSeat;
  readonly #refs = new Map<number, number[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly unseen = signal<NoticeView[]>([]);

  constructor(poll: string, http: Http, seat: PartSeat) {
    this.#name = noticesName(poll);
    this.#http = http;
    this.#seat = seat;
    this.reread();
  }

  arrived(notices: readonly NoticeView[]): void {
    const kept = this.#kept();
    const known = new Set([...kept.seen, ...kept.unseen.map(({ id }) => id)]);
    const fresh = notices.filter(({ id }) => !known.has(id) && known.add(id));
    this.#keep({ ...kept, unseen: [...kept.unseen, ...fresh] });
    const ids = [...new Set(notices.map(({ id }) => id))];
    for (let from = 0; from < ids.length; from += GOT_NOTICES_MAX) this.#say(ids.slice(from, from + GOT_NOTICES_MAX), false);
    this.#tell();
  }

  seen(id: number): void {
    const kept = this.#kept();
    if (!kept.unseen.some((notice) => notice.id === id)) return;
    this.#keep({
      ...kept,
      unseen: kept.unseen.filter((notice) => notice.id !== id),
      seen: [...kept.seen, id].slice(-GOT_NOTICES_MAX),
      untold: [...kept.untold, id].slice(-GOT_NOTICES_MAX),
    });
    this.#tell();
  }

  greeted(): void {
    this.#refs.clear();
    this.reread();
    this.#tell();
  }

  /** Another tab may have shown some; others may be over. */
  reread(): void {
    const now = Date.now();
    const live = this.#kept().unseen.filter(({ expiresAt }) => Date.parse(expiresAt) > now);
    this.unseen.value = live;
    clearTimeout(this.#timer);
    const soonest = Math.min(...live.map(({ expiresAt }) => Date.parse(expiresAt)));
    if (live.length > 0) this.#timer = setTimeout(() => this.reread(), soonest - now);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  answer(message: Ack | Refused): boolean {
    const told = this.#refs.get(message.ref);
    if (!told) return false;
    this.#refs.delete(message.ref);
    if (message.type === "ack") this.#told(told);
    return true;
  }

  #told(ids: readonly number[]): void {
    const kept = this.#kept();
    this.#keep({ ...kept, untold: kept.untold.filter((id) => !ids.includes(id)) });
  }

  #tell(): void {
    const { untold } = this.#kept();
    if (untold.length > 0) this.#say(untold, true);
  }

  async #say(notices: number[], seen: boolean): Promise<void> {
    const got = { type: "got", notices, ...(seen && { seen }) };
    const ref = this.#seat.send(got);
    if (ref !== null) this.#refs.set(ref, seen ? notices : []);
    if (this.#seat.way() !== "http") return;
    const { body } = await this.#http.ask("/talk", `Voter ${this.#seat.voter()}`, posted(got, true));
    if (body && seen) this.#told(notices);
  }

  #kept(): Kept {
    const kept = recallJson(this.#seat.browser.shelf, this.#name) as Kept | null;
    const voter = this.#seat.voter();
    // What the person before did not see was not for the next one.
    return kept?.voter === voter ? kept : { voter, unseen: [], seen: [], untold: [] };
  }

  #keep(kept: Kept): void {
    this.#seat.browser.shelf.set(this.#name, JSON.stringify(kept));
    this.reread();
  }
}
