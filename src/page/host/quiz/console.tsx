/** The console of a quiz: what the room sees now, one next step, who leads, and who plays. */
import { useSignal } from "@preact/signals";
import type { PollView, QuizView } from "../../../protocol/server.ts";
import type { Room } from "../../room.ts";
import type { Talk } from "../../talk/talk.ts";
import { Danger } from "../danger.tsx";
import { EditQuestion } from "../editquestion.tsx";
import { Keeping } from "../keeping.tsx";
import { Share } from "../share.tsx";
import { ForMe } from "../talk/forme.tsx";
import { TheRoom } from "../talk/panel.tsx";
import { Top } from "../top.tsx";
import { Leaders } from "./board.tsx";
import { QuizControls } from "./controls.tsx";
import { QuizKeyHints, useQuizKeys } from "./keys.tsx";
import { Burst } from "./lobby.tsx";
import { Now } from "./now.tsx";
import { Players } from "./players.tsx";
import { QuizQuestions } from "./questions.tsx";
import { QuizSettings } from "./settings.tsx";

export interface QuizProps {
  room: Room;
  poll: PollView;
  quiz: QuizView;
}

export function QuizConsole({ room, talk, poll, quiz }: QuizProps & { talk: Talk }) {
  const edited = useSignal<string | null>(null);
  const here = { room, poll, quiz };
  const question = poll.questions.find(({ id }) => id === edited.value);
  const edit = (id: string | null) => {
    edited.value = id;
  };
  useQuizKeys(here);
  return (
    <div class="host">
      <Top room={room} talk={talk} poll={poll} question={null} />
      <div class="host-run">
        <ForMe talk={talk} />
        <Burst {...here} />
        {question && isResting(quiz) ? (
          <EditQuestion key={question.id} room={room} poll={poll} question={question} done={() => edit(null)} />
        ) : (
          <Now {...here} />
        )}
        <QuizControls {...here} />
        <QuizKeyHints />
        <Leaders quiz={quiz} />
      </div>
      <div class="host-share">
        <TheRoom room={room} poll={poll} talk={talk} />
        <Share poll={poll} />
      </div>
      <div class="host-rest">
        <Players {...here} />
        <QuizQuestions {...here} edit={edit} />
        <QuizSettings {...here} />
        <Keeping poll={poll} />
        <Danger room={room} poll={poll} />
      </div>
    </div>
  );
}

/** While a game runs, what is asked stays as it is. */
export function isResting({ phase }: QuizView): boolean {
  return phase === "not-started" || phase === "finished";
}
