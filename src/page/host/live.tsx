/** What the room sees now, as a miniature of the big screen; what only the host sees says so. Words are edited right here. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { run as runWords, vote as voteWords, host as words } from "../../words/en.ts";
import { facts } from "../facts.ts";
import { Figure } from "../figures/figure.tsx";
import type { Room } from "../room.ts";
import { Chip } from "../ui/chip.tsx";
import { Countdown } from "../ui/countdown.tsx";
import { Hand } from "../ui/hand.tsx";
import { EYE, EYE_OFF } from "../ui/icons.tsx";
import { ballotsOf, isTooFew, sightOf } from "../ui/sight.ts";
import { EditQuestion } from "./editquestion.tsx";
import { PhaseChip } from "./phase.tsx";
import { reset } from "./reset.ts";
import { JoinCode } from "./share.tsx";

interface LiveProps {
  room: Room;
  poll: PollView;
  question: QuestionView;
}

export function Live({ room, poll, question }: LiveProps) {
  const editing = useSignal(false);
  const turn = (on: boolean) => () => {
    editing.value = on;
  };
  if (editing.value) return <EditQuestion room={room} poll={poll} question={question} done={turn(false)} />;
  const { text, endsAt, seconds } = question;
  const sight = sightOf(poll, question, room.tallies.value);
  const ballots = ballotsOf(room.tallies.value, question);
  return (
    <section class="card live" aria-label={text}>
      <p class="live-state">
        <PhaseChip phase={question.phase} />
        <Chip mood={sight === "none" ? "warn" : "plain"} shape={sight === "none" ? EYE_OFF : EYE}>
          {words.sight[sight]}
        </Chip>
      </p>
      <div class="live-head">
        <h2>{text}</h2>
        <Countdown endsAt={endsAt} now={room.now} of={seconds} />
      </div>
      <Facts room={room} poll={poll} question={question}>
        <button type="button" class="button-quiet button-link" onClick={turn(true)}>
          {words.edit}
        </button>
      </Facts>
      <div class={sight === "none" && ballots > 0 ? "live-figure live-figure-hidden" : "live-figure"}>
        <Figure question={question} tally={room.tallies.value[question.id]} poll={poll.id} />
      </div>
    </section>
  );
}

function Facts({ room, poll, question, children }: LiveProps & { children: ComponentChildren }) {
  const { kind, min, max, options, again } = question;
  const tooFew = isTooFew(poll, question, room.tallies.value);
  return (
    <p class="live-facts soft small number">
      <span>{kind === "choice" ? voteWords.hint(min, max, options.length) : runWords.kind[kind]}</span>
      {again && <span>{runWords.isAgain}</span>}
      <span>{voteWords.voted(ballotsOf(room.tallies.value, question))}</span>
      {tooFew && <span>{runWords.tooFew(poll.showFrom)}</span>}
      <span class="live-tools">
        {children}
        <button type="button" class="button-quiet button-link" onClick={() => void reset(room, question)}>
          {words.reset}
        </button>
      </span>
    </p>
  );
}

/** Before the first question: what is on the big screen, and what comes. */
export function Lobby({ poll }: { poll: PollView }) {
  const { code, questions } = poll;
  return (
    <section class="card live live-lobby" aria-labelledby="lobby-title">
      <Hand />
      <h2 id="lobby-title">{runWords.lobby.title}</h2>
      {code && <JoinCode code={code} origin={facts().origin} />}
      <p class="live-next">{runWords.lobby.line(questions[0]?.text ?? "")}</p>
    </section>
  );
}
