/** The host's console: what the room sees, what to do next, and how people get in. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { hostKeyFor, rememberPoll } from "../device.ts";
import type { Room } from "../room.ts";
import type { Talk } from "../talk/talk.ts";
import { Toasts } from "../ui/toast.tsx";
import { Answers, takesWords } from "./answers.tsx";
import { AskDialog } from "./ask.tsx";
import { Controls } from "./controls.tsx";
import { Danger } from "./danger.tsx";
import { Keeping } from "./keeping.tsx";
import { KeyHints } from "./keyhints.tsx";
import { useKeys } from "./keys.ts";
import { Live, Lobby } from "./live.tsx";
import { Questions } from "./questions.tsx";
import { QuizConsole } from "./quiz/console.tsx";
import { RehearsalBanner, Rehearse } from "./rehearse.tsx";
import { isDeleted, Parting, parting } from "./remove.tsx";
import { Settings } from "./settings.tsx";
import { Share } from "./share.tsx";
import { Ended } from "./states.tsx";
import { Step } from "./step.tsx";
import { ForMe } from "./talk/forme.tsx";
import { TheRoom } from "./talk/panel.tsx";
import { Top } from "./top.tsx";

interface Here {
  room: Room;
  talk: Talk;
}

export function HostPage({ room, talk, id }: Here & { id: string }) {
  const poll = room.poll.value;
  const wire = room.wire.value;
  const leaving = parting.value;
  const ended = isDeleted.value ? "deleted" : wire.ended;
  if (wire.state === "ended" || isDeleted.value) return <Ended poll={id} why={ended} />;
  return (
    <>
      {leaving ? <Parting at={leaving.at} /> : poll && <Running room={room} talk={talk} poll={poll} />}
      <AskDialog />
      <Toasts />
    </>
  );
}

/** A quiz has a console of its own. */
function Running({ room, talk, poll }: Here & { poll: PollView }) {
  const isHost = room.snapshot.value?.role === "host";
  const { id, title, code, questions, quiz } = poll;
  useEffect(() => {
    if (isHost) rememberPoll({ id, title: title || (questions[0]?.text ?? ""), code, at: Date.now(), hostKey: hostKeyFor(id) });
  }, [isHost, title, code]);
  return quiz ? <QuizConsole room={room} talk={talk} poll={poll} quiz={quiz} /> : <Console room={room} talk={talk} poll={poll} />;
}

function Console({ room, talk, poll }: Here & { poll: PollView }) {
  const picked = useSignal(poll.pace === "open" ? startOf(poll) : null);
  useEffect(() => {
    picked.value = poll.pace === "open" ? startOf(poll) : null;
  }, [poll.pace]);
  const question = lookedAt(poll, picked.value);
  const pick = (chosen: string | null) => {
    picked.value = chosen;
  };
  const here = { room, poll, question, pick };
  useKeys(here);
  return (
    <div class="host">
      <Top room={room} talk={talk} poll={poll} question={question} />
      <div class="host-run">
        <ForMe talk={talk} />
        <RehearsalBanner room={room} poll={poll} />
        <Step poll={poll} question={question} pick={pick} />
        {question ? <Live key={question.id} room={room} poll={poll} question={question} /> : <Lobby poll={poll} />}
        <Controls {...here} />
        <KeyHints paced={poll.pace === "host"} />
        {question && takesWords(question) && <Answers key={question.id} room={room} question={question} />}
      </div>
      <div class="host-share">
        <TheRoom room={room} poll={poll} talk={talk} />
        <Share poll={poll} />
      </div>
      <div class="host-rest">
        <Questions {...here} />
        <Rehearse room={room} poll={poll} />
        <Settings room={room} poll={poll} />
        <Keeping poll={poll} />
        <Danger room={room} poll={poll} />
      </div>
    </div>
  );
}

/** The question that is being asked, else the first; from then on only a click brings another one. */
function startOf({ questions }: PollView): string | null {
  return (questions.find(({ phase }) => phase !== "closed") ?? questions[0])?.id ?? null;
}

/** Where the host paces it is where the room is, until the host picks another one to look at. */
function lookedAt({ pace, questions, current }: PollView, picked: string | null): QuestionView | null {
  const found = questions.find(({ id }) => id === (picked ?? current));
  return found ?? (pace === "open" ? (questions[0] ?? null) : null);
}
