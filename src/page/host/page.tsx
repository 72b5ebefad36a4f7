/** The host's console: what the room sees, what to do next, and how people get in. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PollView } from "../../protocol/server.ts";
import { hostKeyFor, rememberPoll } from "../device.ts";
import type { Room } from "../room.ts";
import { Toasts } from "../ui/toast.tsx";
import { AskDialog } from "./ask.tsx";
import { Controls } from "./controls.tsx";
import { Danger } from "./danger.tsx";
import { Live } from "./live.tsx";
import { Questions } from "./questions.tsx";
import { isDeleted, Parting, parting } from "./remove.tsx";
import { Settings } from "./settings.tsx";
import { Share } from "./share.tsx";
import { Ended } from "./states.tsx";
import { Step } from "./step.tsx";
import { Top } from "./top.tsx";

export function HostPage({ room, id }: { room: Room; id: string }) {
  const poll = room.poll.value;
  const wire = room.wire.value;
  const leaving = parting.value;
  const ended = isDeleted.value ? "deleted" : wire.ended;
  if (wire.state === "ended" || isDeleted.value) return <Ended poll={id} why={ended} />;
  return (
    <>
      {leaving ? <Parting at={leaving.at} /> : poll && <Console room={room} poll={poll} />}
      <AskDialog />
      <Toasts />
    </>
  );
}

function Console({ room, poll }: { room: Room; poll: PollView }) {
  // The question that is being asked, else the first; from then on only a click brings another one.
  const picked = useSignal((poll.questions.find(({ phase }) => phase !== "closed") ?? poll.questions[0])?.id);
  const isHost = room.snapshot.value?.role === "host";
  const { id, title, code, questions } = poll;
  useEffect(() => {
    if (isHost) rememberPoll({ id, title: title || (questions[0]?.text ?? ""), code, at: Date.now(), hostKey: hostKeyFor(id) });
  }, [isHost, title, code]);
  const question = questions.find((one) => one.id === picked.value) ?? questions[0];
  const pick = (chosen: string) => {
    picked.value = chosen;
  };
  if (!question) return null;
  return (
    <div class="host">
      <Top room={room} poll={poll} question={question} />
      <div class="host-run">
        <Step poll={poll} question={question} pick={pick} />
        <Live key={question.id} room={room} poll={poll} question={question} />
        <Controls room={room} poll={poll} question={question} pick={pick} />
      </div>
      <div class="host-share">
        <Share poll={poll} />
      </div>
      <div class="host-rest">
        <Questions room={room} poll={poll} question={question} pick={pick} />
        <Settings room={room} poll={poll} />
        <Danger room={room} poll={poll} />
      </div>
    </div>
  );
}
