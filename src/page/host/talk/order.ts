/** In which order a host reads what was asked, and how a list keeps still while somebody is about to press something in it. */
import type { AskView } from "../../../protocol/talk.ts";

export type Section = "waiting" | "open" | "answered" | "archived" | "hidden";

export function sectionOf({ state, hidden }: AskView): Section {
  return hidden ? "hidden" : state;
}

/** Those that wait and those that are put away as they came; open ones by votes, the one that is next first. */
export function asksIn(section: Section, asks: readonly AskView[]): AskView[] {
  const found = asks.filter((ask) => sectionOf(ask) === section);
  if (section !== "open") return found.toSorted((one, other) => one.id - other.id);
  return found.toSorted((one, other) => rankOf(one) - rankOf(other) || other.votes - one.votes || one.id - other.id);
}

function rankOf({ pinned, next }: AskView): number {
  return pinned ? 0 : next ? 1 : 2;
}

/** What is shown keeps its order, what is gone leaves, what is new comes last. */
export function calm<Id>(shown: readonly Id[], wanted: readonly Id[]): Id[] {
  const staying = shown.filter((id) => wanted.includes(id));
  return [...staying, ...wanted.filter((id) => !staying.includes(id))];
}
