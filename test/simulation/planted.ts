/** Bugs as they happen, each a line of the product: a simulation that does not see them would not see real ones. */
import type { Planted } from "./pool.ts";

export const PLANTED: Readonly<Record<string, Planted>> = {
  "[V1] acknowledged on receipt, committed 250 ms later": {
    file: "src/hub/ledger.ts",
    from: "this.#storage.commit(before, turn);",
    to: "setTimeout(() => this.#storage.commit(before, turn), 250);",
  },
  "[V2] the last to arrive wins": {
    file: "src/poll/decide.ts",
    from: "earlier && vote.n <= earlier.n",
    to: "earlier && vote.n === earlier.n",
  },
  "[V9] a changed vote counts twice": {
    file: "src/poll/decide.ts",
    from: "before: earlier?.choice ?? []",
    to: "before: []",
  },
  "[L5] a turn in pieces": {
    file: "src/hub/storage.ts",
    from: "this.#storage.transactionSync(() => {\n      if (ballots",
    to: "[0].forEach(() => {\n      if (ballots",
  },
  "[S4] who took a vote back still sees": {
    file: "src/hub/listener.ts",
    from: "choice.length > 0 ? withVote(session.voted, question) : withoutVote(session.voted, question)",
    to: "withVote(session.voted, question)",
  },
  "[S2] hidden by the host, and shown": {
    file: "src/poll/view.ts",
    from: "if (question.shown !== null) return question.shown;",
    to: "if (question.shown) return true;",
  },
  "[Z1] every answer counts": {
    file: "src/poll/quiz/answer.ts",
    from: 'if (hasAnswered) return "same";',
    to: "",
  },
  "[P15] out of the outbox when it is sent": {
    file: "src/page/seat.ts",
    from: "frameOf: ({ question, choice, n, round }) => ({",
    to: "frameOf: ({ question, choice, n, round, voter }) => (this.#outbox.drop({ question, choice, n, round, voter }), {",
  },
  "[N7] an upvote adds each time that it is changed": {
    file: "src/poll/talk/asks.ts",
    from: "Number(up) - Number(earlier?.up ?? false)",
    to: "Number(up)",
  },
  "[N20] what was said is stored 250 ms after it was acknowledged": {
    file: "src/hub/storage.ts",
    from: "if (talk) this.talk.write(talk);",
    to: "if (talk) setTimeout(() => this.talk.write(talk), 250);",
  },
  "[N41] out of the outbox when it is sent": {
    file: "src/page/talk/talk.ts",
    from: "frameOf: bodyOf,",
    to: "frameOf: (item) => (queueMicrotask(() => this.#outbox.drop(item)), bodyOf(item)),",
  },
  "[P21] any snapshot is news": {
    file: "src/page/model.ts",
    from: "if (known && snapshot && seq < snapshot.seq) return model;",
    to: "",
  },
};
