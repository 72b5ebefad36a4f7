/** One to one: how many prefer the option of the row to the option of the column. What Schulze's method counts. */

import { STAGE_OPTIONS_MAX } from "../../protocol/limits.ts";
import { figures as words } from "../../words/en.ts";
import { letterOf, tintOf } from "../ui/options.ts";
import type { RankingProps } from "./ranking.tsx";

export function Pairs({ question, tally }: RankingProps) {
  const order = (tally?.order ?? []).slice(0, STAGE_OPTIONS_MAX);
  const votes = (one: number, other: number) => tally?.pairs?.[one]?.[other] ?? 0;
  return (
    <div class="pairs">
      <table>
        <caption>{words.pairsHint}</caption>
        <thead>
          <tr>
            <td />
            {order.map((option) => (
              <th key={option} scope="col" class={tintOf(option)}>
                <span class="option-letter">{letterOf(option)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((one) => (
            <tr key={one}>
              <th scope="row" class={tintOf(one)}>
                <span class="option-letter">{letterOf(one)}</span>
                <span class="row-text" dir="auto">
                  {question.options[one]}
                </span>
              </th>
              {order.map((other) => (
                <td key={other} class={votes(one, other) > votes(other, one) ? `pairs-won ${tintOf(one)}` : ""}>
                  {one === other ? "" : votes(one, other)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
