/** Made-up voters for a rehearsal: they answer whatever is open, like people do, with favourites. Their votes are real votes until they are cleared. */
import { signal } from "@preact/signals";
import { base64url } from "../../protocol/bytes.ts";
import { REHEARSAL_EVERY_MS, REHEARSAL_VOTERS } from "../../protocol/limits.ts";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { rehearsal as words } from "../../words/en.ts";
import { deviceShelf } from "../device.ts";
import type { Room } from "../room.ts";
import { toast } from "../ui/toast.tsx";

/** While they vote. */
export const isRehearsing = signal(false);
/** Polls with pretend votes that were sent from this device. */
const nameOf = (poll: string): string => `showhands:rehearsed:${poll}`;
export const hasRehearsed = signal(false);

export function recallRehearsal(poll: string): void {
  hasRehearsed.value = deviceShelf.get(nameOf(poll)) !== null;
}

export function forgetRehearsal(poll: string): void {
  deviceShelf.set(nameOf(poll), null);
  hasRehearsed.value = false;
}

export function noteRehearsal(poll: string): void {
  deviceShelf.set(nameOf(poll), "1");
  hasRehearsed.value = true;
}

/** Until somebody stops it: where the host goes on to another question, the pretend people follow. */
export async function rehearse({ poll }: Room): Promise<void> {
  const id = poll.value?.id;
  if (isRehearsing.value || !id) return;
  isRehearsing.value = true;
  noteRehearsal(id);
  const tokens = Array.from({ length: REHEARSAL_VOTERS }, () => base64url(crypto.getRandomValues(new Uint8Array(16))));
  const done = new Set<string>();
  while (isRehearsing.value && poll.value) {
    const next = nextVote(poll.value, tokens, done);
    if (next && !(await sent(id, next.token, next.question))) {
      toast(words.failed);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, REHEARSAL_EVERY_MS * (0.4 + 1.2 * Math.random())));
  }
  isRehearsing.value = false;
}

export function stopRehearsal(): void {
  isRehearsing.value = false;
}

function nextVote(poll: PollView, tokens: readonly string[], done: Set<string>): { token: string; question: QuestionView } | null {
  for (const question of poll.questions.filter(({ open }) => open)) {
    for (const token of tokens) {
      const key = `${question.id} ${question.round} ${token}`;
      if (done.has(key)) continue;
      done.add(key);
      return { token, question };
    }
  }
  return null;
}

/** A question that closed meanwhile is no failure. */
async function sent(poll: string, token: string, question: QuestionView): Promise<boolean> {
  const body = JSON.stringify({ question: question.id, round: question.round, choice: madeUpAnswer(question), n: Date.now() });
  const headers = { authorization: `Voter ${token}`, "content-type": "application/json" };
  try {
    const { status } = await fetch(`/api/polls/${poll}/votes`, { method: "POST", headers, body });
    return status === 200 || status === 409;
  } catch {
    return false;
  }
}

/** `chance` from 0 to 1, as `Math.random`. */
function madeUpAnswer(question: QuestionView, chance: () => number = Math.random): (number | string)[] {
  /** The favourite is near the start, but every option gets somebody. */
  const some = (count: number): number => Math.floor(count * chance() ** 1.6);
  switch (question.kind) {
    case "choice":
      return marksOf(question.options.length, question.min + Math.floor(chance() * (question.max - question.min + 1)), some);
    case "ranking":
      return marksOf(question.options.length, question.top ?? question.options.length, some);
    case "rating":
      return [question.steps - some(question.steps)];
    case "text":
      return [words.answers[some(words.answers.length)] ?? ""];
    case "number": {
      const { from, to, step } = question;
      const middle = (chance() + chance() + chance()) / 3;
      const value = from + Math.round((middle * (to - from)) / step) * step;
      return [Number(value.toFixed(3))];
    }
  }
}

function marksOf(options: number, count: number, some: (count: number) => number): number[] {
  const left = Array.from({ length: options }, (_, option) => option);
  return Array.from({ length: Math.min(count, options) }, () => left.splice(some(left.length), 1)[0] ?? 0);
}
