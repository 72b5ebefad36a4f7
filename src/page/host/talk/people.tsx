/** Who is here, fifty a page. Who voted, and what, is not in it. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { PEOPLE_EVERY_MS } from "../../../protocol/limits.ts";
import type { PeoplePage, PersonRow } from "../../../protocol/talk.ts";
import { talkHost as words } from "../../../words/en.ts";
import { Chip } from "../../ui/chip.tsx";
import { CHECK, Icon, LOCK, NO_LINE, SORT } from "../../ui/icons.tsx";
import { PageList } from "../pagelist.ts";
import { Pages } from "../pages.tsx";
import { learnMutes, mute } from "./care.ts";
import { useCalmOrder } from "./held.ts";
import { Act } from "./menu.tsx";
import type { TalkProps } from "./panel.tsx";

export function People({ room, poll, talk, writeTo }: TalkProps) {
  const list = useMemo(() => new PageList<PeoplePage>(poll.id, "people", PEOPLE_EVERY_MS), [poll.id]);
  useEffect(() => list.refresh(), [list, room.present.value, talk.messages.value, talk.asks.value]);
  useEffect(() => () => list.stop(), [list]);
  const page = list.page.value;
  useEffect(() => {
    if (page) learnMutes(page.people);
  }, [page]);
  const rows = useRef<HTMLUListElement>(null);
  const { order, isBehind, catchUp } = useCalmOrder(rows, page?.people.map(({ person }) => person) ?? []);
  const byName = new Map(page?.people.map((one) => [one.person, one]));
  const again = (isDone: boolean) => isDone && void list.again();
  return (
    <>
      <div class="roomhead">
        <h3 class="number">{page ? words.people.title(page.present, page.total) : words.loading}</h3>
        {isBehind && (
          <button type="button" class="button-quiet button-link small" onClick={catchUp}>
            <Icon shape={SORT} /> {words.people.sort}
          </button>
        )}
      </div>
      <p class="soft small">{words.people.votes}</p>
      {list.isFailed.value && (
        <p class="soft small">
          {words.people.failed}{" "}
          <button type="button" class="button-quiet button-link" onClick={() => void list.again()}>
            {words.people.again}
          </button>
        </p>
      )}
      {page?.total === 0 && <p class="soft">{words.people.none}</p>}
      <ul ref={rows} class="roomlist">
        {order
          .flatMap((person) => byName.get(person) ?? [])
          .map((one) => (
            <Person
              key={one.person}
              one={one}
              onMute={() => void mute(room, one, !one.muted).then(again)}
              onWrite={() => writeTo(one)}
            />
          ))}
      </ul>
      {page && <Pages label={words.people.pages} page={page} turn={(to) => void list.turn(to)} />}
    </>
  );
}

interface PersonProps {
  one: PersonRow;
  onMute(): void;
  onWrite(): void;
}

function Person({ one: { name, since, present, muted }, onMute, onWrite }: PersonProps) {
  return (
    <li class="roomrow roomrow-person">
      <p class="roomwho">
        <bdi class={name ? "roomname" : "soft"}>{words.by(name, false)}</bdi>
        <span class="soft small number">{words.people.since(words.at(since))}</span>
        <Chip mood={present ? "good" : "plain"} shape={present ? CHECK : NO_LINE}>
          {present ? words.people.present : words.people.away}
        </Chip>
        {muted && (
          <Chip mood="warn" shape={LOCK}>
            {words.people.muted}
          </Chip>
        )}
      </p>
      <div class="roomacts">
        <Act
          label={muted ? words.unmute : words.mute}
          name={muted ? words.unmutePerson(name) : words.mutePerson(name)}
          onAct={onMute}
        />
        <Act label={words.writeTo} name={words.writeToPerson(name)} onAct={onWrite} />
      </div>
    </li>
  );
}
