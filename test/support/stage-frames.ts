/** A big screen whose room talks: polls and quizzes as a hub tells them, without one. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { PollView, QuestionView, Snapshot } from "../../src/protocol/server.ts";
import { type AskView, type MessageView, TALK_DEFAULTS, type TalkFrame, type TalkSettings } from "../../src/protocol/talk.ts";
import { type CannedHub, enterCanned } from "./canned.ts";
import { CHOICE, snapshotOf, type Told } from "./quiz-frames.ts";

const ORIGIN = "http://stage.test";
const built = fileURLToPath(new URL("../../public", import.meta.url));
const shell = readFileSync(`${built}/present.html`, "utf8");

const EPOCH = "k3f9";
const AT = "2026-01-02T10:00:00.000Z";

export const TALKS: TalkSettings = { ...TALK_DEFAULTS, chat: "open", questions: "open", reactions: true };

export const ask = (id: number, text: string, more: Partial<AskView> = {}): AskView => ({
  id,
  at: AT,
  name: "",
  text,
  votes: 0,
  state: "open",
  reply: "",
  ...more,
});

export const message = (id: number, text: string, more: Partial<MessageView> = {}): MessageView => ({
  id,
  at: AT,
  name: "Ben",
  text,
  ...more,
});

/** A question that is open, with votes. */
export const QUESTION: QuestionView = { ...CHOICE, text: "Where do we go for lunch?", options: ["Pizza", "Sushi", "Salad"] };

/** No quiz: a poll with this question. */
export function pollOf(talk: TalkSettings, questions: QuestionView[] = [QUESTION], more: Partial<PollView> = {}): Snapshot {
  const { poll, ...others } = snapshotOf({ tallies: { q1: { ballots: 9, counts: [4, 3, 2] } } });
  return {
    ...others,
    role: "stage",
    poll: { ...poll, title: "All hands", pace: "open", quiz: null, code: "HAND42", questions, talk, ...more },
  };
}

export function quizOf(talk: TalkSettings, told: Told): Snapshot {
  const snapshot = snapshotOf(told);
  return { ...snapshot, role: "stage", poll: { ...snapshot.poll, code: "HAND42", talk } };
}

interface StageHub extends CannedHub {
  /** From now on the poll is so. */
  set(snapshot: Snapshot): void;
  /** What has changed in the talk. */
  talk(changes: Partial<Pick<TalkFrame, "messages" | "asks" | "upvotes">>): void;
}

/** The present page of `first`, whose `listen` is answered with these. */
export async function enterStage(page: Page, first: Snapshot, log: Partial<Pick<TalkFrame, "messages" | "asks">> = {}) {
  let snapshot = first;
  let rev = 1;
  await page.route(`${ORIGIN}/build/**`, (route) => route.fulfill({ path: `${built}${new URL(route.request().url()).pathname}` }));
  await page.route(`${ORIGIN}/api/**`, (route) => route.abort());
  const { id } = first.poll;
  const facts = { poll: id, origin: ORIGIN, first, problem: null };
  const hub = await enterCanned(page, { poll: id, url: `${ORIGIN}/p/${id}/present`, shell, facts, greet: () => snapshot });
  hub.answer = ({ type }) =>
    type === "listen"
      ? { type: "talk", epoch: EPOCH, after: null, rev, complete: true, messages: [], asks: [], ...log }
      : undefined;
  return Object.assign(hub, {
    set(next: Snapshot) {
      snapshot = next;
      hub.say(next);
    },
    talk(changes: Partial<Pick<TalkFrame, "messages" | "asks" | "upvotes">>) {
      hub.say({ type: "talk", epoch: EPOCH, after: rev, rev: rev + 1, messages: [], asks: [], ...changes });
      rev += 1;
    },
  }) satisfies StageHub;
}
