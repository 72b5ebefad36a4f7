/** Which question the room is at, which take votes, and for how long. */
import type { PollCommand } from "../protocol/client.ts";
import { UNDO_GRACE_MS, UNDO_RESET_MS } from "../protocol/limits.ts";
import { type Decision, done, type Refusal } from "./decision.ts";
import type { Event } from "./event.ts";
import { type Poll, type Question, questionOf, type State } from "./state.ts";

type Paced = Extract<
  PollCommand,
  { command: "next" | "back" | "go" | "open" | "reopen" | "again" | "clear" | "undo-clear" | "timer" }
>;

export function decidePace(state: State, command: Paced, now: number): Decision | Refusal {
  const { poll } = state;
  switch (command.command) {
    case "next":
      return decideStep(poll, 1);
    case "back":
      return decideStep(poll, -1);
    case "clear":
      return done({ type: "cleared" });
    case "undo-clear":
      return isUndoable(poll.beforeClear?.at, now) ? done({ type: "clear-undone" }) : NOTHING_TO_UNDO;
  }
  const question = questionOf(poll, command.question);
  if (!question) return { refused: "no-such-question" };
  const opening = (type: "opened" | "reopened" | "asked-again") =>
    done(...arrival(poll, question), { type, question: question.id });
  switch (command.command) {
    case "go":
      return poll.pace === "host" ? decideArrival(poll, question) : { refused: "not-allowed", detail: "not-paced" };
    case "open":
      if (question.phase === "open") return ALREADY_OPEN;
      return opening(question.phase === "waiting" ? "opened" : "reopened");
    case "reopen":
      if (question.phase === "waiting") return NEVER_OPENED;
      return question.phase === "open" ? ALREADY_OPEN : opening("reopened");
    case "again":
      return question.phase === "waiting" ? NEVER_OPENED : opening("asked-again");
    case "timer": {
      if (question.phase !== "open") return { refused: "not-allowed", detail: "not-now" };
      const endsAt = command.seconds === null ? null : now + command.seconds * 1_000;
      return done({ type: "timed", question: question.id, endsAt });
    }
  }
}

/** Closes what is overdue. */
export function decideTick({ poll }: State, now: number): Decision {
  return done(...poll.questions.flatMap((question) => (isOver(poll, question, now) ? [closed(question)] : [])));
}

/** Open, but its time has passed: no vote may count any more, whether or not a tick has closed it yet. */
export function isOver(poll: Poll, question: Question, now: number): boolean {
  const endsAt = endOf(poll, question);
  return endsAt !== null && now >= endsAt;
}

/** Milliseconds since 1970: when this question closes by itself. */
export function endOf(poll: Poll, { phase, endsAt }: Question): number | null {
  if (phase !== "open") return null;
  if (endsAt === null || poll.endsAt === null) return endsAt ?? poll.endsAt;
  return Math.min(endsAt, poll.endsAt);
}

export function isUndoable(at: number | null | undefined, now: number): boolean {
  return at !== null && at !== undefined && now - at <= UNDO_RESET_MS + UNDO_GRACE_MS;
}

function decideStep(poll: Poll, by: 1 | -1): Decision | Refusal {
  if (poll.pace !== "host") return { refused: "not-allowed", detail: "not-paced" };
  const at = poll.questions.findIndex(({ id }) => id === poll.current);
  const question = at === -1 && by === -1 ? undefined : poll.questions[at + by];
  return question ? decideArrival(poll, question) : { refused: "not-allowed", detail: by === 1 ? "no-next" : "no-back" };
}

/** What waits is opened by going there; what was closed stays as it is. */
function decideArrival(poll: Poll, question: Question): Decision {
  const events = arrival(poll, question);
  return done(...events, ...(question.phase === "waiting" ? [{ type: "opened" as const, question: question.id }] : []));
}

/** Where a host paces, the room goes to what is opened, and what it leaves is closed. */
function arrival(poll: Poll, question: Question): Event[] {
  if (poll.pace !== "host") return [];
  const left = poll.questions.filter(({ id, phase }) => phase === "open" && id !== question.id).map(closed);
  return poll.current === question.id ? left : [...left, { type: "moved", question: question.id }];
}

function closed({ id }: Question): Event {
  return { type: "closed", question: id };
}

const NEVER_OPENED: Refusal = { refused: "not-open", detail: "never-opened" };
const ALREADY_OPEN: Refusal = { refused: "not-allowed", detail: "already-open" };
const NOTHING_TO_UNDO: Refusal = { refused: "not-allowed", detail: "nothing-to-undo" };
