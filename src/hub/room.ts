/** What a broadcast needs of its hub. */
import type { Room } from "./broadcast.ts";
import type { PollHub } from "./hub.ts";

export function roomOf(hub: PollHub): Room {
  return {
    state: () => hub.state,
    minesOf: (state, voters) => hub.ledger.minesOf(state, voters),
    framesOf: (state) => hub.looks.framesOf(state),
    playerViews: (state, voters) => hub.quiz.playerViews(state, voters),
    told: (socket, state, now) => hub.quiz.told(socket, state, now),
    isLoud: (now) => hub.talk.isLoud(now),
    along: (sockets, now) => hub.talk.along(sockets, now),
    restMs: () => hub.relays.restMs(),
  };
}
