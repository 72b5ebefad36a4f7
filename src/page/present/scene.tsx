/** A question with its options and bars, fitted to the screen: no scroll bars, ever. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { STAGE_OPTIONS_MAX, STAGE_PAGE_MS } from "../../protocol/limits.ts";
import type { PollView, QuestionView, TallyView } from "../../protocol/server.ts";
import { figure, stage as words } from "../../words/en.ts";
import { Chip } from "../ui/chip.tsx";
import { Hand } from "../ui/hand.tsx";
import { CLOCK, CYCLE, EYE_OFF, LOCK } from "../ui/icons.tsx";
import { letterOf, optionClass, shareOf } from "../ui/options.ts";
import { fitTo } from "./fit.ts";

interface Props {
  poll: PollView;
  question: QuestionView;
  tally: TallyView | undefined;
  /** No line: what is shown may be old. */
  lost: boolean;
}

const OPTIONS_MIN = 2; // two of the longest options fit any screen

export function Scene({ poll, question, tally, lost }: Props) {
  const { text, options } = question;
  const most = useSignal(STAGE_OPTIONS_MAX);
  const pages = Math.ceil(options.length / most.value);
  const page = usePage(pages);
  const perPage = Math.ceil(options.length / pages);
  const first = page * perPage;
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const refit = () => {
      if (!fitTo(element) && most.value > OPTIONS_MIN) most.value = Math.ceil(most.value / 2);
    };
    const watcher = new ResizeObserver(refit);
    watcher.observe(element);
    refit();
    return () => watcher.disconnect();
  }, [question, page, most.value]);
  const rows = options.slice(first, first + perPage);
  return (
    <section class={`scene scene-${Math.max(2, Math.min(perPage, STAGE_OPTIONS_MAX))}`} ref={box}>
      <p class="scene-over">
        <span class="scene-title">{poll.title}</span>
        {poll.questions.length > 1 && (
          <span class="number">{words.question(poll.questions.indexOf(question) + 1, poll.questions.length)}</span>
        )}
        {pages > 1 && <span class="number">{words.page(page + 1, pages)}</span>}
        {lost && (
          <Chip mood="warn" shape={CYCLE}>
            {words.reconnecting}
          </Chip>
        )}
      </p>
      <h1>{text}</h1>
      <ol class="scene-options">
        {rows.map((option, row) => (
          <Row key={first + row} question={question} tally={tally} option={first + row} text={option} />
        ))}
      </ol>
      <Saying question={question} tally={tally} />
    </section>
  );
}

/** More options than fit take turns. */
function usePage(pages: number): number {
  const page = useSignal(0);
  useEffect(() => {
    if (pages < 2) return;
    const timer = setInterval(() => {
      page.value++;
    }, STAGE_PAGE_MS);
    return () => clearInterval(timer);
  }, [pages]);
  return page.value % pages;
}

function Row({
  question,
  tally,
  option,
  text,
}: {
  question: QuestionView;
  tally: TallyView | undefined;
  option: number;
  text: string;
}) {
  const share = shareOf(tally, option);
  return (
    <li class={`row ${optionClass(question, option).replace("option ", "")}`}>
      <span class="option-letter" aria-hidden="true">
        {letterOf(option)}
      </span>
      <span class="row-text">{text}</span>
      {share && (
        <span class="row-figures">
          {leads(question, tally, share.count) && <Hand waving />}
          <span class="row-percent">{words.percent(share.percent)}</span> <span class="row-count">{figure(share.count)}</span>
        </span>
      )}
      <span class={tally?.counts ? "row-track row-track-shown" : "row-track"}>
        <span class="row-bar" style={{ transform: `scaleX(${share?.share ?? 0})` }} />
      </span>
    </li>
  );
}

/** Once a question is closed, its first place (or places) holds up a hand. */
function leads({ phase }: QuestionView, tally: TallyView | undefined, count: number): boolean {
  return phase === "closed" && count > 0 && count === Math.max(...(tally?.counts ?? []));
}

/** One line below the bars: only where there is something to say. */
function Saying({ question, tally }: { question: QuestionView; tally: TallyView | undefined }) {
  if (question.phase === "waiting") return <Line shape={CLOCK} sentence={words.notOpen} />;
  if (question.phase === "closed") return <Line shape={LOCK} sentence={tally?.counts ? words.closed : words.closedHidden} />;
  if (!tally?.ballots) {
    return (
      <p class="scene-saying scene-invite">
        <Hand />
        {words.invite}
      </p>
    );
  }
  return tally.counts ? <p class="scene-saying" /> : <Line shape={EYE_OFF} sentence={words.hidden} />;
}

function Line({ shape, sentence }: { shape: string; sentence: string }) {
  return (
    <p class="scene-saying">
      <Chip shape={shape}>{sentence}</Chip>
    </p>
  );
}
