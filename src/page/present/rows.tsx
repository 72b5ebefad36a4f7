/** Options under each other with their bars; the ones that do not fit take turns. */
import type { ComponentChildren } from "preact";
import type { QuestionViewOf, TallyViews } from "../../protocol/server.ts";
import { figure, figures as figureWords, stage as words } from "../../words/en.ts";
import { namesOf, Picture } from "../figures/face.tsx";
import { Hand } from "../ui/hand.tsx";
import { letterOf, optionClass, shareOf } from "../ui/options.ts";
import { usePages } from "./pages.ts";
import type { View } from "./view.ts";

export interface ChoiceProps {
  poll: string;
  question: QuestionViewOf<"choice">;
  tally: TallyViews["choice"] | undefined;
  view: View;
  /** How often the scene was found too small: then less goes on one page. */
  tight: number;
}

export function Rows({ poll, question, tally, view, tight }: ChoiceProps) {
  const entries = question.options.length + (question.other ? 1 : 0);
  const { first, perPage } = usePages(view, entries, tight);
  const rows = Array.from({ length: Math.min(perPage, entries - first) }, (_, row) => first + row);
  return (
    <ol class={`scene-options scene-rows-${Math.max(2, perPage)}`}>
      {rows.map((option) =>
        option < question.options.length ? (
          <Row key={option} poll={poll} question={question} tally={tally} option={option} bar />
        ) : (
          <OtherRow key="other" question={question} tally={tally} bar />
        ),
      )}
    </ol>
  );
}

type RowProps = Omit<ChoiceProps, "view" | "tight"> & { option: number; bar: boolean };

export function Row({ poll, question, tally, option, bar }: RowProps) {
  const share = shareOf(tally, option);
  const was = shareOf(tally?.before, option);
  const name = namesOf(question, poll)[option];
  return (
    <li class={`row ${optionClass(question, option).replace("option ", "")}`}>
      <span class="option-letter" aria-hidden="true">
        {letterOf(option)}
      </span>
      <span class="row-text" dir="auto">
        {name && <Picture of={name} />}
        {question.options[option]}
      </span>
      {share && (
        <Figures percent={share.percent} count={share.count} was={was?.percent}>
          {leads(question, tally, share.count) && <Hand waving />}
        </Figures>
      )}
      {bar && <Track shown={!!tally?.counts} share={share?.share ?? 0} was={was?.share} />}
    </li>
  );
}

/** What people wrote themselves, as one more row. */
export function OtherRow({ question, tally, bar }: Omit<RowProps, "option" | "poll">) {
  const option = question.options.length;
  const share = shareOf(tally, option);
  const said = (tally?.other?.words ?? []).slice(0, 4).join(", ");
  return (
    <li class={`row row-other fig-plain ${optionClass(question, option).replace("option ", "")}`}>
      <span class="option-letter" aria-hidden="true">
        …
      </span>
      <span class="row-text row-said" dir="auto">
        {figureWords.other}
        {said && <span class="soft">: {said}</span>}
      </span>
      {share && <Figures percent={share.percent} count={share.count} />}
      {bar && <Track shown={!!tally?.counts} share={share?.share ?? 0} />}
    </li>
  );
}

interface FiguresProps {
  percent: number;
  count: number;
  /** In the round before. */
  was?: number | undefined;
  children?: ComponentChildren;
}

function Figures({ percent, count, was, children }: FiguresProps) {
  return (
    <span class="row-figures">
      {children}
      {was !== undefined && <span class="row-was">{words.was(was)}</span>}
      <span class="row-percent">{words.percent(percent)}</span> <span class="row-count">{figure(count)}</span>
    </span>
  );
}

function Track({ shown, share, was }: { shown: boolean; share: number; was?: number | undefined }) {
  return (
    <span class={shown ? "row-track row-track-shown" : "row-track"}>
      <span class={was === undefined ? "row-bar" : "row-bar row-bar-now"} style={{ transform: `scaleX(${share})` }} />
      {was !== undefined && <span class="row-bar row-bar-was" style={{ transform: `scaleX(${was})` }} />}
    </span>
  );
}

/** Once a question is closed, its first place (or places) holds up a hand. */
function leads({ phase }: { phase: string }, tally: { counts?: number[] } | undefined, count: number): boolean {
  return phase === "closed" && count > 0 && count === Math.max(...(tally?.counts ?? []));
}
