/** Notices that were sent: to whom, how many have them, how many have seen them. */
import type { SentNotice } from "../../../protocol/talk.ts";
import { talkHost } from "../../../words/en.ts";
import type { Room } from "../../room.ts";
import { Chip } from "../../ui/chip.tsx";
import { CHECK, CLOCK } from "../../ui/icons.tsx";
import { toast } from "../../ui/toast.tsx";
import { run } from "../run.ts";
import { Act } from "./menu.tsx";

const words = talkHost.notices;

interface SentProps {
  room: Room;
  notices: readonly SentNotice[];
  /** Of a public name. */
  nameOf(person: string): string;
}

export function Sent({ room, notices, nameOf }: SentProps) {
  const newest = notices.toSorted((one, other) => other.id - one.id);
  return (
    <section class="roomsection" aria-labelledby="sent-title">
      <h3 id="sent-title">{words.sent}</h3>
      {newest.length === 0 && <p class="soft">{words.none}</p>}
      <ul class="roomlist">
        {newest.map((notice) => (
          <Row key={notice.id} room={room} notice={notice} nameOf={nameOf} />
        ))}
      </ul>
    </section>
  );
}

function Row({ room, notice, nameOf }: Omit<SentProps, "notices"> & { notice: SentNotice }) {
  const { id, text, at, to, person, expiresAt, delivered, seen } = notice;
  const name = person ? nameOf(person) : "";
  const isOver = Date.parse(expiresAt) <= room.now();
  const withdraw = async () => {
    if (await run(room, { command: "withdraw", notice: id })) toast(words.withdrawn);
  };
  return (
    <li class="roomrow">
      <p class="roomwho small">
        <bdi class="roomname">{name ? words.toPerson(name) : words.toName[to]}</bdi>
        <time class="soft number" dateTime={at}>
          {talkHost.at(at)}
        </time>
        <Chip shape={CLOCK}>{isOver ? words.over : words.until(talkHost.at(expiresAt))}</Chip>
      </p>
      <p class="roomtext">
        <bdi>{text}</bdi>
      </p>
      <p class="roomsent">
        <Chip mood={seen > 0 ? "good" : "plain"} shape={CHECK}>
          <span class="number">{words.counts(delivered, seen)}</span>
        </Chip>
      </p>
      {!isOver && (
        <div class="roomacts">
          <Act label={words.withdraw} name={words.withdrawIt(text)} onAct={() => void withdraw()} />
        </div>
      )}
    </li>
  );
}
