/** What somebody said, with who and when; and what can be done about who said it. */
import type { ComponentChildren } from "preact";
import type { AskView, MessageView } from "../../../protocol/talk.ts";
import { talkHost as words } from "../../../words/en.ts";
import type { Room } from "../../room.ts";
import { Chip } from "../../ui/chip.tsx";
import { SCREEN } from "../../ui/icons.tsx";
import { isMuted, mute, type Someone } from "./care.ts";
import { Act } from "./menu.tsx";

export function Said({ said, children }: { said: MessageView | AskView; children?: ComponentChildren }) {
  const { name, host = false, at, text, person } = said;
  return (
    <div class="roomsaid">
      <p class="roomwho small">
        <bdi class="roomname">{words.by(name, host)}</bdi>
        {host && name !== "" && <Chip shape={SCREEN}>{words.host}</Chip>}
        <time class="soft number" dateTime={at}>
          {words.at(at)}
        </time>
        {person && isMuted(person) && <span class="soft">{words.people.muted}</span>}
        {children}
      </p>
      <p class="roomtext">
        <bdi>{text}</bdi>
      </p>
    </div>
  );
}

interface PersonActsProps {
  room: Room;
  of: MessageView | AskView;
  writeTo(someone: Someone): void;
}

/** A host is muted by nobody. */
export function PersonActs({ room, of: { person, name, host }, writeTo }: PersonActsProps) {
  if (!person || host) return null;
  const muted = isMuted(person);
  return (
    <>
      <Act
        label={muted ? words.unmutePerson(name) : words.mutePerson(name)}
        onAct={() => void mute(room, { person, name }, !muted)}
      />
      <Act label={words.writeToPerson(name)} onAct={() => writeTo({ person, name })} />
    </>
  );
}
