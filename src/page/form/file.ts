/** A poll as a file that people can read, keep and write by hand, or as JSON with its pictures; and back to a draft. */
import { QUIZ_DEFAULTS } from "../../protocol/quiz.ts";
import type { PollView } from "../../protocol/server.ts";
import { draftOf, type PollDraft } from "./draft.ts";
import { jsonOfDraft, readJson } from "./jsonfile.ts";
import { readText, textOfDraft } from "./textfile.ts";

/** `line` counts from 1; null where the problem has no line. */
export type ReadFile = { draft: PollDraft } | { problem: string; line: number | null };

/** Without pictures, which no text can hold. */
export function fileOf(poll: PollView): string {
  return textOfDraft(draftOfPoll(poll));
}

/** `sources`: pictures as `data:` addresses by their id on the server, as `pictureSources` fetches them. */
export function jsonOf(poll: PollView, sources: ReadonlyMap<string, string>): string {
  return jsonOfDraft(draftOfPoll(poll), sources);
}

/** What cannot be fetched is left out. */
export async function pictureSources(poll: PollView): Promise<ReadonlyMap<string, string>> {
  const sources = new Map<string, string>();
  const ids = poll.questions.flatMap((question) => ("pictures" in question ? (question.pictures ?? []) : []));
  for (const id of new Set(ids)) {
    const source = id && (await sourceOf(`/api/polls/${poll.id}/pictures/${id}`));
    if (id && source) sources.set(id, source);
  }
  return sources;
}

export function draftFromFile(text: string): ReadFile {
  return /^\s*\{/.test(text) ? readJson(text) : readText(text);
}

/** A running poll as a draft for another one like it. */
function draftOfPoll(poll: PollView): PollDraft {
  const { title, pace, results, revote, oneTap, sharedDevice, receipts = false, keepDays, showFrom, endsAt, talk, entry } = poll;
  const settings = { results, revote, oneTap, sharedDevice, receipts, keepDays, showFrom, endsAt };
  const questions = poll.questions.map((question) => draftOf(question, `/api/polls/${poll.id}/pictures`));
  return { title, pace, settings, quiz: poll.quiz?.settings ?? QUIZ_DEFAULTS, talk, entry, questions };
}

async function sourceOf(address: string): Promise<string | null> {
  try {
    const response = await fetch(address);
    if (!response.ok) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return `data:${response.headers.get("content-type")};base64,${btoa(binary)}`;
  } catch {
    return null;
  }
}
