/**
 * Lists of receipts: every ballot that counts in a closed question, by its receipt. A list is read from storage and hashed once for each closed
 * round; the hash is stored, so that a hub that wakes need not count a hundred thousand rows again.
 */
import type { Refusal } from "../poll/decision.ts";
import type { Tally } from "../poll/kinds/index.ts";
import { type ReceiptsOf, whyNoList } from "../poll/receipts.ts";
import { type Question, questionOf, type State } from "../poll/state.ts";
import { isShown, maySee, type Reader } from "../poll/view.ts";
import { RECEIPTS_KEPT_UNITS_MAX, RECEIPTS_UNITS_MAX } from "../protocol/limits.ts";
import type { ReceiptsDetail, ReceiptsList, ReceiptsView } from "../protocol/receipts.ts";
import type { Ledger } from "./ledger.ts";
import type { ReceiptRows } from "./receiptrows.ts";
import { sha256Hex } from "./secrets.ts";

/** As it goes to the Worker: the list as the text that was hashed. */
export type ReceiptsAnswer = Omit<ReceiptsList, "receipts"> & { text: string };

/** A receipt, its quotes, brackets and commas. */
const AROUND_UNITS = 28;

interface Held {
  tally: Tally;
  view: ReceiptsView;
  text: string | null;
}

export class Receipts {
  readonly #rows: ReceiptRows;
  readonly #ledger: Pick<Ledger, "state" | "receiptsOf">;
  readonly #held = new Map<string, Held>();

  constructor(rows: ReceiptRows, ledger: Pick<Ledger, "state" | "receiptsOf">) {
    this.#rows = rows;
    this.#ledger = ledger;
  }

  readonly of: ReceiptsOf = (question, tally) => {
    const off = whyNoList(question, tally);
    if (off) return { off };
    const held = this.#held.get(question.id);
    if (held?.tally === tally) return held.view;
    // Storage has gone on since this state: a newer frame says what is so now.
    if (this.#ledger.state?.tallies[question.id] !== tally) return null;
    const view = this.#rows.kept(question) ?? this.#list(question, tally).view;
    if (this.#held.get(question.id)?.tally !== tally) this.#held.set(question.id, { tally, view, text: null });
    return view;
  };

  /** The whole list, for one who may see the results. */
  answer(state: State, id: string, reader: Reader): ReceiptsAnswer | Refusal {
    const question = questionOf(state.poll, id);
    const tally = state.tallies[id];
    if (!question || !tally || !isShown(state, question, reader)) return { refused: "no-such-question" };
    if (!state.poll.receipts) return refusal("receipts-none");
    if (question.phase !== "closed") return refusal("receipts-open");
    if (!maySee(state, question, reader)) return refusal("receipts-hidden");
    const off = whyNoList(question, tally);
    if (off) return refusal(`receipts-${off}`);
    const { view, text } = this.#list(question, tally);
    if ("off" in view) return refusal(`receipts-${view.off}`);
    return { question: id, round: question.round, ...view, text: text ?? "[]" };
  }

  #list(question: Question, tally: Tally): Held {
    const held = this.#held.get(question.id);
    if (held?.tally === tally && (held.text !== null || "off" in held.view)) return held;
    const made = { tally, ...this.#read(question) };
    this.#makeRoom(made.text?.length ?? 0);
    this.#held.set(question.id, made);
    this.#rows.keep(question, made.view);
    return made;
  }

  #read({ id, round }: Question): Pick<Held, "view" | "text"> {
    const [voters, choices]: [string[], string[]] = [[], []];
    let units = 0;
    for (const [voter, choice] of this.#rows.counted(id, round)) {
      units += choice.length + AROUND_UNITS;
      if (units > RECEIPTS_UNITS_MAX) return { view: { off: "many" }, text: null };
      voters.push(voter);
      choices.push(choice);
    }
    const pairs = this.#ledger.receiptsOf(id, round, voters).map((receipt, index) => `["${receipt}",${choices[index]}]`);
    // All receipts are of one length and of ASCII, so the pairs stand in the order of their receipts.
    const text = `[${pairs.sort().join(",")}]`;
    return { view: { count: pairs.length, sha256: sha256Hex(text) }, text };
  }

  /** Texts are many bytes; hashes stay. */
  #makeRoom(units: number): void {
    let kept = units;
    for (const { text } of this.#held.values()) kept += text?.length ?? 0;
    if (kept > RECEIPTS_KEPT_UNITS_MAX) for (const held of this.#held.values()) held.text = null;
  }
}

function refusal(detail: ReceiptsDetail): Refusal {
  return { refused: "not-allowed", detail };
}
