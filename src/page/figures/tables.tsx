/** What stands behind a ranking, to be read and printed: all rounds, all pairs, the orders of the other methods. */
import type { ComponentChildren } from "preact";
import type { QuestionViewOf, RankingTallyView } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { letterOf, tintOf } from "../ui/options.ts";

interface Props {
  question: QuestionViewOf<"ranking">;
  tally: RankingTallyView;
}

export function RoundsTable({ question: { options }, tally: { irv } }: Props) {
  if (!irv?.rounds.length) return null;
  return (
    <Scroll label={words.rounds}>
      <table class="fig-table">
        <caption>{words.rounds}</caption>
        <thead>
          <tr>
            <td />
            {irv.rounds.map((_, round) => (
              <th key={round} scope="col">
                {words.round(round + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {irv.order.map((option) => (
            <tr key={option}>
              <OptionHead option={option} text={options[option] ?? ""} />
              {irv.rounds.map(({ counts, out }, round) => {
                const count = counts[option];
                const moved = new Map(irv.rounds[round - 1]?.moved).get(option);
                return (
                  <td key={round}>
                    {typeof count === "number" && (out === option ? <s>{count}</s> : count)}
                    {moved !== undefined && <small> {words.moved(moved)}</small>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** A wide table scrolls by itself, also by keyboard. */
function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: Safari scrolls by keyboard only what has the focus
    <section class="fig-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** `pairs[a][b]`, the options in the order of the method that leads. The more of two is set off. */
export function PairsTable({ question: { options }, tally: { pairs, order = [] } }: Props) {
  if (!pairs || order.length === 0) return null;
  return (
    <Scroll label={words.pairs}>
      <table class="fig-table">
        <caption>
          {words.pairs} <small>{words.pairsHint}</small>
        </caption>
        <thead>
          <tr>
            <td />
            {order.map((option) => (
              <th key={option} scope="col" title={options[option]}>
                <span aria-hidden="true">{letterOf(option)}</span>
                <span class="fig-told">{options[option]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((one) => (
            <tr key={one}>
              <OptionHead option={one} text={options[one] ?? ""} />
              {order.map((other) => (
                <Pair key={other} votes={pairs[one]?.[other] ?? 0} against={pairs[other]?.[one] ?? 0} isSame={one === other} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Pair({ votes, against, isSame }: { votes: number; against: number; isSame: boolean }) {
  if (isSame) return <td class="fig-same" />;
  return <td>{votes > against ? <strong>{votes}</strong> : votes}</td>;
}

function OptionHead({ option, text }: { option: number; text: string }) {
  return (
    <th scope="row">
      <span class={`fig-letter ${tintOf(option)}`} aria-hidden="true">
        {letterOf(option)}
      </span>{" "}
      <bdi>{text}</bdi>
    </th>
  );
}

/** The same ballots by the methods that do not lead. */
export function OtherMethods({ question: { options, method }, tally: { borda, schulze, irv } }: Props) {
  const orders = { irv: irv?.order, borda: borda?.order, schulze: schulze?.order };
  const others = (["irv", "borda", "schulze"] as const).filter((name) => name !== method && orders[name]?.length);
  if (others.length === 0) return null;
  return (
    <div class="fig-part">
      <p class="fig-heading">{words.otherMethods}</p>
      <ul class="fig-methods">
        {others.map((name) => (
          <li key={name}>
            {words.methodOrder(
              words.method[name],
              (orders[name] ?? []).map((option) => options[option] ?? ""),
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
