/** Chat or questions, opened and closed with one click. */
import type { ComponentChildren } from "preact";
import type { TalkSettings } from "../../../protocol/talk.ts";
import { talkHost as words } from "../../../words/en.ts";
import type { Room } from "../../room.ts";
import { Icon, LOCK, PLUS, UNLOCK } from "../../ui/icons.tsx";
import { setTalk } from "./care.ts";

interface PartBarProps {
  room: Room;
  part: "chat" | "asks";
  state: TalkSettings["chat"];
  children?: ComponentChildren;
}

const SETTING = { chat: "chat", asks: "questions" } as const;

export function PartBar({ room, part, state, children }: PartBarProps) {
  const turn = (to: "open" | "closed") => () => setTalk(room, { [SETTING[part]]: to });
  if (state === "off") {
    const { line, on } = words.off[part];
    return (
      <div class="roombar roombar-off">
        <p class="soft">{line}</p>
        <button type="button" class="button-quiet" onClick={turn("open")}>
          <Icon shape={PLUS} /> {on}
        </button>
      </div>
    );
  }
  const said = words.part[part];
  const isOpen = state === "open";
  return (
    <div class="roombar">
      <p class="soft small" role="status">
        {said[state]}
      </p>
      <button type="button" class="button-quiet" onClick={turn(isOpen ? "closed" : "open")}>
        <Icon shape={isOpen ? LOCK : UNLOCK} /> {isOpen ? said.close : said.reopen}
      </button>
      {children}
    </div>
  );
}
