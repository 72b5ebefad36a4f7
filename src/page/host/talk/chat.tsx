/** The chat as its host reads it, with what is hidden, and each message's menu; and the host's own line at the end. */
import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { MESSAGE_POINTS_MAX } from "../../../protocol/limits.ts";
import type { MessageView } from "../../../protocol/talk.ts";
import { points, tidyText } from "../../../protocol/text.ts";
import { whyNot, talkHost as words } from "../../../words/en.ts";
import { FieldNote } from "../../form/fieldnote.tsx";
import { SlowMode } from "../../form/talkfields.tsx";
import type { MessageLine, Talk } from "../../talk/talk.ts";
import { Chip } from "../../ui/chip.tsx";
import { ARROW_UP, CROSS, CYCLE, DOWN, EYE, EYE_OFF, Icon, PIN, TRASH } from "../../ui/icons.tsx";
import { changeMessage, type MessageChange, setTalk } from "./care.ts";
import { message as text } from "./drafts.ts";
import { useHeld } from "./held.ts";
import { Act, Menu } from "./menu.tsx";
import type { TalkProps } from "./panel.tsx";
import { PartBar } from "./partbar.tsx";
import { PersonActs, Said } from "./said.tsx";

export function Chat(props: TalkProps) {
  const { room, poll, talk } = props;
  const { chat } = poll.talk;
  const messages = talk.messages.value;
  return (
    <>
      <PartBar room={room} part="chat" state={chat}>
        <SlowMode talk={poll.talk} onChange={(change) => setTalk(room, change)} />
      </PartBar>
      {(chat !== "off" || messages.length > 0) && <MessageLog {...props} messages={messages} />}
      {chat !== "off" && <Composer talk={talk} />}
    </>
  );
}

interface LogProps extends TalkProps {
  messages: readonly MessageLine[];
}

/** It follows the newest as long as one reads at the end, and nobody is about to press something in it. */
function MessageLog({ messages, ...props }: LogProps) {
  const log = useRef<HTMLUListElement>(null);
  const held = useHeld(log);
  const unread = useSignal(0);
  const atEnd = useRef(true);
  const lastKey = messages.at(-1)?.key;
  const seen = useRef(lastKey);
  const toEnd = () => {
    const list = log.current;
    if (list) list.scrollTop = list.scrollHeight;
    atEnd.current = true;
    unread.value = 0;
  };
  useLayoutEffect(() => {
    const isOwn = messages.at(-1)?.mine === true;
    const come = messages.length - 1 - messages.findIndex(({ key }) => key === seen.current);
    seen.current = lastKey;
    if (isOwn || (atEnd.current && !held)) toEnd();
    else if (come < messages.length) unread.value += come;
  }, [lastKey]);
  const scrolled = () => {
    const list = log.current;
    if (!list) return;
    atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < 24;
    if (atEnd.current) unread.value = 0;
  };
  const pinned = messages.find((message) => message.pinned);
  return (
    <div class="roomlogbox">
      {pinned && <Pinned text={pinned.text} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <ul ref={log} class="roomlist roomlog" aria-label={words.chat.log} tabIndex={0} onScroll={scrolled}>
        {props.talk.hasOlder.value && <li class="soft small">{words.chat.older}</li>}
        {messages.length === 0 && <li class="soft">{props.talk.here.value ? words.chat.none : words.loading}</li>}
        {messages.map((line) => (
          <Row key={line.key} {...props} line={line} pinnedNow={pinned} />
        ))}
      </ul>
      {unread.value > 0 && (
        <button type="button" class="button roomnewest" onClick={toEnd}>
          <Icon shape={DOWN} /> {words.chat.newest(unread.value)}
        </button>
      )}
    </div>
  );
}

function Pinned({ text }: { text: string }) {
  return (
    <p class="roompinned">
      <Icon shape={PIN} />
      <span class="visually-hidden">{words.chat.pinned}: </span>
      <bdi>{text}</bdi>
    </p>
  );
}

interface RowProps extends TalkProps {
  line: MessageLine;
  pinnedNow: MessageLine | undefined;
}

function isSent(line: MessageLine | undefined): line is MessageLine & MessageView {
  return line !== undefined && line.id !== null;
}

function Row({ room, talk, line, pinnedNow, writeTo }: RowProps) {
  if (!isSent(line)) return <Unsent talk={talk} line={line} />;
  const change = (what: MessageChange) => void changeMessage(room, line, what, isSent(pinnedNow) ? pinnedNow : undefined);
  const act = (what: MessageChange, label: string, shape: string) => (
    <Act label={label} shape={shape} danger={what === "remove"} onAct={() => change(what)} />
  );
  return (
    <li class={line.hidden ? "roomrow roomrow-message roomrow-hidden" : "roomrow roomrow-message"}>
      <Said said={line.mine ? { ...line, host: true } : line}>
        {line.hidden && <Chip shape={EYE_OFF}>{words.chat.hidden}</Chip>}
        {line.pinned && <Chip shape={PIN}>{words.chat.pinned}</Chip>}
      </Said>
      <Menu of={line.text}>
        {line.hidden ? act("show", words.name.show, EYE) : act("hide", words.name.hide, EYE_OFF)}
        {!line.hidden && (line.pinned ? act("unpin", words.unpinMessage, PIN) : act("pin", words.pinMessage, PIN))}
        <PersonActs room={room} of={line} writeTo={writeTo} />
        {act("remove", words.name.remove, TRASH)}
      </Menu>
    </li>
  );
}

/** What the host has just written: it is on this device, whatever becomes of the line. */
function Unsent({ talk, line: { text, standing } }: { talk: Talk; line: MessageLine }) {
  return (
    <li class="roomrow roomrow-message roomrow-unsent">
      <p class="roomtext">
        <bdi>{text}</bdi>
      </p>
      {standing.state === "refused" ? (
        <p class="field-error">
          {whyNot(standing.code, standing.detail)}{" "}
          <button
            type="button"
            class="button-quiet button-icon"
            aria-label={words.chat.drop}
            onClick={() => talk.forget(standing.n)}
          >
            <Icon shape={CROSS} />
          </button>
        </p>
      ) : (
        <Chip mood="busy" shape={CYCLE}>
          {words.chat.sending}
        </Chip>
      )}
    </li>
  );
}

function Composer({ talk }: { talk: Talk }) {
  const id = useId();
  const send = (event: Event) => {
    event.preventDefault();
    const tidy = tidyText(text.value);
    if (tidy === "" || points(tidy) > MESSAGE_POINTS_MAX) return;
    talk.say(tidy);
    text.value = "";
  };
  return (
    <form class="roomcompose" onSubmit={send} noValidate>
      <label class="visually-hidden" for={id}>
        {words.chat.write}
      </label>
      <input
        id={id}
        class="input"
        type="text"
        value={text.value}
        placeholder={words.chat.placeholder}
        autocomplete="off"
        enterkeyhint="send"
        aria-describedby={`${id}-note`}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button button-icon" aria-label={words.chat.send}>
        <Icon shape={ARROW_UP} />
      </button>
      <FieldNote id={`${id}-note`} text={text.value} pointsMax={MESSAGE_POINTS_MAX} message={null} />
    </form>
  );
}
