/** What people ask the host: to be voted up, the most wanted first. */
import { effect, signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { ASK_ORDER_RESTS_MS } from "../../protocol/limits.ts";
import { figure, talk as words } from "../../words/en.ts";
import { CHECK, CLOCK, Icon, NEXT, SCREEN, UP } from "../ui/icons.tsx";
import { nameOf, Own, When } from "./bits.tsx";
import type { Shown } from "./main.tsx";
import { ordered, settled } from "./order.ts";
import type { AskLine, Talk } from "./talk.ts";
import { keepRead, newestOf, sort } from "./ui.ts";
import { Write } from "./write.tsx";

/** Keys, as they stand on the screen: nothing changes places under a thumb. */
const places = signal<string[]>([]);

export function Asks(shown: Shown) {
  const { talk } = shown;
  const asks = talk.asks.value;
  const list = useOrder(talk);
  useLayoutEffect(() => {
    if (!document.hidden) keepRead({ asks: newestOf(asks) });
  });
  return (
    <>
      <div class="talk-middle">
        <div class="talk-asks" ref={list}>
          {asks.length === 0 && talk.here.value ? (
            <div class="talk-none">
              <h2>{words.noAsks.title}</h2>
              <p>{words.noAsks.line}</p>
            </div>
          ) : (
            <>
              <fieldset class="talk-tabs talk-sort" aria-label={words.sort}>
                <Sort by="votes" word={words.byVotes} talk={talk} />
                <Sort by="time" word={words.byTime} talk={talk} />
              </fieldset>
              <ul>
                {settled(asks, places.value, sort.value).map((ask) => (
                  <Ask key={ask.key} ask={ask} talk={talk} />
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
      <Write {...shown} tab="asks" />
    </>
  );
}

/** The order is taken anew when nobody has touched the list for a while. */
function useOrder(talk: Talk): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    let restsUntil = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      restsUntil = performance.now() + ASK_ORDER_RESTS_MS;
    };
    const order = () => {
      const wait = restsUntil - performance.now();
      if (wait > 0) timer = setTimeout(order, wait);
      else places.value = ordered(talk.asks.peek(), sort.peek()).map(({ key }) => key);
    };
    const stop = effect(() => {
      talk.asks.value;
      clearTimeout(timer);
      order();
    });
    for (const touch of ["pointerdown", "keydown"]) list.current?.addEventListener(touch, rest);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return list;
}

function Sort({ by, word, talk }: { by: "votes" | "time"; word: string; talk: Talk }) {
  const choose = () => {
    sort.value = by;
    places.value = ordered(talk.asks.peek(), by).map(({ key }) => key);
  };
  return (
    <button type="button" aria-pressed={sort.value === by} onClick={choose}>
      {word}
    </button>
  );
}

function Ask({ ask, talk }: { ask: AskLine; talk: Talk }) {
  const { id, votes, up, text, reply, mine, host, state } = ask;
  const isOpen = state === "open" && id !== null;
  return (
    <li class={`talk-ask${mine ? " talk-ask-mine" : ""}${state === "answered" ? " talk-ask-done" : ""}`}>
      <button
        type="button"
        class="talk-up"
        aria-pressed={up}
        aria-label={words.upvote(votes)}
        aria-disabled={!isOpen}
        onClick={() => isOpen && talk.upvote(id, !up)}
      >
        <Icon shape={UP} />
        <b class="number">{figure(votes)}</b>
      </button>
      <div class="talk-ask-body">
        <p class="talk-text" dir="auto">
          {text}
        </p>
        <p class="talk-who">
          <bdi class="talk-name">{nameOf(ask)}</bdi>
          {host && <b class="talk-mark">{words.host}</b>}
          <When {...ask} />
          <Where {...ask} />
        </p>
        {reply !== "" && (
          <p class="talk-reply" dir="auto">
            <b>{words.reply}: </b>
            {reply}
          </p>
        )}
        <Own tab="asks" line={ask} talk={talk} />
      </div>
    </li>
  );
}

function Where(ask: AskLine) {
  const [shape, word] = whereOf(ask) ?? [];
  return (
    shape && (
      <span class="talk-where">
        <Icon shape={shape} />
        {word}
      </span>
    )
  );
}

function whereOf({ state, next, pinned, standing }: AskLine): [shape: string, word: string] | null {
  if (standing.state !== "sent") return null;
  if (state === "waiting") return [CLOCK, words.waiting];
  if (state === "answered") return [CHECK, words.answered];
  if (next) return [NEXT, words.next];
  return pinned ? [SCREEN, words.onScreen] : null;
}
