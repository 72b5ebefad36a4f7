/** What must hold of what is said in a simulated world, beside its votes: said once, by who said it, and never lost once it was acknowledged. */
import type { Disk } from "./disk.ts";

/** One message or ask, as the page has put it into its outbox. No two have the same text. */
export interface Words {
  type: "say" | "ask";
  voter: string;
  text: string;
  n: number;
}

type Row = [voter: string, n: number, text: string];

const TABLES = { say: "messages", ask: "asks" } as const;

const nameOf = ({ type, voter, n }: Pick<Words, "type" | "voter" | "n">) => `${type} ${voter} ${n}`;

export class Hearer {
  readonly #disk: Disk;
  readonly #fail: (words: string) => void;
  readonly #written = new Map<string, Words>();
  readonly #acked = new Set<string>();
  readonly #refused = new Set<string>();
  #heardFrom = -1;

  constructor(disk: Disk, fail: (words: string) => void) {
    this.#disk = disk;
    this.#fail = fail;
  }

  wrote(words: Words): void {
    this.#written.set(nameOf(words), words);
  }

  /** What a page has heard of it. */
  answered(words: Pick<Words, "type" | "voter" | "n">, isAck: boolean): void {
    (isAck ? this.#acked : this.#refused).add(nameOf(words));
    if (isAck) this.#listen();
  }

  /** After each event, and after each crash. */
  looks(): void {
    if (this.#heardFrom === this.#disk.writes) return;
    this.#heardFrom = this.#disk.writes;
    if (this.#written.size > 0) this.#listen();
  }

  /** The end: nothing that anybody wrote was dropped on the way. */
  everybodyWasAnswered(): void {
    for (const [name, { text }] of this.#written) {
      if (!this.#acked.has(name) && !this.#refused.has(name)) this.#fail(`words were dropped without an answer: ${text}`);
    }
  }

  /** What pages must show in the end. */
  get messages(): string[] {
    return this.#rowsOf("say").map(([, , text]) => text);
  }

  get asks(): string[] {
    return this.#disk.rows<[string, number]>("SELECT text, votes FROM asks").map(([text, votes]) => `${text}: ${votes}`);
  }

  #rowsOf(type: Words["type"]): Row[] {
    return this.#disk.rows<Row>(`SELECT voter, n, text FROM ${TABLES[type]}`);
  }

  #listen(): void {
    const missing = new Set(this.#acked);
    const texts = new Set<string>();
    for (const type of ["say", "ask"] as const) {
      for (const [voter, n, text] of this.#rowsOf(type)) {
        const name = nameOf({ type, voter, n });
        if (texts.has(text)) this.#fail(`said twice, and nobody ever meant it: ${text}`);
        if (this.#written.get(name)?.text !== text) this.#fail(`nobody ever wrote ${text} as ${name}`);
        texts.add(text);
        missing.delete(name);
      }
    }
    for (const name of missing) this.#fail(`acknowledged words are lost: ${name}`);
    for (const [id, votes] of this.#disk.rows<[number, number]>("SELECT id, votes FROM asks")) {
      const [counted] = this.#disk.rows<[number]>("SELECT count(*) FROM ballots WHERE question = ? AND choice <> '[]'", `a${id}`);
      if (counted?.[0] !== votes) this.#fail(`ask ${id} counts ${votes} upvotes, its ballots ${counted?.[0]}`);
    }
  }
}
