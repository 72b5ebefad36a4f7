/** The first line of the console: which poll, how the room is, how the line is. */
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { product, run as runWords, host as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import type { Talk } from "../talk/talk.ts";
import { Chip } from "../ui/chip.tsx";
import { Countdown } from "../ui/countdown.tsx";
import { Hand } from "../ui/hand.tsx";
import { CHECK, CLOCK, CYCLE, Icon, NO_LINE, PEOPLE } from "../ui/icons.tsx";
import { ballotsOf } from "../ui/sight.ts";
import { ThemeSwitch } from "../ui/theme.tsx";
import { WaitingLink } from "./talk/waiting.tsx";

interface TopProps {
  room: Room;
  talk: Talk;
  poll: PollView;
  question: QuestionView | null;
}

export function Top({ room, talk, poll, question }: TopProps) {
  return (
    <header class="host-top">
      <a class="brand" href="/" aria-label={product.name}>
        <Hand />
      </a>
      <h1 class="host-title">{poll.title || words.untitled}</h1>
      <ThemeSwitch />
      <Health room={room} talk={talk} poll={poll} question={question} />
    </header>
  );
}

function Health({ room, talk, poll, question }: TopProps) {
  const delay = room.delayMs.value;
  return (
    <p class="health number">
      <span>
        <Icon shape={PEOPLE} /> {words.here(room.present.value)}
      </span>
      {question && (
        <span>
          <Icon shape={CHECK} /> {words.votedCount(ballotsOf(room.tallies.value, question))}
        </span>
      )}
      {poll.endsAt !== null && poll.questions.some(({ open }) => open) && (
        <span>
          <Countdown endsAt={poll.endsAt} now={room.now} /> {runWords.pollEnds}
        </span>
      )}
      {delay !== null && (
        <span>
          <Icon shape={CLOCK} /> {words.delay(delay)}
        </span>
      )}
      <WaitingLink talk={talk} />
      <WireChip room={room} />
    </p>
  );
}

function WireChip({ room }: { room: Room }) {
  const { state } = room.wire.value;
  if (state === "open") {
    return (
      <Chip mood="good" shape={CHECK}>
        {words.wire.open}
      </Chip>
    );
  }
  const waiting = state === "waiting";
  return (
    <Chip mood="busy" shape={waiting ? NO_LINE : CYCLE}>
      {waiting ? words.wire.waiting : words.wire.connecting}
    </Chip>
  );
}
