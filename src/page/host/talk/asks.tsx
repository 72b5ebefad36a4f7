/** What the room wants to know: those that wait for the host first, then the open ones by votes, and what is put away below. */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { AskView } from "../../../protocol/talk.ts";
import { talkHost as words } from "../../../words/en.ts";
import { DOWN, Icon, SORT } from "../../ui/icons.tsx";
import { AskRow } from "./askrow.tsx";
import { useCalmOrder } from "./held.ts";
import { asksIn } from "./order.ts";
import type { TalkProps } from "./panel.tsx";
import { PartBar } from "./partbar.tsx";
import { asksOf } from "./waiting.tsx";

export function Asks(props: TalkProps) {
  const { room, poll, talk } = props;
  const { questions } = poll.talk;
  const asks = asksOf(talk);
  if (questions === "off" && asks.length === 0) return <PartBar room={room} part="asks" state={questions} />;
  const waiting = asksIn("waiting", asks);
  return (
    <>
      <PartBar room={room} part="asks" state={questions} />
      {waiting.length > 0 && (
        <section class="roomsection roomsection-waiting" aria-label={words.asks.waiting(waiting.length)}>
          <h3 class="number">{words.asks.waiting(waiting.length)}</h3>
          <Rows {...props} asks={waiting} />
        </section>
      )}
      <Open {...props} asks={asksIn("open", asks)} isAlone={waiting.length === 0} />
      <div>
        {(["answered", "archived", "hidden"] as const).map((section) => (
          <Away key={section} {...props} title={words.asks[section]} asks={asksIn(section, asks)} />
        ))}
      </div>
    </>
  );
}

const ROWS = 30; // nobody moderates more at once, and what is below stays within reach

interface ListProps extends TalkProps {
  asks: readonly AskView[];
}

function Rows({ asks, ...props }: ListProps) {
  const most = useSignal(ROWS);
  const pinned = asksOf(props.talk).find((ask) => ask.pinned);
  return (
    <>
      <ul class="roomlist">
        {asks.slice(0, most.value).map((ask) => (
          <AskRow key={ask.id} {...props} ask={ask} pinnedNow={pinned} />
        ))}
      </ul>
      {asks.length > most.value && (
        <button
          type="button"
          class="button-quiet"
          onClick={() => {
            most.value += ROWS;
          }}
        >
          {words.asks.showMore(Math.min(ROWS, asks.length - most.value))}
        </button>
      )}
    </>
  );
}

/** While somebody is about to press something, rows stay where they are. */
function Open({ asks, isAlone, ...props }: ListProps & { isAlone: boolean }) {
  const section = useRef<HTMLElement>(null);
  const { order, isBehind, catchUp } = useCalmOrder(
    section,
    asks.map(({ id }) => id),
  );
  const byId = new Map(asks.map((ask) => [ask.id, ask]));
  const listed = order.flatMap((id) => byId.get(id) ?? []);
  return (
    <section ref={section} class="roomsection" aria-label={words.asks.open(asks.length)}>
      {asks.length > 0 && (
        <div class="roomhead">
          <h3 class="number">{words.asks.open(asks.length)}</h3>
          {isBehind && (
            <button type="button" class="button-quiet button-link small" onClick={catchUp}>
              <Icon shape={SORT} /> {words.asks.sort}
            </button>
          )}
        </div>
      )}
      {asks.length === 0 && isAlone && <p class="soft">{props.talk.here.value ? words.asks.none : words.loading}</p>}
      <Rows {...props} asks={listed} />
    </section>
  );
}

function Away({ title, asks, ...props }: ListProps & { title(count: number): string }) {
  if (asks.length === 0) return null;
  return (
    <details class="fold roomaway">
      <summary class="small number">
        {title(asks.length)} <Icon shape={DOWN} />
      </summary>
      <Rows {...props} asks={asks} />
    </details>
  );
}
