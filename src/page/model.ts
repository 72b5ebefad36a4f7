/** What this reader knows: `(model, message) -> model`. Frames are absolute, so a late one can simply be dropped. */
import type { Ack, Choice, MineView, PollView, QuizView, ServerMessage, Snapshot } from "../protocol/server.ts";
import type { Unsent } from "./outbox.ts";

export interface Model {
  snapshot: Snapshot | null;
  /** What counts for me, as the hub said. */
  mine: MineView;
  /** An ack knows of `mine` up to this `seq`; an older frame that comes later does not. */
  mineSeq: number;
}

export function newModel(snapshot: Snapshot | null): Model {
  return { snapshot, mine: snapshot?.mine ?? {}, mineSeq: 0 };
}

/** For the next person, who has not voted: counts that only voters may see are taken off the screen. */
export function unseen(model: Model): Model {
  const { snapshot } = model;
  if (snapshot?.poll.results !== "after-vote") return model;
  const tallies = { ...snapshot.tallies };
  for (const { id, phase, shown } of snapshot.poll.questions) {
    if (shown === null && phase !== "closed") tallies[id] = { ballots: tallies[id]?.ballots ?? 0 };
  }
  return { ...model, snapshot: { ...snapshot, tallies } };
}

export function receive(model: Model, message: ServerMessage): Model {
  const { snapshot } = model;
  const known = snapshot?.epoch === (message as Snapshot).epoch;
  if (message.type === "snapshot") {
    const { seq } = message;
    if (known && snapshot && seq < snapshot.seq) return model;
    const mineSeq = known ? model.mineSeq : 0;
    return { snapshot: message, mine: (seq >= mineSeq && message.mine) || model.mine, mineSeq };
  }
  if (message.type === "results" && known && snapshot && message.seq >= snapshot.seq) {
    const { seq, tallies, present, quiz } = message;
    const poll = quiz ? { ...snapshot.poll, quiz: { ...snapshot.poll.quiz, ...quiz } as QuizView } : snapshot.poll;
    return { ...model, snapshot: { ...snapshot, poll, seq, tallies, present } };
  }
  return model;
}

/**
 * A vote was acknowledged. One of an earlier round, or one that a later vote has overtaken, is not what counts; nor is, in a quiz, one that
 * is `same` where another answer came first.
 */
export function acknowledge(model: Model, vote: Unsent, { seq, status }: Pick<Ack, "seq" | "status">): Model {
  const { question, choice, n } = vote;
  const mineSeq = Math.max(model.mineSeq, seq);
  const poll = model.snapshot?.poll ?? null;
  const known = model.mine[question];
  const isLate = known && (n < known.n || (poll?.quiz && status === "same"));
  if (isLate || !isCurrent(poll, vote)) return { ...model, mineSeq };
  return { ...model, mine: marked(model.mine, question, choice, n), mineSeq };
}

/** What counts with what is still on its way, as the person sees it. */
export function withUnsent(mine: MineView, unsent: readonly Unsent[], poll: PollView | null): MineView {
  return unsent
    .filter((vote) => isCurrent(poll, vote) && vote.n > (mine[vote.question]?.n ?? -1))
    .reduce((seen, { question, choice, n }) => marked(seen, question, choice, n), mine);
}

/** Questions that began anew, or opened again: what was said about an earlier vote is stale there. */
export function renewed(before: PollView | null, after: PollView | null): string[] {
  if (!before || !after || before === after) return [];
  return after.questions
    .filter(({ id, round, open }) => {
      const old = before.questions.find((question) => question.id === id);
      return old && (old.round !== round || (open && !old.open));
    })
    .map(({ id }) => id);
}

/** Questions of a quiz that are still to come are not known: what was said to one of that name was said in an earlier game. */
function isCurrent(poll: PollView | null, vote: Unsent): boolean {
  if (!poll || vote.round === undefined) return true;
  return poll.questions.some(({ id, round }) => id === vote.question && round === vote.round);
}

function marked(mine: MineView, question: string, choice: Choice, n: number): MineView {
  const { [question]: _, ...others } = mine;
  return choice.length > 0 ? { ...others, [question]: { choice, n } } : others;
}
