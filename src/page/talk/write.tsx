/** The line to write in, and the name to write under. */
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { ASK_POINTS_MAX, MESSAGE_LINES_MAX, MESSAGE_POINTS_MAX, NAME_POINTS_MAX } from "../../protocol/limits.ts";
import { points, tidyLines, tidyText } from "../../protocol/text.ts";
import { details, talk as words } from "../../words/en.ts";
import { ARROW_UP, CLOCK, Icon, LOCK } from "../ui/icons.tsx";
import type { Shown } from "./main.tsx";
import { isResting } from "./rest.ts";
import { drafts, keepName, ownName, type Tab } from "./ui.ts";

const COUNTED_FROM = 60; // what is left is said when it begins to matter

/** The name as it is being written; null where it is not. What is kept is tidy: it has no space at its end, where another word may follow. */
const naming = signal<string | null>(null);

interface Props extends Shown {
  tab: Tab;
}

export function Write(props: Props) {
  const why = whyNot(props);
  if (!why) return <Form {...props} />;
  return (
    <p class="talk-shut">
      <Icon shape={why === "quiz-runs" ? CLOCK : LOCK} />
      {details[why]}
    </p>
  );
}

function whyNot({
  tab,
  talk,
  room,
}: Props): "quiz-runs" | "muted" | "chat-closed" | "asks-closed" | "chat-off" | "asks-off" | null {
  const { chat, questions } = talk.settings.value;
  const part = tab === "chat" ? chat : questions;
  if (part !== "open") return `${tab}-${part}`;
  if (isResting(room)) return "quiz-runs";
  return talk.muted.value ? "muted" : null;
}

function Form({ tab, talk, name, room }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const max = tab === "chat" ? MESSAGE_POINTS_MAX : ASK_POINTS_MAX;
  const draft = drafts.value[tab];
  const text = tab === "chat" ? tidyLines(draft, MESSAGE_LINES_MAX) : tidyText(draft);
  const left = max - points(text);
  const isReady = text !== "" && left >= 0;
  const as = name ?? ownName.value;
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = "auto";
    current.style.height = `${current.scrollHeight + 2}px`;
  }, [draft, tab]);
  const send = (event: Event) => {
    event.preventDefault();
    if (!isReady) return;
    (tab === "chat" ? talk.say : talk.ask)(text, as);
    drafts.value = { ...drafts.value, [tab]: "" };
    field.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    // While letters are being composed, Enter takes a word and sends nothing. Safari says so only by the code.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) send(event);
  };
  return (
    <form class="talk-write" onSubmit={send} noValidate>
      <p class="talk-meta">
        {name === null ? (
          <Name />
        ) : (
          <span class="soft">
            <As name={name} />
          </span>
        )}
        {room.wire.value.state !== "open" && <span class="soft">{words.offline}</span>}
        {left <= COUNTED_FROM && (
          <span class={left < 0 ? "talk-left talk-over number" : "talk-left number"} role="status">
            {words.left(left)}
          </span>
        )}
      </p>
      <div class="talk-field">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          enterkeyhint="send"
          aria-label={tab === "chat" ? words.write : words.ask}
          placeholder={tab === "chat" ? words.write : words.ask}
          aria-invalid={left < 0}
          value={draft}
          onInput={({ currentTarget }) => {
            drafts.value = { ...drafts.value, [tab]: currentTarget.value };
          }}
          onKeyDown={key}
        />
        <button type="submit" class="button" aria-label={tab === "chat" ? words.send : words.sendAsk} aria-disabled={!isReady}>
          <Icon shape={ARROW_UP} />
        </button>
      </div>
    </form>
  );
}

/** Always the same function: it is called when the field comes, and not again. */
function focusIn(field: HTMLElement | null): void {
  field?.focus();
}

function As({ name }: { name: string }) {
  return (
    <>
      {words.as} <bdi>{name || words.noName}</bdi>
    </>
  );
}

function Name() {
  // On to what is to be said under it.
  const close = () => {
    naming.value = null;
    document.querySelector<HTMLElement>(".talk-write textarea")?.focus();
  };
  if (naming.value === null) {
    return (
      <button
        type="button"
        class="talk-as"
        onClick={() => {
          naming.value = ownName.value;
        }}
      >
        <span>
          <As name={ownName.value} />
        </span>
        <b>{words.changeName}</b>
      </button>
    );
  }
  return (
    <span class="talk-naming">
      <input
        type="text"
        aria-label={words.name}
        placeholder={words.name}
        autoComplete="nickname"
        maxLength={NAME_POINTS_MAX}
        ref={focusIn}
        value={naming.value}
        onInput={({ currentTarget }) => {
          naming.value = currentTarget.value;
          keepName(tidyText(currentTarget.value));
        }}
        onKeyDown={(event) => {
          if ((event.key !== "Enter" && event.key !== "Escape") || event.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          close();
        }}
      />
      <button type="button" class="button-quiet" onClick={close}>
        {words.keepName}
      </button>
    </span>
  );
}
