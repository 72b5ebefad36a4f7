/** What the room says beside its votes, and what its host does with it. Folded while people only vote; never above the controls of the poll. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { SPOKEN_EVERY_MS } from "../../../protocol/limits.ts";
import type { PollView } from "../../../protocol/server.ts";
import { talkForm, talkHost as words } from "../../../words/en.ts";
import type { Room } from "../../room.ts";
import type { Talk } from "../../talk/talk.ts";
import { DOWN, Icon } from "../../ui/icons.tsx";
import { talksIn } from "../../vote/order.ts";
import { Asks } from "./asks.tsx";
import type { Someone } from "./care.ts";
import { Chat } from "./chat.tsx";
import { useKeptFocus } from "./keptfocus.ts";
import { Notices } from "./notices.tsx";
import { People } from "./people.tsx";
import { Reacted } from "./reacted.tsx";
import { Tabs } from "./tabs.tsx";
import { WaitingChip, waitingIn } from "./waiting.tsx";

const TABS = ["asks", "chat", "people", "notices"] as const;
type TabName = (typeof TABS)[number];

export interface TalkProps {
  room: Room;
  poll: PollView;
  talk: Talk;
  writeTo(someone: Someone): void;
}

export function TheRoom({ room, poll, talk }: Omit<TalkProps, "writeTo">) {
  const isOn = talksIn(poll);
  const isOpen = useSignal(isOn);
  const tab = useSignal<TabName>(poll.talk.questions === "off" && poll.talk.chat !== "off" ? "chat" : "asks");
  const someone = useSignal<Someone | null>(null);
  const panel = useRef<HTMLDetailsElement>(null);
  useKeptFocus(panel);
  useEffect(() => {
    if (isOn) isOpen.value = true;
  }, [isOn]);
  // What is on is heard anyway. A host may look at what was said before it was switched off; until then a poll that does not talk pays nothing.
  useEffect(() => {
    if (isOpen.value) talk.listen();
  }, [talk, isOpen.value]);
  const waiting = waitingIn(talk);
  const fresh = useUnread(talk, isOpen.value && tab.value === "chat");
  const pick = (name: TabName) => {
    tab.value = name;
  };
  const writeTo = (to: Someone) => {
    someone.value = to;
    pick("notices");
  };
  const here = { room, poll, talk, writeTo };
  const counts = { asks: waiting, chat: fresh, people: 0, notices: 0 };
  const counted = { asks: words.waitingBadge(waiting), chat: words.newBadge(fresh), people: "", notices: "" };
  return (
    <>
      <Spoken waiting={waiting} />
      <details
        id="room"
        ref={panel}
        class="card fold roomtalk"
        open={isOpen.value}
        onToggle={(event) => {
          isOpen.value = event.currentTarget.open;
        }}
      >
        <summary>
          <h2 class="card-title">{words.title}</h2>
          <span class="roomsum">
            {waiting > 0 ? <WaitingChip count={waiting} /> : !isOpen.value && <span class="soft">{talkForm.line(poll.talk)}</span>}
          </span>
          <Icon shape={DOWN} />
        </summary>
        <div class="fold-body roombody">
          {poll.talk.reactions && <Reacted talk={talk} />}
          <Tabs
            id="room"
            label={words.tabs}
            tabs={TABS.map((name) => ({ name, label: words.tab[name], count: counts[name], counted: counted[name] }))}
            picked={tab.value}
            onPick={pick}
          >
            {tab.value === "asks" && <Asks {...here} />}
            {tab.value === "chat" && <Chat {...here} />}
            {tab.value === "people" && <People {...here} />}
            {tab.value === "notices" && <Notices {...here} someone={someone.value} drop={() => (someone.value = null)} />}
          </Tabs>
        </div>
      </details>
    </>
  );
}

/** How many messages have come since the chat was last looked at. Before the first log nothing is new. */
function useUnread(talk: Talk, isReading: boolean): number {
  const read = useSignal<number | null>(null);
  const isHere = talk.here.value;
  const messages = talk.messages.value;
  const newest = messages.findLast(({ id }) => id !== null)?.id ?? 0;
  useEffect(() => {
    if (isHere && (isReading || read.value === null)) read.value = newest;
  }, [isHere, isReading, newest]);
  const last = isReading ? null : read.value;
  return last === null ? 0 : messages.filter(({ id }) => id !== null && id > last).length;
}

/** For the ear: how many wait, not more often than one can bear. */
function Spoken({ waiting }: { waiting: number }) {
  const said = useSignal(0);
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        saidAt.current = Date.now();
        said.value = waiting;
      },
      Math.max(0, saidAt.current + SPOKEN_EVERY_MS - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [waiting]);
  return (
    <p class="visually-hidden" role="status">
      {said.value > 0 && words.waits(said.value)}
    </p>
  );
}
