/** Notices: by a host, and by the system, which speaks in codes. Who got one, and who saw it. */
import { NOTICE_MINUTES_DEFAULT, NOTICES_LIVE_MAX } from "../../protocol/limits.ts";
import type { TalkHostCommand } from "../../protocol/saying.ts";
import type { NoticeCode } from "../../protocol/talk.ts";
import { NO_QUIZ, type Refusal } from "../decision.ts";
import type { Event } from "../event.ts";
import { done, no } from "./outcome.ts";
import { newPerson } from "./say.ts";
import type { Ask, Notice, SystemNotice, Talk, TalkCommand, TalkDone, TalkEvent, TalkFacts } from "./talk.ts";

const MINUTE_MS = 60_000;

type Sending = Extract<TalkHostCommand, { command: "notice" }>;

export function decideNotice(
  talk: Talk,
  { to, text, minutes }: Sending,
  voter: string | null,
  facts: TalkFacts,
  now: number,
): TalkDone | Refusal {
  const isPrivate = typeof to === "object";
  if (isPrivate && voter === null) return no("no-such-person");
  if (to === "players" && !facts.isQuiz) return NO_QUIZ;
  if (facts.notices() >= NOTICES_LIVE_MAX) return no("notices-full");
  const meant = isPrivate ? ({ to: "person", voter } as const) : { to, voter: null };
  const notice = { ...noticeOf(talk, now, minutes), ...meant, text };
  const unknown = isPrivate && voter !== null && !facts.person(voter);
  const person: TalkEvent[] = unknown ? [{ type: "person", person: newPerson(voter, now) }] : [];
  return { ...done(...person, { type: "notice", notice }), notice: notice.id };
}

export function decideWithdrawal(id: number, facts: TalkFacts): TalkDone | Refusal {
  return facts.notice(id) ? done({ type: "withdrawn", notice: id }) : no("no-such-notice");
}

/** Of a notice that is for others, or gone, nothing is kept. What was seen stays seen. */
export function decideGot({ voter, notices, seen }: Extract<TalkCommand, { type: "got" }>, facts: TalkFacts): TalkDone {
  const news = [...new Set(notices)].filter((id) => {
    const notice = facts.notice(id);
    if (!notice || !facts.isFor(notice, voter)) return false;
    const before = facts.got(id, voter);
    return !before || (seen && !before.seen);
  });
  return done(...news.map((notice): TalkEvent => ({ type: "got", notice, voter, seen })));
}

/** They hear of it; what they have not heard yet of the time before is no longer true. */
export function decideMuting(talk: Talk, muted: boolean, voter: string | null, facts: TalkFacts, now: number): TalkDone | Refusal {
  if (voter === null) return no("no-such-person");
  const person = facts.person(voter) ?? newPerson(voter, now);
  if (person.muted === muted) return done();
  const told: Notice = { ...noticeOf(talk, now), to: "person", voter, code: muted ? "muted" : "unmuted" };
  return done(
    { type: "person", person: { ...person, muted } },
    ...withdrawn({ code: muted ? "unmuted" : "muted", voter, about: null, round: null }, facts),
    { type: "notice", notice: told },
  );
}

// ---- the system's own ----

export function toAuthor(talk: Talk, code: NoticeCode, { id, voter, host }: Ask, now: number): TalkEvent[] {
  if (host) return [];
  return [{ type: "notice", notice: { ...noticeOf(talk, now), to: "person", voter, code, about: String(id) } }];
}

export function withdrawnOf(code: NoticeCode, { id, voter }: Ask, facts: TalkFacts): TalkEvent[] {
  return withdrawn({ code, voter, about: String(id), round: null }, facts);
}

/** What the poll's turn gives the room to know: whose votes no longer count is told so, and why, until that is undone. */
export function noticesOf(talk: Talk, events: readonly Event[], facts: Pick<TalkFacts, "liveNotice">, now: number): TalkEvent[] {
  const told: TalkEvent[] = [];
  let last = talk.notice;
  for (const event of events) {
    if (event.type === "reset" && event.ballots > 0) {
      last += 1;
      const { question: about, round, why: text } = event;
      told.push({
        type: "notice",
        notice: { ...noticeOf(talk, now), id: last, to: "voted", code: "vote-reset", about, round, text },
      });
    } else if (event.type === "reset-undone") {
      const meant = { code: "vote-reset", voter: null, about: event.question, round: event.round } as const;
      const fresh = told.findLast((said) => said.type === "notice" && isAs(said.notice, meant));
      told.push(...(fresh?.type === "notice" ? [gone(fresh.notice.id)] : withdrawn(meant, facts)));
    }
  }
  return told;
}

function isAs(notice: Notice, { code, voter, about, round }: SystemNotice): boolean {
  return notice.code === code && notice.voter === voter && notice.about === about && notice.round === round;
}

function withdrawn(meant: SystemNotice, facts: Pick<TalkFacts, "liveNotice">): TalkEvent[] {
  const id = facts.liveNotice(meant);
  return id === undefined ? [] : [gone(id)];
}

function gone(notice: number): TalkEvent {
  return { type: "withdrawn", notice };
}

/** The next one, for nobody yet. */
function noticeOf(talk: Talk, now: number, minutes = NOTICE_MINUTES_DEFAULT): Notice {
  const nothing = { voter: null, code: null, about: null, round: null, text: "" };
  return { ...nothing, id: talk.notice + 1, to: "all", at: now, expiresAt: now + minutes * MINUTE_MS };
}
