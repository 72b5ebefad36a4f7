/**
 * What a phone shows of the room's talk. Drawn beside the page, into a place of its own, so that nothing of the page moves; as a whole
 * whenever a signal that it read changes, as the page itself.
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import { sheet as styles } from "../answer/sheet.ts";
import type { Room } from "../room.ts";
import { Dock } from "./dock.tsx";
import { watchTalk } from "./hear.ts";
import { NoticeCard } from "./notice.tsx";
import { isModal, Sheet } from "./sheet.tsx";
import { attachTalk, type Talk } from "./talk.ts";
import { forgetPerson, recallRead, sheet } from "./ui.ts";

/** Where the Worker has linked the sheet, the page has room for the dock from its first moment; it gets none later, or the button would move. */
if (!document.querySelector('link[href="/build/talk.css"]')) document.documentElement.classList.add("talk-late");
await styles("talk");

export interface Shown {
  room: Room;
  talk: Talk;
  /** Of a player; null where people may give themselves one. */
  name: string | null;
}

export function begin(room: Room, poll: string, name?: () => string): void {
  recallRead(poll);
  const talk = attachTalk(room, poll);
  const place = document.createElement("aside");
  place.className = "talk";
  document.body.append(place);
  watchTalk(room, talk);
  effect(() => {
    if (talk.person.value > 0) forgetPerson();
  });
  effect(() => render(<View room={room} talk={talk} name={name ? name() : null} />, place));
}

function View(shown: Shown) {
  const isOpen = shown.room.wire.value.state !== "ended" && sheet.value !== null;
  return (
    <>
      <Dock {...shown} />
      {isOpen && <Sheet {...shown} />}
      {!(isOpen && isModal()) && <NoticeCard {...shown} />}
    </>
  );
}
