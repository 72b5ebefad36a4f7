/** The pictures of a question, put in before the question that shows them. */
import { hostKeyFor } from "../device.ts";
import { picturesOf } from "../form/body.ts";
import type { QuestionDraft } from "../form/draft.ts";
import { isHere, sendPicture } from "../form/upload.ts";

export function hasNewPictures(question: QuestionDraft): boolean {
  return picturesOf(question).some((picture) => picture !== null && isHere(picture));
}

/** By option as the body has them: ids on the server, or why one could not be put in. */
export async function dressed(
  poll: string,
  question: QuestionDraft,
): Promise<{ pictures: (string | null)[] | null } | { wrong: string }> {
  const pictures: (string | null)[] = [];
  for (const picture of picturesOf(question)) {
    if (picture === null || !isHere(picture)) {
      pictures.push(picture?.key ?? null);
      continue;
    }
    const sent = await sendPicture(poll, hostKeyFor(poll) ?? "", picture.src);
    if ("wrong" in sent) return sent;
    pictures.push(sent.picture);
  }
  return { pictures: pictures.some(Boolean) ? pictures : null };
}
