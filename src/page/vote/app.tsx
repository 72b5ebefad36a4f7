/** The vote page: one question, or a designed state where there is none. */
import { signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { CONNECTING_SHOWN_AFTER_MS } from "../../protocol/limits.ts";
import type { PollView } from "../../protocol/server.ts";
import { product, vote as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { Chip } from "../ui/chip.tsx";
import { Hand } from "../ui/hand.tsx";
import { spoken } from "./hear.ts";
import { waves } from "./news.ts";
import { answered, questionsShown } from "./order.ts";
import { placeIn } from "./place.ts";
import { Question } from "./question.tsx";
import { standingOf } from "./standing.ts";
import { Steps } from "./steps.tsx";

const online = signal(navigator.onLine);
for (const change of ["online", "offline"]) {
  addEventListener(change, () => {
    online.value = navigator.onLine;
  });
}

export function App({ room }: { room: Room }) {
  const place = useMemo(() => placeIn(room), [room]);
  const slow = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      slow.value = true;
    }, CONNECTING_SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const poll = room.poll.value;
  const wire = room.wire.value;
  const wasOpen = useRef(false);
  if (wire.state === "open") wasOpen.current = true;
  if (wire.state === "ended") return <Ended why={wire.ended} />;
  const questions = poll ? questionsShown(poll) : [];
  const question = questions.find(({ id }) => id === place.at.value);
  const standing = standingOf({
    wire,
    online: online.value,
    slow: slow.value,
    wasOpen: wasOpen.current,
    question: poll ? question : undefined,
    vote: question && room.votes.value[question.id],
    answered: question !== undefined && answered(room.mine.value, question.id),
  });
  return (
    <div class="vote">
      <header class="vote-top">
        <span class="brand">
          <Hand key={waves.value} waving={waves.value > 0} />
          <span class="vote-title">{poll?.title || product.name}</span>
        </span>
        {standing && (
          <Chip mood={standing.mood} shape={standing.shape}>
            {standing.word}
          </Chip>
        )}
      </header>
      {poll && question ? (
        <Question key={question.id} room={room} poll={poll} question={question} place={place}>
          {questions.length > 1 && <Steps room={room} questions={questions} place={place} />}
        </Question>
      ) : (
        <Waiting poll={poll} />
      )}
      <p class="visually-hidden" role="status">
        {spoken}
      </p>
    </div>
  );
}

function Waiting({ poll }: { poll: PollView | null }) {
  const { title, line } = poll ? words.hosted : words.first;
  return (
    <div class="notice">
      <Hand />
      <h1>{title}</h1>
      <p>{line}</p>
    </div>
  );
}

function Ended({ why }: { why: Room["wire"]["value"]["ended"] }) {
  const disconnected = why === "refused" || why === "wrong-key";
  const { title, line } = disconnected ? words.refusedPage : why === "deleted" ? words.deleted : words.gone;
  return (
    <div class="notice" role="alert">
      <Hand />
      <h1>{title}</h1>
      <p>{line}</p>
      {disconnected ? (
        <button type="button" class="button" onClick={() => location.reload()}>
          {words.reload}
        </button>
      ) : (
        <a class="button-quiet" href="/">
          {words.home}
        </a>
      )}
    </div>
  );
}
