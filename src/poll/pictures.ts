/** Pictures of a poll, as the rules know them: by name and size. Bytes are named by their content, so the same picture costs once. */
import type { NewQuestion } from "../protocol/client.ts";
import { PICTURES_BYTES_MAX } from "../protocol/limits.ts";
import type { Picture } from "./command.ts";
import type { State } from "./state.ts";

/** Which pictures make room for this one: of those that no option shows the ones that came first. Null where that is not enough. */
export function droppedFor({ id, bytes }: Picture, { pictures, poll }: State): string[] | null {
  const shown = new Set(poll.questions.flatMap(picturesIn));
  let total = bytes.byteLength;
  for (const [other, size] of Object.entries(pictures)) if (other !== id) total += size;
  const dropped: string[] = [];
  for (const [other, size] of Object.entries(pictures)) {
    if (total <= PICTURES_BYTES_MAX) break;
    if (other === id || shown.has(other)) continue;
    dropped.push(other);
    total -= size;
  }
  return total <= PICTURES_BYTES_MAX ? dropped : null;
}

export function hasItsPictures(question: NewQuestion, pictures: State["pictures"]): boolean {
  return picturesIn(question).every((id) => Object.hasOwn(pictures, id));
}

export function picturesIn(question: NewQuestion): string[] {
  const pictures = "pictures" in question ? question.pictures : null;
  return (pictures ?? []).filter((id) => id !== null);
}

/** One that comes again is as new as if it came now. */
export function withPicture(pictures: State["pictures"], { id, bytes }: Picture): State["pictures"] {
  return { ...without(pictures, [id]), [id]: bytes.byteLength };
}

export function without(pictures: State["pictures"], ids: readonly string[]): State["pictures"] {
  return Object.fromEntries(Object.entries(pictures).filter(([id]) => !ids.includes(id)));
}
