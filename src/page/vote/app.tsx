/** The vote page: one question, or a designed state where there is none. */
import type { PollView } from "../../protocol/server.ts";
import { product, vote as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { Chip } from "../ui/chip.tsx";
import { Hand } from "../ui/hand.tsx";
import { spoken } from "./hear.ts";
import { later } from "./later.ts";
import { online, slow, wasOpen } from "./line.ts";
import { waves } from "./news.ts";
import { answered, questionsShown } from "./order.ts";
import type { Place } from "./place.ts";
import { Question } from "./question.tsx";
import { standingOf } from "./standing.ts";

export function App({ room, place }: { room: Room; place: Place }) {
  const poll = room.poll.value;
  const wire = room.wire.value;
  const more = later.value;
  if (wire.state === "ended") return more ? <more.Ended why={wire.ended} /> : <Waiting poll={null} />;
  const questions = poll ? questionsShown(poll) : [];
  const found = questions.find(({ id }) => id === place.at.value);
  // Its time may be up before the hub has said so.
  const question = (poll && found && more?.timed(room, poll, found)) ?? found;
  const standing = standingOf({
    wire,
    online: online.value,
    slow: slow.value,
    wasOpen: wasOpen.value,
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
          {questions.length > 1 && more && <more.Steps room={room} questions={questions} place={place} />}
        </Question>
      ) : (
        <Waiting poll={poll} />
      )}
      <p class="visually-hidden" role="status">
        {spoken.value}
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
