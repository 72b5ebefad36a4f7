/** Pictures go in once there is a poll to hold them. The poll is good without them: what does not arrive can be tried again, or left out. */
import { signal } from "@preact/signals";
import { REQUEST_WITHIN_MS } from "../../protocol/limits.ts";
import type { Made } from "../../protocol/server.ts";
import { form as words } from "../../words/en.ts";
import { meantQuestions, picturesOf } from "../form/body.ts";
import type { PollDraft, QuestionDraft } from "../form/draft.ts";
import { isHere, sendPicture } from "../form/upload.ts";

export interface Dressing {
  poll: Made;
  written: PollDraft;
  count: number;
  done: number;
  /** Why, once all was tried and something did not arrive. */
  wrong: string | null;
}

/** Null while no pictures are on their way. */
export const dressing = signal<Dressing | null>(null);

/** What has arrived: key on this device to id on the server. */
const arrived = new Map<string, string>();

/** Is all in its place? */
export async function dress(poll: Made, written: PollDraft): Promise<boolean> {
  const asked = meantQuestions(written.questions).map((index) => written.questions[index] as QuestionDraft);
  const here = asked.flatMap(picturesOf).filter((picture) => picture !== null && isHere(picture));
  if (here.length === 0) return true;
  const say = (wrong: string | null) => {
    dressing.value = { poll, written, count: here.length, done: arrived.size, wrong };
  };
  let wrong: string | null = null;
  say(null);
  for (const picture of here) {
    if (!picture?.src || arrived.has(picture.key)) continue;
    const sent = await sendPicture(poll.id, poll.hostKey, picture.src);
    if ("wrong" in sent) wrong = sent.wrong;
    else arrived.set(picture.key, sent.picture);
    say(null);
  }
  for (const [index, question] of asked.entries()) {
    const pictures = picturesOf(question).map((picture) => (picture ? (arrived.get(picture.key) ?? null) : null));
    if (pictures.some(Boolean) && !(await putOn(poll, `q${index + 1}`, pictures))) wrong ??= words.pictureUnsent;
  }
  say(wrong);
  return wrong === null;
}

export async function tryAgain(): Promise<void> {
  const at = dressing.value;
  if (at && (await dress(at.poll, at.written))) goOn(at.poll);
}

/** The key travels in the fragment: a browser that stores nothing has no other way to bring it along. */
export function goOn({ id, hostKey }: Made): void {
  location.assign(`/p/${id}/host#key=${hostKey}`);
}

async function putOn({ id, hostKey }: Made, question: string, pictures: (string | null)[]): Promise<boolean> {
  try {
    const { ok } = await fetch(`/api/polls/${id}/commands`, {
      method: "POST",
      headers: { authorization: `Bearer ${hostKey}`, "content-type": "application/json" },
      body: JSON.stringify({ command: "edit", question, pictures }),
      signal: AbortSignal.timeout(REQUEST_WITHIN_MS),
    });
    return ok;
  } catch {
    return false;
  }
}
