/** What was looked at, line by line, each with a sign and in words; and both counts side by side. */
import type { QuestionView, TallyView } from "../../../protocol/server.ts";
import { receipts as words } from "../../../words/en.ts";
import { inWords } from "../../answer/faults.ts";
import { ALERT, CHECK, Icon } from "../../ui/icons.tsx";
import type { Mine, Verdict } from "./recount.ts";

export function Checks({ question, tally, verdict }: { question: QuestionView; tally: TallyView; verdict: Verdict }) {
  const { isWhole, isSound, isAsTold, isSame, counted, mine } = verdict;
  return (
    <>
      <ul class="recount-checks">
        <Check right={isWhole} said={isWhole ? words.whole(tally.ballots) : words.notWhole(counted.ballots, tally.ballots)} />
        <Check right={isAsTold} said={isAsTold ? words.asTold : words.notAsTold} />
        <Check right={isSound && isSame} said={!isSound ? words.notSound : isSame ? words.same : words.notSame} />
        {mine ? (
          <Check right={mine.isRight} said={mineSaid(question, mine)} />
        ) : (
          <li class="recount-line soft">{words.noneHere}</li>
        )}
      </ul>
      {isSound && tally.counts && <Compared question={question} published={tally} counted={counted} />}
    </>
  );
}

function Check({ right, said }: { right: boolean; said: string }) {
  return (
    <li class={`recount-line ${right ? "recount-right" : "recount-wrong"}`}>
      <Icon shape={right ? CHECK : ALERT} /> <span>{said}</span>
    </li>
  );
}

function mineSaid(question: QuestionView, { receipt, said, listed, isRight }: Mine): string {
  if (isRight) return listed ? words.mine(receipt, inWords(question, said)) : words.takenBack;
  if (!listed) return words.missing(receipt, inWords(question, said));
  return words.other(receipt, inWords(question, listed), said.length > 0 ? inWords(question, said) : null);
}

function Compared({ question, published, counted }: { question: QuestionView; published: TallyView; counted: TallyView }) {
  const rows: [label: string, published: number, counted: number][] = [
    [words.ballots, published.ballots, counted.ballots],
    ...(published.counts ?? []).map((count, at): [string, number, number] => [
      labelOf(question, at),
      count,
      counted.counts?.[at] ?? 0,
    ]),
  ];
  return (
    <div class="recount-table">
      <table>
        <caption>{words.sideBySide}</caption>
        <thead>
          <tr>
            <th scope="col">{question.kind === "ranking" ? words.firstPlaces : words.answer}</th>
            <th scope="col">{words.published}</th>
            <th scope="col">{words.again}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, one, other], at) => (
            <tr key={at} class={one === other ? undefined : "recount-differs"}>
              <th scope="row">
                <bdi>{label}</bdi>
              </th>
              <td class="number">{one}</td>
              <td class="number">{one === other ? other : words.differs(other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function labelOf(question: QuestionView, at: number): string {
  switch (question.kind) {
    case "rating":
      return String(at + 1);
    case "number": {
      const { from, to, step, bins, unit } = question;
      const start = from + at * bins.width * step;
      return words.range(start, Math.min(to, start + (bins.width - 1) * step), unit);
    }
    default:
      return question.options[at] ?? "";
  }
}
