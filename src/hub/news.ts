/** What the crowd must hear of what happened, least first. `mine` is a snapshot that also says to each voter what still counts. */
import type { Event } from "../poll/event.ts";

export const NEWS = { none: 0, presence: 1, results: 2, snapshot: 3, mine: 4 } as const;
export type News = keyof typeof NEWS;

export function greater(one: News, other: News): News {
  return NEWS[one] > NEWS[other] ? one : other;
}

const NEW_ROUNDS: ReadonlySet<Event["type"]> = new Set(["reset", "reset-undone", "asked-again", "cleared", "clear-undone"]);

/** No page shows a picture before an option has it; what a quiz's own events mean is said in `quiz/desk.ts`. */
const SILENT: ReadonlySet<Event["type"]> = new Set([
  "picture-kept",
  "pictures-dropped",
  "joined",
  "lobby-changed",
  "player-changed",
  "quiz-moved",
]);

/** Votes move numbers; whatever else happens changes what a page shows; a new round also what still counts. */
export function newsOf(events: readonly Event[]): News {
  let news: News = "none";
  for (const { type } of events) {
    if (NEW_ROUNDS.has(type)) return "mine";
    if (type === "voted") news = news === "snapshot" ? news : "results";
    else if (!SILENT.has(type)) news = "snapshot";
  }
  return news;
}
