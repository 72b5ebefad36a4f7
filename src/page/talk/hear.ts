/** Watches the talk: what is told to the ear, seldom enough to be borne, and what opens behind a sheet. */
import { batch, effect, signal } from "@preact/signals";
import { TALK_SPOKEN_EVERY_MS } from "../../protocol/limits.ts";
import { talk as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { openIn } from "./rest.ts";
import type { Talk } from "./talk.ts";
import { keepRead, newestOf, newSince, overtaken, read, sheet } from "./ui.ts";

/** What a screen reader says, where the person is. */
export const spoken = signal("");

export function watchTalk(room: Room, talk: Talk): void {
  effect(() => {
    if (talk.here.value && !read.peek()) keepRead({ chat: newestOf(talk.messages.peek()), asks: newestOf(talk.asks.peek()) });
  });
  watchNew(talk);
  watchQuestions(room);
}

function watchNew(talk: Talk): void {
  const told = { messages: -1, asks: -1 };
  let spokenAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const speak = () => {
    const messages = newSince(talk.messages.peek(), told.messages);
    const asks = newSince(talk.asks.peek(), told.asks);
    told.messages = Math.max(told.messages, newestOf(talk.messages.peek()));
    told.asks = Math.max(told.asks, newestOf(talk.asks.peek()));
    const sentences = [messages > 0 && words.heard(messages), asks > 0 && words.heardAsks(asks)].filter(Boolean);
    if (sentences.length === 0) return;
    spokenAt = performance.now();
    // The same sentence again is no change, and would not be said.
    const said = sentences.join(", ");
    spoken.value = spoken.peek() === said ? `${said}\u00a0` : said;
  };
  effect(() => {
    const [messages, asks] = [newestOf(talk.messages.value), newestOf(talk.asks.value)];
    if (!talk.here.value) return;
    if (told.messages < 0) {
      told.messages = messages;
      told.asks = asks;
    }
    if (messages <= told.messages && asks <= told.asks) return;
    clearTimeout(timer);
    timer = setTimeout(speak, Math.max(0, spokenAt + TALK_SPOKEN_EVERY_MS - performance.now()));
  });
}

function watchQuestions({ poll }: Room): void {
  let before: string[] | undefined;
  effect(() => {
    if (!poll.value) return;
    const now = openIn(poll.value);
    const isNew = before && now.some((open) => !before?.includes(open));
    before = now;
    batch(() => {
      if (sheet.peek() === null || now.length === 0) overtaken.value = false;
      else if (isNew) overtaken.value = true;
    });
  });
  effect(() => {
    if (sheet.value === null) overtaken.value = false;
  });
}
