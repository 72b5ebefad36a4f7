/** The chat: what is pinned, the log, a line to write. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { talk as words } from "../../words/en.ts";
import { DOWN, Icon, PIN } from "../ui/icons.tsx";
import { nameOf, Own, When } from "./bits.tsx";
import type { Shown } from "./main.tsx";
import type { MessageLine } from "./talk.ts";
import { atEnd, keepRead, newestOf, unreadIn } from "./ui.ts";
import { Write } from "./write.tsx";

const NEAR_END_PX = 32; // less than a line is hidden

export function Chat(shown: Shown) {
  const { talk } = shown;
  const lines = talk.messages.value;
  const pinned = lines.find((line) => line.pinned);
  return (
    <>
      {pinned && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        <section class="talk-pinned" aria-label={words.pinned} tabIndex={0}>
          <Icon shape={PIN} />
          <p>
            <bdi class="talk-name">{nameOf(pinned)}</bdi>
            <span class="talk-text" dir="auto">
              {pinned.text}
            </span>
          </p>
        </section>
      )}
      <Log {...shown} lines={lines} />
      <Write {...shown} tab="chat" />
    </>
  );
}

/** It follows what is new only where it was at its end: nobody is torn away from what they read. */
function Log({ lines, talk }: Shown & { lines: MessageLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    atEnd.value = true;
  };
  const look = () => {
    const { current } = box;
    if (!current) return;
    atEnd.value = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_END_PX;
    if (atEnd.peek() && !document.hidden) keepRead({ chat: newestOf(talk.messages.peek()) });
  };
  const own = lines.filter(({ mine, id }) => mine && id === null).length;
  const owned = useRef(own);
  useLayoutEffect(() => {
    // Who writes looks at what they wrote.
    if (own > owned.current) atEnd.value = true;
    owned.current = own;
    if (atEnd.peek()) toEnd();
    look();
  });
  useLayoutEffect(() => {
    // A keyboard that comes up takes half of the height.
    const watch = new ResizeObserver(() => atEnd.peek() && toEnd());
    if (box.current) watch.observe(box.current);
    document.addEventListener("visibilitychange", look);
    return () => {
      watch.disconnect();
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  const below = atEnd.value ? 0 : unreadIn("chat", lines);
  return (
    <div class="talk-middle">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <div class="talk-log" role="log" aria-live="off" aria-label={words.chat} tabIndex={0} ref={box} onScroll={look}>
        {talk.hasOlder.value && <p class="talk-older">{words.older}</p>}
        {lines.length === 0 && talk.here.value && (
          <div class="talk-none">
            <h2>{words.quiet.title}</h2>
            <p>{words.quiet.line}</p>
          </div>
        )}
        {lines.map((line) => (
          <Line key={line.key} line={line} talk={talk} />
        ))}
      </div>
      {!atEnd.value && (
        <button type="button" class="button talk-below" aria-label={below > 0 ? undefined : words.toEnd} onClick={toEnd}>
          <Icon shape={DOWN} />
          {below > 0 && words.newBelow(below)}
        </button>
      )}
    </div>
  );
}

function Line({ line, talk }: { line: MessageLine; talk: Shown["talk"] }) {
  const { mine, host, text, standing } = line;
  return (
    <div class={`talk-line${mine ? " talk-mine" : ""}${standing.state === "sent" ? "" : ` talk-${standing.state}`}`}>
      <p class="talk-who">
        <bdi class="talk-name">{nameOf(line)}</bdi>
        {host && <b class="talk-mark">{words.host}</b>}
        <When {...line} />
      </p>
      <p class="talk-text" dir="auto">
        {text}
      </p>
      <Own tab="chat" line={line} talk={talk} />
    </div>
  );
}
