/** What the log of a hub reads of storage, from a room in memory. */
import { type Change, revOf } from "../../../src/hub/talk/logrows.ts";
import type { Rows } from "../../../src/hub/talk/room.ts";
import type { MemoryRoom } from "./memory-room.ts";

export function rowsOf(room: MemoryRoom): Rows {
  const messages = () => [...room.messages.values()].filter(({ state }) => state !== "removed");
  return {
    newest(shownMax, pinned) {
      const shown = messages().filter(({ state }) => state === "shown");
      const from = shown.at(-shownMax)?.id ?? 0;
      return messages().filter(({ id }) => id === pinned || shown.length < shownMax || id >= from);
    },
    asks: () => [...room.asks.values()].filter(({ state }) => state !== "removed"),
    changed(rowsMax) {
      const changes: Change[] = [
        ...[...room.messages.values()].map((message): Change => ({ type: "message", message })),
        ...[...room.asks.values()].map((ask): Change => ({ type: "ask", ask })),
      ];
      return changes.sort((one, other) => revOf(one) - revOf(other)).slice(-rowsMax);
    },
    muted: () => [...room.people.values()].filter(({ muted }) => muted).map(({ voter }) => voter),
    deedsOf(voters, asks, messagesMax) {
      const mine = (voter: string) => messages().filter((message) => message.voter === voter);
      const upvotes = (voter: string) =>
        asks.flatMap((id): [number, number][] => {
          const upvote = room.upvotes.get(`${id} ${voter}`);
          return upvote?.up ? [[id, upvote.n]] : [];
        });
      return new Map(
        voters.map((voter) => {
          const ids = mine(voter).map(({ id }) => id);
          return [voter, { messages: ids.slice(-messagesMax), upvotes: new Map(upvotes(voter)) }];
        }),
      );
    },
  };
}
