/** The big screen: one question and its bars, with the way to join always in sight. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { QuestionView } from "../../protocol/server.ts";
import { product, refusals, stage as words } from "../../words/en.ts";
import { CommandRefused, type Room } from "../room.ts";
import { Hand } from "../ui/hand.tsx";
import { Toasts, toast } from "../ui/toast.tsx";
import { listenToKeys } from "./keys.ts";
import { Lobby } from "./lobby.tsx";
import { stagePlace } from "./place.ts";
import { Scene } from "./scene.tsx";
import { Strip } from "./strip.tsx";

interface Props {
  room: Room;
  origin: string;
  /** This device holds the host's key. */
  commands: boolean;
}

export function App({ room, origin, commands }: Props) {
  const place = useMemo(() => stagePlace(room, commands), [room, commands]);
  const bigQr = useSignal(false);
  const poll = room.poll.value;
  const question = poll?.questions.find(({ id }) => id === place.question.value);
  useEffect(
    () =>
      listenToKeys({
        go: place.go,
        toggleQr: () => {
          bigQr.value = !bigQr.value;
        },
        closeQr: () => {
          bigQr.value = false;
        },
        ...(commands &&
          question && {
            toggleResults: () => toggleResults(room, question),
            toggleOpen: () => toggleOpen(room, question),
          }),
      }),
    [place, commands, question],
  );
  if (room.wire.value.state === "ended") return <Notice {...(room.wire.value.ended === "deleted" ? words.deleted : words.gone)} />;
  if (!poll) return <Notice title={product.name} />;
  const joined = { origin, poll, present: room.present.value };
  const lost = room.wire.value.state === "waiting";
  return (
    <div class="stage">
      {question && !bigQr.value ? (
        <>
          <Scene key={question.id} poll={poll} question={question} tally={room.tallies.value[question.id]} lost={lost} />
          <Strip {...joined} voted={room.tallies.value[question.id]?.ballots ?? 0} />
        </>
      ) : (
        <Lobby {...joined} waiting={!question} />
      )}
      <Toasts />
    </div>
  );
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

function toggleResults(room: Room, { id }: QuestionView): void {
  const seen = room.tallies.value[id]?.counts !== undefined;
  run(room.command({ command: seen ? "hide" : "show", question: id }));
}

function toggleOpen(room: Room, { id, open }: QuestionView): void {
  run(room.command({ command: open ? "close" : "open", question: id }));
}

function run(asked: Promise<unknown>): void {
  asked.catch((why: unknown) => toast(why instanceof CommandRefused ? why.message : refusals.busy));
}
