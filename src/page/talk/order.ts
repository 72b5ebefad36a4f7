/** In which order asks stand. Plain, so that it is tested alone. */
import type { AskLine } from "./own.ts";

type Sort = "votes" | "time";

/** What the host may still answer comes first; mine that nobody has yet stands where I look for it, at the top. */
export function ordered(asks: readonly AskLine[], sort: Sort): AskLine[] {
  const rank = ({ state, id }: AskLine) => (id === null || state === "waiting" ? 0 : state === "open" ? 1 : 2);
  const age = ({ id }: AskLine) => id ?? Number.POSITIVE_INFINITY;
  return asks.toSorted(
    (one, other) => rank(one) - rank(other) || (sort === "votes" ? other.votes - one.votes : 0) || (age(other) > age(one) ? 1 : -1),
  );
}

/** As they stood, with what is new where it belongs among them. */
export function settled(asks: readonly AskLine[], places: readonly string[], sort: Sort): AskLine[] {
  const place = new Map(places.map((key, at) => [key, at]));
  const known = asks
    .filter(({ key }) => place.has(key))
    .sort((one, other) => (place.get(one.key) ?? 0) - (place.get(other.key) ?? 0));
  const fresh = ordered(
    asks.filter(({ key }) => !place.has(key)),
    sort,
  );
  const isFirst = (ask: AskLine) => sort === "time" || ask.id === null || ask.state === "waiting";
  return [...fresh.filter(isFirst), ...known, ...fresh.filter((ask) => !isFirst(ask))];
}
