/** The big screen: the scene of one question with the way in below it, or the way in alone. */
import { computed } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { product, stage as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { Hand } from "../ui/hand.tsx";
import { Toasts } from "../ui/toast.tsx";
import { Help } from "./help.tsx";
import { hideWhenIdle } from "./idle.ts";
import { listenToKeys } from "./keys.ts";
import { Lobby } from "./lobby.tsx";
import { obey, type Stand } from "./obey.ts";
import { stagePlace } from "./place.ts";
import type { QuizProps, QuizStage } from "./quiz/main.tsx";
import { Scene } from "./scene.tsx";
import { Strip } from "./strip.tsx";
import { newView, startAfresh } from "./view.ts";

interface Props {
  room: Room;
  origin: string;
  /** This device holds the host's key. */
  commands: boolean;
}

export function App({ room, origin, commands }: Props) {
  const stand = useMemo(() => ({ room, place: stagePlace(room), view: newView(), commands }), [room, commands]);
  const { place, view } = stand;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => listenToKeys((action) => obey(action, stand)), [stand]);
  useEffect(() => startEachAfresh(stand), [stand]);
  useEffect(() => (box.current ? hideWhenIdle(box.current) : undefined), []);
  const poll = room.poll.value;
  if (room.wire.value.state === "ended") return <Notice {...(room.wire.value.ended === "deleted" ? words.deleted : words.gone)} />;
  if (!poll) return <Notice title={product.name} />;
  const question = poll.questions.find(({ id }) => id === place.question.value);
  const joined = { origin, poll, present: room.present.value };
  const lost = room.wire.value.state === "waiting";
  return (
    <div class="stage" ref={box}>
      {poll.quiz ? (
        <Quiz origin={origin} poll={poll} quiz={poll.quiz} room={room} view={view} lost={lost} />
      ) : question && view.over.value !== "code" ? (
        <>
          <Scene key={question.id} poll={poll} question={question} tallies={room.tallies.value} view={view} lost={lost} />
          <Strip {...joined} question={question} voted={room.tallies.value[question.id]?.ballots ?? 0} now={room.now} />
        </>
      ) : (
        <Lobby {...joined} waiting={!question} lost={lost} />
      )}
      <button type="button" class="stage-keys" aria-label={words.keys.title} onClick={() => obey("help", stand)}>
        ?
      </button>
      {view.over.value === "keys" && <Help view={view} commands={commands} quiz={!!poll.quiz} />}
      <Toasts />
    </div>
  );
}

/** Its pictures load with the first quiz. */
function Quiz(props: QuizProps) {
  const [Pictures, set] = useState<typeof QuizStage | null>(null);
  useEffect(() => void import("./quiz/main.tsx").then(({ QuizStage }) => set(() => QuizStage)), []);
  return Pictures && <Pictures {...props} />;
}

/** Nothing that was turned on one question, or on one round of it, is turned on the next. */
function startEachAfresh({ room, place, view }: Stand): () => void {
  const at = computed(() => {
    const question = room.poll.value?.questions.find(({ id }) => id === place.question.value);
    return `${question?.id} ${question?.round} ${room.poll.value?.quiz?.phase}`;
  });
  let seen = at.peek();
  return at.subscribe((now) => {
    if (now !== seen) startAfresh(view);
    seen = now;
  });
}

function Notice({ title, line }: { title: string; line?: string }) {
  return (
    <div class="stage">
      <div class="notice" role="alert">
        <Hand />
        <h1>{title}</h1>
        {line && <p>{line}</p>}
      </div>
    </div>
  );
}
