/** A slim row under the page: what can be opened, how much of it is new, and reactions. */
import { useMemo } from "preact/hooks";
import { REACTIONS, type Reaction } from "../../protocol/talk.ts";
import { talk as words } from "../../words/en.ts";
import { CLOCK, Icon, KIND_SHAPES, SMILE } from "../ui/icons.tsx";
import { talksIn } from "../vote/order.ts";
import { Floats } from "./floats.tsx";
import { ASK } from "./icons.ts";
import type { Shown } from "./main.tsx";
import { isResting } from "./rest.ts";
import type { ReactionCounts, Talk } from "./talk.ts";
import { palette, sheet, type Tab, unreadIn } from "./ui.ts";

const FLOATS_MAX = 10; // on a phone more are a cloud

export function Dock(shown: Shown) {
  const { room, talk } = shown;
  const listen = useMemo(() => listenTo(talk), [talk]);
  const { chat, questions, reactions } = talk.settings.value;
  if (room.wire.value.state === "ended" || !talksIn({ talk: talk.settings.value })) return null;
  const rests = isResting(room) && (chat !== "off" || questions !== "off");
  return (
    <nav class="dock" aria-label={words.dock}>
      {reactions && <Floats listen={listen} most={FLOATS_MAX} />}
      {reactions && palette.value && <Palette {...shown} />}
      <div class="dock-row">
        {rests ? (
          <p class="dock-rests">
            <Icon shape={CLOCK} />
            {words.rests}
          </p>
        ) : (
          <>
            {chat !== "off" && <Opener tab="chat" shape={KIND_SHAPES.text} count={unreadIn("chat", talk.messages.value)} />}
            {questions !== "off" && <Opener tab="asks" shape={ASK} count={unreadIn("asks", talk.asks.value)} />}
          </>
        )}
        {reactions && (
          <button
            type="button"
            class="dock-button"
            aria-expanded={palette.value}
            onClick={() => {
              palette.value = !palette.value;
            }}
          >
            <Icon shape={SMILE} />
            <span class="dock-word">{words.react}</span>
          </button>
        )}
      </div>
    </nav>
  );
}

function Opener({ tab, shape, count }: { tab: Tab; shape: string; count: number }) {
  const open = () => {
    palette.value = false;
    sheet.value = tab;
  };
  return (
    <button type="button" class="dock-button" aria-haspopup="dialog" aria-label={words[`${tab}New`](count)} onClick={open}>
      <span class="dock-sign">
        <Icon shape={shape} />
        {count > 0 && (
          <b class="dock-badge number" aria-hidden="true">
            {words.badge(count)}
          </b>
        )}
      </span>
      <span class="dock-word" aria-hidden="true">
        {words[tab]}
      </span>
    </button>
  );
}

function Palette({ talk, room }: Shown) {
  const isOpen = room.wire.value.state === "open";
  const tap = (emoji: Reaction) => {
    if (!isOpen) return;
    talk.react(emoji);
    for (const heard of floating) heard({ [emoji]: 1 });
  };
  return (
    <fieldset class="dock-palette" aria-label={words.palette}>
      {REACTIONS.map((emoji) => (
        <button key={emoji} type="button" aria-label={words.reactions[emoji]} aria-disabled={!isOpen} onClick={() => tap(emoji)}>
          {emoji}
        </button>
      ))}
    </fieldset>
  );
}

const floating = new Set<(counts: ReactionCounts) => void>();

/** My own at once, the others' as they come. */
function listenTo(talk: Talk) {
  return (heard: (counts: ReactionCounts) => void) => {
    floating.add(heard);
    const stop = talk.heardReactions(heard);
    return () => {
      floating.delete(heard);
      stop();
    };
  };
}

addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !palette.peek()) return;
  palette.value = false;
  document.querySelector<HTMLElement>(".dock-button[aria-expanded]")?.focus();
});
