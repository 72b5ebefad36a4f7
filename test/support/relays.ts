/** A room whose people all sit behind relays, on a server whose lines and objects fail as they are told to. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, type Server, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";
import type { Made } from "../../src/protocol/server.ts";
import { Person, within } from "./crowd.ts";
import { type Network, startProxy } from "./proxy.ts";
import { makePoll } from "./server.ts";

const COME_WITHIN_MS = 20_000;

export type Call = "hear" | "tell" | "roll";
/** What becomes of such calls between hub and relays: they do not arrive, or their answers do not. */
export type Failing = "none" | "before" | "after";

export class RelayedRoom {
  readonly poll: Made;
  readonly network: Network;
  readonly people: Person[] = [];
  #server: Server;
  readonly #serve: () => Promise<Server>;
  readonly #directory: string;

  private constructor(poll: Made, network: Network, server: Server, serve: () => Promise<Server>, directory: string) {
    this.poll = poll;
    this.network = network;
    this.#server = server;
    this.#serve = serve;
    this.#directory = directory;
  }

  static async open(entry: string, asked: object): Promise<RelayedRoom> {
    const directory = mkdtempSync(join(tmpdir(), "showhands-relays-"));
    const subject = { ...OURS, entry };
    const code = await bundle(subject);
    const again = () => serve(subject, code, directory);
    const server = await again();
    const network = await startProxy(Number(new URL(server.url).port));
    return new RelayedRoom(await makePoll(server.url, asked), network, server, again, directory);
  }

  get origin(): string {
    return this.#server.url;
  }

  get address(): string {
    return `${this.network.origin.replace("http", "ws")}/ws/${this.poll.id}`;
  }

  /** So many people come, and see the room. */
  async fill(count: number, chance: () => number): Promise<void> {
    for (let index = 0; index < count; index++) this.people.push(new Person(this.network.origin, this.poll.id, chance));
    if ((await within(COME_WITHIN_MS, () => this.people.every(({ isHere }) => isHere))) > COME_WITHIN_MS) throw new Error("not in");
  }

  /** Those that the hub knows of. */
  relays(): Promise<string[]> {
    return this.#told("");
  }

  async crashRelay(name: string): Promise<void> {
    await this.#told(`/crash?name=${encodeURIComponent(name)}`);
  }

  async crashHub(): Promise<void> {
    await this.#told("/crash-hub");
  }

  async lines(call: Call, failing: Failing, share = 1): Promise<void> {
    await this.#told(`/${call}-${failing}?share=${share}`);
  }

  /** The whole process, and it comes back over the same storage. */
  async kill(): Promise<void> {
    await this.#server.kill();
    this.#server = await this.#serve();
    this.network.leadTo(Number(new URL(this.#server.url).port));
  }

  async close(): Promise<void> {
    for (const person of this.people) person.leave();
    await this.network.close();
    await this.#server.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #told<Answer>(what: string): Promise<Answer> {
    return (await (await fetch(`${this.origin}/relays/${this.poll.id}${what}`)).json()) as Answer;
  }
}
