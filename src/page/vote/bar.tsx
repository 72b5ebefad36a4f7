/** What lies under the thumb: the next thing to do with this question, in a row whose height never changes. */
import { batch } from "@preact/signals";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { vote as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { ALERT, CHECK, CLOCK, Icon, LOCK } from "../ui/icons.tsx";
import { type Ballot, cast, change, forgetBallots } from "./ballots.ts";
import { later } from "./later.ts";
import { answered, isTapped, questionsShown, startAt } from "./order.ts";
import type { Place } from "./place.ts";

interface Props {
  room: Room;
  poll: PollView;
  question: QuestionView;
  ballot: Ballot;
  place: Place;
}

export function Bar(props: Props) {
  return (
    <div class="vote-bar">
      <Advice {...props} />
      <div class="vote-actions">
        <Actions {...props} />
      </div>
    </div>
  );
}

/** Only where something is to be known or done. It grows upwards, over the page and not into it. */
function Advice({ room, question, ballot }: Props) {
  const vote = room.votes.value[question.id];
  const refused = vote?.state === "refused" ? (words.refused[vote.code] ?? words.notCounted) : undefined;
  const kept = vote?.state === "sending" && room.wire.value.state === "waiting" ? words.waitsHere : undefined;
  const sentence = (ballot.told && ballot.fault) || refused || kept;
  return (
    <div class="vote-advice" role="alert">
      {sentence && (
        <p>
          <Icon shape={kept ? CLOCK : ALERT} />
          {sentence}
        </p>
      )}
    </div>
  );
}

function Actions(props: Props) {
  const { poll, question, ballot } = props;
  const next = <Onward {...props} />;
  if (question.phase !== "open") {
    return (
      <>
        <Said
          shape={question.phase === "closed" ? LOCK : CLOCK}
          words={question.phase === "waiting" ? words.notYet : ballot.unsent ? words.closedUnsent : words.closedNow}
        />
        {next}
      </>
    );
  }
  if (isTapped(poll, question)) return <TapActions {...props} />;
  if (!ballot.settled) return <BallotActions {...props} />;
  return (
    <>
      {poll.revote ? (
        <button type="button" class="button-quiet button-large" onClick={() => change(props.room, question)}>
          {words.change}
        </button>
      ) : (
        <Said shape={CHECK} words={words.counts} />
      )}
      {onwardOf(props) ? next : <TakeBack {...props} />}
    </>
  );
}

function BallotActions(props: Props) {
  const { question, ballot } = props;
  return (
    <>
      <button type="submit" class="button button-large" aria-disabled={ballot.fault !== null}>
        {later.value?.sending(question, ballot.marked) ?? words.vote}
      </button>
      <TakeBack {...props} />
    </>
  );
}

function TapActions(props: Props) {
  const { poll, ballot } = props;
  const sentence = ballot.settled ? (poll.revote ? words.tapAgain : words.counts) : words.tap;
  return (
    <>
      <Said words={sentence} />
      {ballot.settled && onwardOf(props) ? <Onward {...props} /> : <TakeBack {...props} />}
    </>
  );
}

function TakeBack({ room, poll, question }: Props) {
  if (!poll.revote || !answered(room.mine.value, question.id)) return null;
  return (
    <button type="button" class="button-quiet button-large" onClick={() => cast(room, question, [])}>
      {words.takeBack}
    </button>
  );
}

function Said({ shape, words: sentence }: { shape?: string; words: string }) {
  return (
    <p class="vote-said" tabIndex={-1}>
      {shape && <Icon shape={shape} />}
      {sentence}
    </p>
  );
}

interface Onward {
  word: string;
  go: () => void;
}

/** After the last answer a shared device goes on to the next person. */
function onwardOf({ room, poll, question, place }: Props): Onward | null {
  const next = nextOpen(poll, question, room);
  if (next) return { word: words.nextQuestion, go: () => place.go(next.id) };
  if (!poll.sharedDevice || !answered(room.mine.value, question.id)) return null;
  return {
    word: words.nextPerson,
    go: () => {
      batch(() => {
        forgetBallots();
        room.nextPerson();
      });
      place.go(startAt(poll, {})?.id);
    },
  };
}

function Onward(props: Props) {
  const onward = onwardOf(props);
  if (!onward) return null;
  return (
    <button type="button" class="button button-large" onClick={onward.go}>
      {onward.word}
    </button>
  );
}

/** The nearest question after this one that still wants an answer, else the nearest before it. */
function nextOpen(poll: PollView, { id }: QuestionView, { mine }: Room): QuestionView | undefined {
  const shown = questionsShown(poll);
  const at = shown.findIndex((question) => question.id === id);
  const round = [...shown.slice(at + 1), ...shown.slice(0, at)];
  return round.find((question) => question.open && !answered(mine.value, question.id));
}
