/** Results to read, print and send: question by question, live while people still vote. */
import type { ReadonlySignal } from "@preact/signals";
import type { PollView } from "../../protocol/server.ts";
import { product, quizHost as quizWords, vote as voteWords, results as words } from "../../words/en.ts";
import { hostKeyFor } from "../device.ts";
import type { Room } from "../room.ts";
import { Hand } from "../ui/hand.tsx";
import { EYE, Icon } from "../ui/icons.tsx";
import { ThemeSwitch } from "../ui/theme.tsx";
import { Toasts, toast } from "../ui/toast.tsx";
import { endOf } from "./course.ts";
import { Files } from "./files.tsx";
import type { Results, Shown } from "./full.ts";
import { QuestionResult } from "./question.tsx";
import { FinalTables, rightsIn } from "./quiz.tsx";
import { SharePicture } from "./share/dialog.tsx";

export function ResultsPage({ room, results }: { room: ReadonlySignal<Room>; results: Results }) {
  const { ended } = room.value.wire.value;
  if (ended === "gone" || ended === "deleted") return <Gone why={ended} />;
  const shown = results.shown;
  const { poll, tallies, timeline, games } = shown;
  if (!poll) return null;
  const { title, questions } = poll;
  return (
    <div class="results">
      <header class="results-top">
        <a class="brand" href="/">
          <Hand /> {product.name}
        </a>
        <ThemeSwitch />
      </header>
      <div class="results-head">
        <h1>
          <bdi>{title || (questions.length === 1 ? words.title : words.untitled)}</bdi>
        </h1>
        <p class="soft number">{factsOf(shown).join(" · ")}</p>
      </div>
      <AllForHost results={results} shown={shown} id={poll.id} />
      {poll.quiz && <FinalTables quiz={poll.quiz} games={games} />}
      {questions.map((question, at) => (
        <QuestionResult
          key={question.id}
          poll={poll}
          question={question}
          number={questions.length > 1 ? at + 1 : null}
          tally={tallies[question.id]}
          course={timeline[question.id]}
          rights={rightsIn(games, question.id)}
          isAll={results.isAll.value}
        />
      ))}
      <Files poll={poll} />
      <SharePicture />
      <Toasts />
    </div>
  );
}

/** When, and how many: of several questions the one with the most answers. */
function factsOf({ poll, tallies, timeline }: Shown): string[] {
  const courses = Object.values(timeline).filter(({ ballots }) => ballots.length > 0);
  const from = Math.min(...courses.map((course) => Date.parse(course.from)));
  const to = Math.max(...courses.map((course) => endOf(course).getTime()));
  const most = Math.max(0, ...Object.values(tallies).map(({ ballots }) => ballots));
  return [...(courses.length > 0 ? [words.when(new Date(from), new Date(to))] : []), ...(poll ? peopleIn(poll, most) : [])];
}

function peopleIn({ quiz, questions: { length } }: PollView, most: number): string[] {
  if (quiz && most === 0) return [words.unplayed];
  if (length > 1) return [words.questions(length), (quiz ? words.upToAnswered : words.upTo)(most)];
  return [(quiz ? words.answered : words.voted)(most)];
}

/** Whoever has the key may read what the room does not see yet, on purpose and not by opening the page before everybody. */
function AllForHost({ results, shown, id }: { results: Results; shown: Shown; id: string }) {
  if (results.isAll.value) {
    return (
      <p class="result-hidden results-all">
        <Icon shape={EYE} /> {words.onlyYou}
      </p>
    );
  }
  const isHidden = shown.poll?.questions.some((question) => !shown.tallies[question.id]?.counts);
  const isQuiz = shown.poll?.pace === "quiz";
  if (!(isHidden || isQuiz) || !hostKeyFor(id)) return null;
  const show = async () => {
    if (!(await results.showAll())) toast(words.notNow);
  };
  return (
    <p class="results-all">
      <button type="button" class="button-quiet" onClick={() => void show()}>
        <Icon shape={EYE} /> {isQuiz ? quizWords.showTables : words.showAll}
      </button>
    </p>
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
