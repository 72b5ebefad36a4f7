/** One question on the results page. */
import type { PollView, QuestionView, RankingTallyView, TallyView, TimelineView } from "../../protocol/server.ts";
import { quizHost as quizWords, vote as voteWords, results as words } from "../../words/en.ts";
import { Figure } from "../figures/figure.tsx";
import { OtherMethods, PairsTable, RoundsTable } from "../figures/tables.tsx";
import { KeyLine } from "../host/quiz/answerkey.tsx";
import { Chip } from "../ui/chip.tsx";
import { CHECK, CLOCK, EYE_OFF, Icon, LOCK, PLAY, SHARE } from "../ui/icons.tsx";
import { CountAgain } from "./receipts/section.tsx";
import { sharePicture } from "./share/dialog.tsx";
import { Timeline } from "./timeline.tsx";

interface Props {
  poll: PollView;
  question: QuestionView;
  /** Only among several. */
  number: number | null;
  tally: TallyView | undefined;
  course: TimelineView | undefined;
  /** In a quiz, where this reader may know: of those who answered in the newest game, how many were right. */
  rights: { right: number; of: number } | null;
  /** With what only the host sees. */
  isAll: boolean;
}

export function QuestionResult({ poll, question, number, tally, course, rights, isAll }: Props) {
  const ballots = tally?.ballots ?? 0;
  return (
    <section class="result" aria-labelledby={`result-${question.id}`}>
      {number !== null && <p class="soft small result-number">{words.number(number)}</p>}
      <h2 id={`result-${question.id}`}>
        <bdi>{question.text}</bdi>
      </h2>
      <p class="result-facts number">
        <span>{peopleSaid(poll, question, ballots)}</span>
        {rights && <Chip shape={CHECK}>{quizWords.gotIt(rights.right, rights.of)}</Chip>}
        <PhaseNote phase={question.phase} />
      </p>
      {tally?.counts ? (
        <>
          {poll.quiz && <KeyLine question={question} />}
          <Figure question={question} tally={tally} poll={poll.id} />
          {question.kind === "choice" && question.max > 1 && <p class="soft small">{words.several}</p>}
          {question.kind === "ranking" && <Behind question={question} tally={tally} />}
          {course && <Timeline question={question} course={course} />}
          <CountAgain poll={poll.id} question={question} tally={tally} isAll={isAll} />
          {ballots > 0 && (
            <button
              type="button"
              class="button-quiet result-share"
              aria-label={words.pictureOf(question.text)}
              onClick={() => sharePicture({ poll, question, tally })}
            >
              <Icon shape={SHARE} /> {words.picture}
            </button>
          )}
        </>
      ) : (
        <Hidden poll={poll} question={question} ballots={ballots} />
      )}
    </section>
  );
}

function peopleSaid({ quiz }: PollView, { phase }: QuestionView, ballots: number): string {
  if (quiz) return words.answered(ballots);
  return phase === "closed" ? words.voted(ballots) : voteWords.voted(ballots);
}

/** What stands behind a ranking, by the method that leads. */
function Behind({ question, tally }: { question: Extract<QuestionView, { kind: "ranking" }>; tally: TallyView }) {
  const result = tally as RankingTallyView;
  return (
    <div class="fig">
      {question.method === "irv" && <RoundsTable question={question} tally={result} />}
      {question.method === "schulze" && <PairsTable question={question} tally={result} />}
      <OtherMethods question={question} tally={result} />
    </div>
  );
}

function PhaseNote({ phase }: { phase: QuestionView["phase"] }) {
  const shape = { open: PLAY, waiting: CLOCK, closed: LOCK }[phase];
  return <Chip shape={shape}>{words[phase]}</Chip>;
}

/** Said, not shown as an empty place: the options are public, the figures are not. */
function Hidden({ poll, question, ballots }: { poll: PollView; question: QuestionView; ballots: number }) {
  return (
    <>
      <p class="result-hidden">
        <Icon shape={EYE_OFF} /> {whyHidden(poll, question, ballots)}
      </p>
      <ul class="result-options">
        {question.options.map((text, at) => (
          <li key={at}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

function whyHidden({ showFrom, results }: PollView, { shown }: QuestionView, ballots: number): string {
  if (shown === false) return words.hidden;
  if (ballots < showFrom && (shown || results === "always")) return words.hiddenUntilEnough(showFrom);
  if (shown === null && results !== "host") return words.hiddenUntilClosed;
  return words.hidden;
}
