/** Me in a quiz: what I hear of myself, and how I join. The wish to be in is on the device before it is on the wire, as a vote is. */
import { signal } from "@preact/signals";
import type { Code } from "../protocol/codes.ts";
import { ANSWER_WITHIN_MS } from "../protocol/limits.ts";
import type { PlayerView, Refused, ServerMessage, Snapshot } from "../protocol/server.ts";
import type { PartSeat } from "./commands.ts";
import { recallJson, type Shelf, voterTokenFor } from "./device.ts";
import { type Http, posted } from "./http.ts";

export interface Wish {
  /** Null lets the hub give one. */
  name: string | null;
  /** Null for any. */
  team: number | null;
}

type Saying = Pick<Refused, "code" | "detail" | "suggested">;

/** `sending`: on the device, not answered yet. */
export type Joining = { state: "sending" } | ({ state: "refused"; wish: Wish } & Saying);

/** Not final: the wish is as good as before. */
const MAY_RETRY: readonly Code[] = ["too-fast", "busy", "full", "hello-first"];

export class Me {
  readonly #names: { wish: string; played: string };
  readonly #poll: string;
  readonly #http: Http;
  readonly #seat: PartSeat;
  readonly #shelf: Shelf;
  #ref: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #newest = { epoch: "", seq: 0 };

  /** Null for who has not joined; undefined until the hub has said so. */
  readonly player = signal<PlayerView | null | undefined>(undefined);
  readonly joining = signal<Joining | null>(null);

  constructor(poll: string, http: Http, seat: PartSeat, shelf: Shelf) {
    this.#names = { wish: `showhands:joining:${poll}`, played: `showhands:played:${poll}` };
    this.#poll = poll;
    this.#http = http;
    this.#seat = seat;
    this.#shelf = shelf;
    // The first line is still on its way.
    const wish = this.#wish;
    if (wish) this.#wait(wish);
  }

  /** The name that this device played under before, "" for none. */
  get played(): string {
    return this.#shelf.get(this.#names.played) ?? "";
  }

  /** Never throws: it is tried again until there is an answer. Who is in already is renamed. */
  join(wish: Wish): void {
    this.#shelf.set(this.#names.wish, JSON.stringify(wish));
    this.#try();
  }

  heard(message: ServerMessage): void {
    switch (message.type) {
      case "probe":
        return this.#seat.say({ type: "echo", nonce: message.nonce });
      case "snapshot":
        return this.#learn(message);
      case "joined":
        return this.#isIn(message.player);
      case "refused":
        if (message.ref === this.#ref) this.#refused(message);
    }
  }

  /** A new line: what is not answered is said again. */
  greeted(): void {
    if (this.player.value === undefined) this.#is(null);
    if (this.#wish) this.#try();
  }

  cut(): void {
    this.#ref = null;
  }

  get #wish(): Wish | null {
    return recallJson(this.#shelf, this.#names.wish) as Wish | null;
  }

  #try(): void {
    const wish = this.#wish;
    clearTimeout(this.#timer);
    if (!wish) return;
    this.#ref = this.#seat.send({ type: "join", ...wish });
    this.#wait(wish);
  }

  #wait(wish: Wish): void {
    this.joining.value = { state: "sending" };
    this.#timer = setTimeout(() => this.#post(wish), ANSWER_WITHIN_MS);
  }

  /** The way around a line that does not answer. */
  async #post(wish: Wish): Promise<void> {
    const voter = `Voter ${voterTokenFor(this.#poll, this.#shelf)}`;
    const answer = await this.#http.ask<{ player: PlayerView }>("/players", voter, posted(wish));
    if (!this.#wish) return;
    if (answer.body) this.#isIn(answer.body.player);
    else this.#refused({ ...answer, code: answer.code ?? "busy" });
  }

  #isIn(player: PlayerView): void {
    this.#done();
    this.joining.value = null;
    this.#is(player);
  }

  #refused({ code, detail, suggested }: Saying): void {
    const wish = this.#wish;
    if (!wish) return;
    if (MAY_RETRY.includes(code)) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#try(), ANSWER_WITHIN_MS);
      return;
    }
    this.#done();
    if (detail === "removed") this.#shelf.set(this.#names.played, null);
    this.joining.value = { state: "refused", wish, code, ...(detail && { detail }), ...(suggested && { suggested }) };
  }

  #done(): void {
    clearTimeout(this.#timer);
    this.#ref = null;
    this.#shelf.set(this.#names.wish, null);
  }

  #learn({ epoch, seq, player }: Snapshot): void {
    if (player === undefined || (epoch === this.#newest.epoch && seq < this.#newest.seq)) return;
    this.#newest = { epoch, seq };
    // Asked for again: the answer says why it is no longer so.
    if (player === null && this.played && !this.#wish) this.join({ name: this.played, team: null });
    this.#is(player);
  }

  #is(player: PlayerView | null): void {
    this.player.value = player;
    if (!player) return;
    this.#shelf.set(this.#names.played, player.name);
    if (this.joining.value?.state === "refused" && this.joining.value.detail === "removed") this.joining.value = null;
  }
}
