/** The big screen: the scene of one question with the way in below it, or the way in alone; over it what the room says. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { STAGE_FLOATS_MAX } from "../../protocol/limits.ts";
import type { PollView } from "../../protocol/server.ts";
import { product, stage as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { Floats } from "../talk/floats.tsx";
import type { Talk } from "../talk/talk.ts";
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
import { Lines } from "./talk/lines.tsx";
import { Over, overOf } from "./talk/over.tsx";
import { isFestive, NOTHING, type Told, toldOf } from "./talk/told.ts";
import { newView, startAfresh } from "./view.ts";

interface Props {
  room: Room;
  talk: Talk;
  origin: string;
  /** This device holds the host's key. */
  commands: boolean;
}

export function App({ room, talk, origin, commands }: Props) {
  const stand = useMemo(() => ({ room, place: stagePlace(room), view: newView(), commands }), [room, commands]);
  const told = useMemo(() => toldIn(room, talk), [room, talk]);
  const { view } = stand;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => listenToKeys((action) => obey(action, stand)), [stand]);
  useEffect(() => startEachAfresh(stand), [stand]);
  useEffect(() => (box.current ? hideWhenIdle(box.current) : undefined), []);
  const poll = room.poll.value;
  if (room.wire.value.state === "ended") return <Notice {...(room.wire.value.ended === "deleted" ? words.deleted : words.gone)} />;
  if (!poll) return <Notice title={product.name} />;
  const lost = room.wire.value.state === "waiting";
  return (
    <div class={poll.talk.reactions ? "stage stage-reacts" : "stage"} ref={box}>
      {poll.quiz ? (
        <Quiz origin={origin} poll={poll} quiz={poll.quiz} room={room} told={told} view={view} lost={lost} />
      ) : (
        <Asked origin={origin} poll={poll} stand={stand} told={told} lost={lost} />
      )}
      {isFestive(poll) && <Floats listen={talk.heardReactions} most={STAGE_FLOATS_MAX} />}
      <button type="button" class="stage-keys" aria-label={words.keys.title} onClick={() => obey("help", stand)}>
        ?
      </button>
      {view.over.value === "keys" && (
        <Help view={view} commands={commands} quiz={!!poll.quiz} asks={poll.talk.questions !== "off"} />
      )}
      <Toasts />
    </div>
  );
}

function toldIn(room: Room, { asks, messages }: Talk): ReadonlySignal<Told> {
  return computed(() => (room.poll.value ? toldOf(room.poll.value, asks.value, messages.value) : NOTHING));
}

interface AskedProps {
  origin: string;
  poll: PollView;
  stand: Stand;
  told: ReadonlySignal<Told>;
  lost: boolean;
}

function Asked({ origin, poll, stand: { room, place, view }, told, lost }: AskedProps) {
  const covered = useMemo(() => computed(() => overOf(told.value, view) !== null), [told, view]);
  const question = poll.questions.find(({ id }) => id === place.question.value);
  const joined = { origin, poll, present: room.present.value };
  const isCode = view.over.value === "code";
  return (
    <>
      <Over title={poll.title} told={told} view={view} lost={lost}>
        {question && !isCode ? (
          <Scene key={question.id} poll={poll} question={question} tallies={room.tallies.value} view={view} lost={lost} />
        ) : (
          <Lobby {...joined} waiting={!question} lost={lost} />
        )}
      </Over>
      <Lines told={told} view={view} />
      {(covered.value || (question && !isCode)) && (
        <Strip {...joined} question={question} voted={room.tallies.value[question?.id ?? ""]?.ballots ?? 0} now={room.now} />
      )}
    </>
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
