/** Results to read, print and send: question by question, live while people still vote. */
import type { ReadonlySignal } from "@preact/signals";
import type { PollView, QuestionView, TallyView } from "../../protocol/server.ts";
import { product, vote as voteWords, results as words } from "../../words/en.ts";
import { Figure } from "../figures/figure.tsx";
import type { Room } from "../room.ts";
import { Chip } from "../ui/chip.tsx";
import { Hand } from "../ui/hand.tsx";
import { CLOCK, DOWNLOAD, EYE_OFF, Icon, LOCK, PLAY } from "../ui/icons.tsx";
import { ThemeSwitch } from "../ui/theme.tsx";

export function ResultsPage({ room, id }: { room: ReadonlySignal<Room>; id: string }) {
  const { poll, tallies, wire } = room.value;
  const { ended } = wire.value;
  if (ended === "gone" || ended === "deleted") return <Gone why={ended} />;
  if (!poll.value) return null;
  const { title, questions } = poll.value;
  return (
    <div class="results">
      <header class="results-top">
        <a class="brand" href="/">
          <Hand /> {product.name}
        </a>
        <ThemeSwitch />
      </header>
      <h1>{title || (questions.length === 1 ? words.title : words.untitled)}</h1>
      {questions.map((question, at) => (
        <QuestionResult
          key={question.id}
          poll={poll.value as PollView}
          question={question}
          number={questions.length > 1 ? at + 1 : null}
          tally={tallies.value[question.id]}
        />
      ))}
      <footer class="results-foot">
        <button type="button" class="button-quiet" onClick={() => print()}>
          {words.print}
        </button>
        <a class="button-quiet" href={`/api/polls/${id}/results.csv`} download>
          <Icon shape={DOWNLOAD} /> {words.csv}
        </a>
        <a class="button-quiet" href={`/api/polls/${id}/results`} download={`${id}.json`}>
          <Icon shape={DOWNLOAD} /> {words.json}
        </a>
        <a class="button-quiet button-link" href={`/p/${id}`}>
          {words.toVote}
        </a>
      </footer>
    </div>
  );
}

interface QuestionResultProps {
  poll: PollView;
  question: QuestionView;
  /** Only among several. */
  number: number | null;
  tally: TallyView | undefined;
}

function QuestionResult({ poll, question, number, tally }: QuestionResultProps) {
  const ballots = tally?.ballots ?? 0;
  const several = question.max > 1;
  return (
    <section class="result" aria-labelledby={`result-${question.id}`}>
      {number !== null && <p class="soft small result-number">{words.number(number)}</p>}
      <h2 id={`result-${question.id}`}>{question.text}</h2>
      <p class="result-facts number">
        <span>{question.phase === "closed" ? words.voted(ballots) : voteWords.voted(ballots)}</span>
        <PhaseNote phase={question.phase} />
      </p>
      {tally?.counts ? <Figure question={question} tally={tally} poll={poll.id} /> : <Hidden poll={poll} question={question} />}
      {several && tally?.counts && <p class="soft small">{words.several}</p>}
    </section>
  );
}

function PhaseNote({ phase }: { phase: QuestionView["phase"] }) {
  const shape = { open: PLAY, waiting: CLOCK, closed: LOCK }[phase];
  return <Chip shape={shape}>{words[phase]}</Chip>;
}

/** Said, not shown as an empty place: the options are public, the figures are not. */
function Hidden({ poll, question }: { poll: PollView; question: QuestionView }) {
  const later = question.shown === null && poll.results !== "host";
  return (
    <>
      <p class="result-hidden">
        <Icon shape={EYE_OFF} /> {later ? words.hiddenUntilClosed : words.hidden}
      </p>
      <ul class="result-options">
        {question.options.map((text, at) => (
          <li key={at}>{text}</li>
        ))}
      </ul>
    </>
  );
}

function Gone({ why }: { why: "gone" | "deleted" }) {
  const { title, line } = voteWords[why];
  return (
    <div class="notice" role="alert">
      <Hand />
      <h1>{title}</h1>
      <p>{line}</p>
      <a class="button-quiet" href="/">
        {voteWords.home}
      </a>
    </div>
  );
}
