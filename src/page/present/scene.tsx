/** A question with what the room says, fitted to the screen: no scroll bars, ever. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { PollView, QuestionView, QuestionViewOf, TalliesView, TallyView, TallyViews } from "../../protocol/server.ts";
import { figures, stage as words } from "../../words/en.ts";
import { Chip } from "../ui/chip.tsx";
import { Hand } from "../ui/hand.tsx";
import { CLOCK, CYCLE, EYE_OFF, LOCK } from "../ui/icons.tsx";
import { isTooFew } from "../ui/sight.ts";
import { Cloud } from "./cloud.tsx";
import { Columns } from "./columns.tsx";
import { Donut } from "./donut.tsx";
import { fitTo } from "./fit.ts";
import { Hidden, Nothing } from "./hidden.tsx";
import { Histogram } from "./histogram.tsx";
import { Pairs } from "./pairs.tsx";
import { Ranking } from "./ranking.tsx";
import { Rating } from "./rating.tsx";
import { type ChoiceProps, Rows } from "./rows.tsx";
import { Runoff } from "./runoff.tsx";
import type { View } from "./view.ts";
import { Wall } from "./wall.tsx";

export interface SceneProps {
  poll: PollView;
  question: QuestionView;
  tallies: TalliesView;
  view: View;
  /** No line: what is shown may be old. */
  lost: boolean;
}

const TIGHTEST = 3;

export function Scene({ poll, question, tallies, view, lost }: SceneProps) {
  const tally = tallies[question.id];
  const { box, tight } = useFit([question, view.page.value, view.step.value, !!tally?.counts, !!tally?.before]);
  useLayoutEffect(() => {
    view.steps.value = stepsOf(question, tally);
  });
  return (
    <section class={`scene scene-${question.kind}`} ref={box}>
      <p class="scene-over">
        <span class="scene-title">{poll.title}</span>
        {question.again && <span>{words.again}</span>}
        {poll.questions.length > 1 && (
          <span class="number">{words.question(poll.questions.indexOf(question) + 1, poll.questions.length)}</span>
        )}
        {view.pages.value > 1 && (
          <span class="number">{words.page((view.page.value % view.pages.value) + 1, view.pages.value)}</span>
        )}
        {lost && (
          <Chip mood="warn" shape={CYCLE}>
            {words.reconnecting}
          </Chip>
        )}
      </p>
      <h1 dir="auto">{question.text}</h1>
      <Body poll={poll.id} question={question} tally={tally} view={view} tight={tight} />
      <Saying poll={poll} question={question} tallies={tallies} view={view} />
    </section>
  );
}

/** How often less had to go on a page until all of it fits; begins anew when the screen changes. */
function useFit(inputs: readonly unknown[]) {
  const tight = useSignal(0);
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const refit = () => {
      if (!fitTo(element) && tight.peek() < TIGHTEST) tight.value++;
    };
    let isFirst = true;
    const watcher = new ResizeObserver(() => {
      // The first call says only that it watches. On another screen the fitting begins anew.
      if (!isFirst && tight.peek() === 0) refit();
      else if (!isFirst) tight.value = 0;
      isFirst = false;
    });
    watcher.observe(element);
    refit();
    return () => watcher.disconnect();
  }, [...inputs, tight.value]);
  // Wider figures leave less room for words.
  useLayoutEffect(() => {
    const element = box.current;
    if (element && element.scrollHeight > element.clientHeight) fitTo(element);
  });
  return { box, tight: tight.value };
}

interface BodyProps {
  poll: string;
  question: QuestionView;
  tally: TallyView | undefined;
  view: View;
  tight: number;
}

/** A tally is of the kind of its question, which the union cannot say. */
function Body({ poll, question, tally, view, tight }: BodyProps) {
  if (question.kind === "choice")
    return <Choice poll={poll} question={question} tally={tally as TallyViews["choice"]} view={view} tight={tight} />;
  if (question.kind === "ranking") {
    const props = { poll, question, tally: tally as TallyViews["ranking"] | undefined, view, tight };
    const Walk = question.method === "irv" ? Runoff : Pairs;
    return view.step.value === null || view.steps.value === 0 ? <Ranking {...props} /> : <Walk {...props} />;
  }
  if (tally && tally.ballots > 0 && !tally.counts) return <Hidden ballots={tally.ballots} />;
  if (question.kind === "rating") return <Rating question={question} tally={tally as TallyViews["rating"]} />;
  if (question.kind === "number") return <Histogram question={question} tally={tally as TallyViews["number"]} />;
  if (!tally?.ballots) return <Nothing />;
  const said = tally as TallyViews["text"];
  return question.look === "cloud" ? <Cloud tally={said} /> : <Wall tally={said} view={view} />;
}

const COLUMN_POINTS_MAX = 40; // three lines under a column of eight
const COLUMNS_MAX = 8; // as many as can be read from afar; a ring has as many colours

/** Where columns or a ring have no room, bars say the same. */
function Choice(props: ChoiceProps) {
  const { look, options, max } = props.question;
  const entries = options.length + (props.question.other ? 1 : 0);
  if (props.tight > 0 || entries > COLUMNS_MAX) return <Rows {...props} />;
  if (look === "columns" && options.every(({ length }) => length <= COLUMN_POINTS_MAX)) return <Columns {...props} />;
  return look === "donut" && max === 1 ? <Donut {...props} /> : <Rows {...props} />;
}

function stepsOf(question: QuestionView, tally: TallyView | undefined): number {
  if (question.kind !== "ranking" || !tally?.counts || tally.ballots === 0) return 0;
  const { irv, pairs } = tally as TallyViews["ranking"];
  if (question.method === "irv") return irv?.rounds.length ?? 0;
  return question.method === "schulze" && pairs ? 1 : 0;
}

/** One line below the figures: only where there is something to say. */
function Saying({ poll, question, tallies, view }: Omit<SceneProps, "lost">) {
  const tally = tallies[question.id];
  if (question.phase === "waiting") return <Line shape={CLOCK} sentence={words.notOpen} />;
  if (question.kind === "ranking" && tally?.counts && tally.ballots > 0) {
    const sentence = told(question, tally as TallyViews["ranking"], view.step.value);
    if (sentence) return <Telling closed={question.phase === "closed"} sentence={sentence} />;
  }
  if (question.phase === "closed") {
    if (tally?.counts) return <Line shape={LOCK} sentence={words.closed} before={tally.before} />;
    return <Line shape={LOCK} sentence={isTooFew(poll, question, tallies) ? words.tooFew(poll.showFrom) : words.closedHidden} />;
  }
  if (!tally?.ballots) {
    return (
      <p class="scene-saying scene-invite">
        <Hand />
        {words.invite}
      </p>
    );
  }
  if (!tally.counts)
    return <Line shape={EYE_OFF} sentence={isTooFew(poll, question, tallies) ? words.tooFew(poll.showFrom) : words.hidden} />;
  return <Line before={tally.before} />;
}

/** Why the winner won, or what happens in this round of the count. */
function told(question: QuestionViewOf<"ranking">, { why, irv }: TallyViews["ranking"], step: number | null): string | null {
  const { method, options } = question;
  const round = method === "irv" && step !== null ? irv?.rounds[step] : undefined;
  if (!round || !irv) return why ? figures.why(why, options) : null;
  const name = (option: number) => options[option] ?? "";
  if (round.out === null) {
    const winner = irv.order[0] ?? 0;
    return figures.wins(name(winner), round.counts[winner] ?? 0, irv.of - round.exhausted);
  }
  return round.tie ? figures.goesTied(name(round.out), round.tie) : figures.goes(name(round.out));
}

function Telling({ closed, sentence }: { closed: boolean; sentence: string }) {
  return (
    <p class="scene-saying scene-telling">
      {closed && <Chip shape={LOCK}>{words.closedShort}</Chip>}
      <span>{sentence}</span>
    </p>
  );
}

interface LineProps {
  shape?: string;
  sentence?: string;
  before?: TallyView["before"];
}

function Line({ shape, sentence, before }: LineProps) {
  return (
    <p class="scene-saying">
      {shape && sentence && <Chip shape={shape}>{sentence}</Chip>}
      {before && <span class="soft">{words.before(before.ballots)}</span>}
    </p>
  );
}
