/** "Count it again", below a closed question: what the hub counted, done once more on this device from the published list. */
import { useState } from "preact/hooks";
import { receiptsText } from "../../../protocol/receipts.ts";
import type { QuestionView, ReceiptsList, TallyView } from "../../../protocol/server.ts";
import { receipts as words } from "../../../words/en.ts";
import { deviceShelf, hostKeyFor } from "../../device.ts";
import { readOf } from "../../read.ts";
import { keptReceipt } from "../../receipt.ts";
import { sha256Of } from "../../sha256.ts";
import { CopyField } from "../../ui/copy.tsx";
import { ALERT, CHECK, CYCLE, DOWNLOAD, Icon } from "../../ui/icons.tsx";
import { Checks } from "./checks.tsx";
import type { Verdict } from "./recount.ts";

interface Props {
  poll: string;
  question: QuestionView;
  tally: TallyView;
  /** With the host's key: the room does not see these results. */
  isAll: boolean;
}

type Outcome = { verdict: Verdict; hash: string; text: string } | "failed";

export function CountAgain({ poll, question, tally, isAll }: Props) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ of: string; is: Outcome } | null>(null);
  const told = question.receipts;
  if (!told) return null;
  if ("off" in told) return <p class="soft small">{words.off[told.off]}</p>;
  // What was found belongs to the result that it was found for.
  const of = told.sha256 + JSON.stringify(tally.counts);
  const found = outcome?.of === of ? outcome.is : null;
  const count = async () => {
    setBusy(true);
    const is = await outcomeOf({ poll, question, tally, isAll });
    setOutcome({ of, is });
    setBusy(false);
  };
  return (
    <div class="recount">
      <h3>{words.title}</h3>
      <p class="soft">{words.what(told.count)}</p>
      <button
        type="button"
        class="button-quiet"
        aria-label={words.countWhat(question.text)}
        aria-disabled={busy}
        onClick={() => !busy && void count()}
      >
        <Icon shape={CYCLE} /> {busy ? words.counting : words.count}
      </button>
      <div role="status" class="recount-said">
        {found === "failed" && (
          <p class="recount-line recount-wrong">
            <Icon shape={ALERT} /> {words.failed}
          </p>
        )}
        {found && found !== "failed" && <Found question={question} tally={tally} found={found} />}
      </div>
      {found && found !== "failed" && <Taken key={found.hash} question={question} hash={found.hash} text={found.text} />}
    </div>
  );
}

function Found({ question, tally, found }: { question: QuestionView; tally: TallyView; found: Exclude<Outcome, "failed"> }) {
  const { isWhole, isSound, isAsTold, isSame, mine } = found.verdict;
  const isRight = isWhole && isSound && isAsTold && isSame && mine?.isRight !== false;
  return (
    <>
      <p class={`recount-line recount-verdict ${isRight ? "recount-right" : "recount-wrong"}`}>
        <Icon shape={isRight ? CHECK : ALERT} /> {isRight ? words.allRight : words.notRight}
      </p>
      <Checks question={question} tally={tally} verdict={found.verdict} />
    </>
  );
}

/** The list and its hash, to be kept or compared with somebody else's. */
function Taken({ question, hash, text }: { question: QuestionView; hash: string; text: string }) {
  const [file] = useState(() => URL.createObjectURL(new Blob([text], { type: "application/json" })));
  return (
    <div class="recount-taken">
      <CopyField label={words.hash} text={hash} />
      <p class="soft small">{words.hashHint}</p>
      <a class="button-quiet" href={file} download={`receipts-${question.id}-${question.round}.json`}>
        <Icon shape={DOWNLOAD} /> {words.list}
      </a>
    </div>
  );
}

/** What counts is loaded when somebody counts. */
async function outcomeOf({ poll, question, tally, isAll }: Props): Promise<Outcome> {
  try {
    const list = await readOf<ReceiptsList>(poll, `receipts?question=${question.id}`, isAll ? hostKeyFor(poll) : null);
    if (!list) return "failed";
    const text = receiptsText(list.receipts);
    const [hash, { verdictOn }] = await Promise.all([sha256Of(text), import("./recount.ts")]);
    const kept = keptReceipt(poll, question.id, question.round, deviceShelf);
    return { verdict: verdictOn(question, tally, list, hash, kept), hash, text };
  } catch {
    return "failed";
  }
}
