/** What leaves for good: everything that a reader may see, whole, with how the votes came in; for the host every ballot too. */
import type { Tally } from "../poll/kinds/index.ts";
import { revealedIn } from "../poll/quiz/phase.ts";
import type { Quiz } from "../poll/quiz/quiz.ts";
import type { ReceiptsOf } from "../poll/receipts.ts";
import type { Poll, Question, State } from "../poll/state.ts";
import { type Timeline, timelineOf } from "../poll/timeline.ts";
import { type DigestOf, HOST, isShown, maySee, pollView, type Reader, sightOf, talliesView } from "../poll/view.ts";
import { DIGEST_BALLOTS_PER_MS, RESULTS_BALLOTS_MAX, RESULTS_UNITS_MAX } from "../protocol/limits.ts";
import type { Exported, QuizView, TimelineView } from "../protocol/server.ts";
import { tablesOf } from "./quiz/tables.ts";
import type { PollStorage } from "./storage.ts";

interface Held {
  question: Question;
  tally: Tally;
  timeline: Timeline;
  at: number;
}

export class Exports {
  readonly #storage: PollStorage;
  readonly #digestOf: DigestOf;
  readonly #receiptsOf: ReceiptsOf;
  readonly #held = new Map<string, Held>();

  constructor(storage: PollStorage, digestOf: DigestOf, receiptsOf: ReceiptsOf) {
    this.#storage = storage;
    this.#digestOf = digestOf;
    this.#receiptsOf = receiptsOf;
  }

  /** `quiz`: how it stands, where it is one. */
  of(state: State, reader: Reader, now: number, quiz: QuizView | null): Exported {
    const poll = pollView(state, sightOf(state, reader), quiz, this.#receiptsOf);
    const seen: Exported = {
      poll,
      tallies: talliesView(state, reader, this.#digestOf),
      timeline: this.#timelines(state, reader, now),
    };
    if (reader !== HOST) return seen;
    if (state.quiz) return { ...seen, ...this.#games(state.poll, state.quiz) };
    const { ballots, cut } = this.#storage.ballots(state.poll.questions, RESULTS_BALLOTS_MAX, RESULTS_UNITS_MAX);
    return { ...seen, ballots, ...(cut && ({ cut: true } as const)) };
  }

  /** Of a question that is not revealed nobody hears a single answer, not even the host: hosts show files to people who play. */
  #games(poll: Poll, quiz: Quiz): Pick<Exported, "ballots" | "games" | "cut"> {
    const revealed = poll.questions.slice(0, revealedIn(quiz));
    const { ballots, cut } = this.#storage.ballots(revealed, RESULTS_BALLOTS_MAX, RESULTS_UNITS_MAX / 2);
    const tables = tablesOf(poll, quiz, this.#storage.quiz, RESULTS_BALLOTS_MAX / 2);
    return { ballots, games: tables.games, ...((cut || tables.cut) && ({ cut: true } as const)) };
  }

  #timelines(state: State, reader: Reader, now: number): Record<string, TimelineView> {
    const views: Record<string, TimelineView> = {};
    for (const question of state.poll.questions) {
      if (!isShown(state, question, reader)) continue;
      const timeline = this.#timeline(question, state.tallies[question.id], now);
      if (!timeline) continue;
      const { from, stepMs, ballots, counts } = timeline;
      // Step by step the first few ballots could be told apart, which a least number of ballots is there to prevent.
      const showsCounts = counts && state.poll.showFrom === 0 && maySee(state, question, reader);
      views[question.id] = { from: new Date(from).toISOString(), stepMs, ballots, ...(showsCounts && { counts }) };
    }
    return views;
  }

  /** Not looked up again while nothing moved, and in a large room not more often than its size allows. */
  #timeline(question: Question, tally: Tally | undefined, now: number): Timeline | null {
    if (!tally || tally.ballots === 0) return null;
    const held = this.#held.get(question.id);
    if (held?.question === question) {
      const isFresh = held.tally === tally || now - held.at < tally.ballots / DIGEST_BALLOTS_PER_MS;
      if (isFresh) return held.timeline;
    }
    const span = this.#storage.span(question.id, question.round);
    const timeline = timelineOf(question, this.#storage.timed(question.id, question.round), span.first, span.last);
    this.#held.set(question.id, { question, tally, timeline, at: now });
    return timeline;
  }
}
