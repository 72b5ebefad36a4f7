/** The chosen question as the room has it now, with who sees the figures; its words are edited right here. */
import { useSignal } from "@preact/signals";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { vote as voteWords, host as words } from "../../words/en.ts";
import { Figure } from "../figures/figure.tsx";
import type { Room } from "../room.ts";
import { Chip } from "../ui/chip.tsx";
import { EYE, EYE_OFF } from "../ui/icons.tsx";
import { ballotsOf, sightOf } from "../ui/sight.ts";
import { EditQuestion } from "./editquestion.tsx";
import { PhaseChip } from "./phase.tsx";

export function Live({ room, poll, question }: { room: Room; poll: PollView; question: QuestionView }) {
  const editing = useSignal(false);
  const { text, min, max, options } = question;
  const tally = room.tallies.value[question.id];
  const ballots = ballotsOf(room.tallies.value, question);
  const sight = sightOf(poll, question, room.tallies.value);
  if (editing.value) {
    const done = () => {
      editing.value = false;
    };
    return <EditQuestion room={room} poll={poll} question={question} done={done} />;
  }
  return (
    <section class="card live" aria-label={text}>
      <p class="live-state">
        <PhaseChip phase={question.phase} />
        <Chip shape={sight === "none" ? EYE_OFF : EYE}>{words.sight[sight]}</Chip>
      </p>
      <h2>{text}</h2>
      <p class="live-facts soft small number">
        <span>{voteWords.hint(min, max, options.length)}</span>
        <span>{voteWords.voted(ballots)}</span>
        <button
          type="button"
          class="button-quiet button-link"
          onClick={() => {
            editing.value = true;
          }}
        >
          {words.edit}
        </button>
      </p>
      <Figure question={question} tally={tally} poll={poll.id} />
    </section>
  );
}
