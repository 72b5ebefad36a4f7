/** Names in the lobby stay where they are: a newcomer takes a free place, and where there is none the place of whoever has been there longest. */

/** `newest` first, as the hub tells them; null is a free place. */
export function seated(before: readonly (string | null)[], newest: readonly string[], places: number): (string | null)[] {
  const shown = newest.slice(0, places);
  const seats = Array.from({ length: places }, (_, at) => {
    const name = before[at] ?? null;
    return name !== null && shown.includes(name) ? name : null;
  });
  for (const name of shown.toReversed()) {
    if (!seats.includes(name)) seats[seats.indexOf(null)] = name;
  }
  return seats;
}
