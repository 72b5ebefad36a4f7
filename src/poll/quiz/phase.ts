/**
 * not-started -> countdown -> question -> locked -> revealed -> the next question, or finished. Commands in, events or a refusal out; every
 * change of who is here, every answer and every timer is the same `tick`, which looks at what is due.
 */
import { JOIN_BURST_MAX, QUIZ_REVEAL_AFTER_MS } from "../../protocol/limits.ts";
import type { QuizSettings } from "../../protocol/quiz.ts";
import type { CrowdFacts } from "./crowd.ts";
import type { Plan, Quiz, QuizRefusal, Stage } from "./quiz.ts";

export type QuizCommand =
  | { type: "tick" }
  /** The host's: begin the countdown; end the question now; go on; stop what would go on by itself; end the game; play again. */
  | { type: "start" | "lock" | "next" | "hold" | "finish" | "again" }
  | { type: "set"; settings: Partial<QuizSettings> };

export type QuizEvent =
  | { type: "countdown-begun"; until: number; needs: number }
  | { type: "countdown-stopped"; held: boolean }
  | { type: "question-begun"; index: number; from: number; endsAt: number }
  /** Somebody with more time still thinks. */
  | { type: "question-extended"; until: number | null }
  | { type: "question-locked"; at: number }
  | { type: "question-revealed"; until: number | null }
  | { type: "pause-held" }
  | { type: "game-finished"; index: number }
  | { type: "game-begun"; game: number }
  | { type: "quiz-set"; settings: Partial<QuizSettings> };

/** What a command is judged by, beside the quiz. */
export interface Situation {
  plan: Plan;
  crowd: CrowdFacts;
  now: number;
}

export function newQuiz(settings: QuizSettings, now: number): Quiz {
  const lobby = { lock: null, guarded: true, room: JOIN_BURST_MAX, at: now };
  return { settings, game: 1, past: [], stage: { phase: "not-started", until: null, held: false }, lobby };
}

export function decideQuiz(quiz: Quiz, command: QuizCommand, situation: Situation): QuizEvent[] | QuizRefusal {
  const { stage, settings } = quiz;
  const { plan, crowd, now } = situation;
  switch (command.type) {
    case "tick":
      return dueIn(quiz, situation);
    case "start":
      if (stage.phase !== "not-started") return NOT_NOW;
      if (plan.length === 0) return { refused: "not-allowed", detail: "no-questions" };
      return crowd.present === 0 ? { refused: "not-allowed", detail: "no-players" } : [countdown(settings, now, 1)];
    case "lock":
      return stage.phase === "question" ? [{ type: "question-locked", at: now }] : NOT_NOW;
    case "next":
      return stage.phase === "revealed" ? [following(stage.index, situation)] : NOT_NOW;
    case "hold":
      if (stage.phase === "countdown") return [{ type: "countdown-stopped", held: true }];
      return stage.phase === "revealed" && stage.until !== null ? [{ type: "pause-held" }] : NOT_NOW;
    case "finish":
      return decideFinish(stage);
    case "again":
      return stage.phase === "finished" ? [{ type: "game-begun", game: quiz.game + 1 }] : NOT_NOW;
    case "set":
      return decideSet(quiz, command.settings);
  }
}

const NOT_NOW: QuizRefusal = { refused: "not-allowed", detail: "not-now" };

/** A question that nobody has seen the answer to counts for nobody. */
function decideFinish(stage: Stage): QuizEvent[] | QuizRefusal {
  switch (stage.phase) {
    case "question":
    case "locked":
      return [{ type: "game-finished", index: stage.index - 1 }];
    case "revealed":
      return [{ type: "game-finished", index: stage.index }];
    default:
      return NOT_NOW;
  }
}

/** What points and teams depend on stays as it is while a game runs; whether it goes on by itself changes at any time. */
function decideSet(quiz: Quiz, settings: Partial<QuizSettings>): QuizEvent[] | QuizRefusal {
  const { pauseSeconds: _, autoStart: __, ...others } = settings;
  return isResting(quiz.stage) || Object.keys(others).length === 0 ? [{ type: "quiz-set", settings }] : NOT_NOW;
}

/**
 * All that is due, in order. A deadline that was missed while the hub was down is kept as it was, but what people are to see begins now: nobody's
 * question passes by while nobody could see it.
 */
function dueIn(quiz: Quiz, situation: Situation): QuizEvent[] {
  const events: QuizEvent[] = [];
  let current = quiz;
  for (let event = nextDue(current, situation); event; event = nextDue(current, situation)) {
    events.push(event);
    current = evolveQuiz(current, event);
    if (event.type === "question-begun") break; // what is known of the crowd is about the question before
  }
  return events;
}

function nextDue({ stage, settings }: Quiz, situation: Situation): QuizEvent | null {
  const { crowd, plan, now } = situation;
  switch (stage.phase) {
    case "not-started": {
      const isReady = settings.autoStart && !stage.held && plan.length > 0 && crowd.present >= settings.minPlayers;
      return isReady ? countdown(settings, now, settings.minPlayers) : null;
    }
    case "countdown":
      if (crowd.present < stage.needs) return { type: "countdown-stopped", held: false };
      return now >= stage.until ? following(-1, situation) : null;
    case "question":
      return dueInQuestion(stage, situation);
    case "locked": {
      if (now < stage.until) return null;
      const { pauseSeconds } = settings;
      return { type: "question-revealed", until: pauseSeconds === null ? null : now + pauseSeconds * 1_000 };
    }
    case "revealed":
      return stage.until !== null && now >= stage.until ? following(stage.index, situation) : null;
    case "finished":
      return null;
  }
}

/** Over as soon as nobody here can answer any more. Where all are gone it takes its time: perhaps only the room's network is gone. */
function dueInQuestion(stage: Extract<Stage, { phase: "question" }>, { crowd, now }: Situation): QuizEvent | null {
  const isTimeUp = now >= stage.endsAt;
  if (crowd.open === 0 && (isTimeUp || (crowd.answered > 0 && crowd.present > 0))) {
    return { type: "question-locked", at: Math.min(now, isTimeUp ? (stage.until ?? now) : now) };
  }
  const isDue = stage.until === null || now >= stage.until;
  return isTimeUp && isDue && crowd.lookAt !== stage.until ? { type: "question-extended", until: crowd.lookAt } : null;
}

function countdown({ countdownSeconds }: QuizSettings, now: number, needs: number): QuizEvent {
  return { type: "countdown-begun", until: now + countdownSeconds * 1_000, needs };
}

function following(index: number, { plan, now }: Situation): QuizEvent {
  const next = plan[index + 1];
  if (!next) return { type: "game-finished", index };
  return { type: "question-begun", index: index + 1, from: now, endsAt: now + next.seconds * 1_000 };
}

export function evolveQuiz(quiz: Quiz, event: QuizEvent): Quiz {
  switch (event.type) {
    case "game-begun":
      return {
        ...quiz,
        game: event.game,
        past: [...quiz.past, revealedIn(quiz)],
        stage: { phase: "not-started", until: null, held: false },
      };
    case "quiz-set":
      return { ...quiz, settings: { ...quiz.settings, ...event.settings } };
    default:
      return { ...quiz, stage: staged(quiz.stage, event) };
  }
}

function staged(stage: Stage, event: Exclude<QuizEvent, { type: "game-begun" | "quiz-set" }>): Stage {
  switch (event.type) {
    case "countdown-begun":
      return { phase: "countdown", until: event.until, needs: event.needs };
    case "countdown-stopped":
      return { phase: "not-started", until: null, held: event.held };
    case "question-begun":
      return { phase: "question", index: event.index, from: event.from, endsAt: event.endsAt, until: event.endsAt };
    case "question-extended":
      return stage.phase === "question" ? { ...stage, until: event.until } : stage;
    case "question-locked": {
      if (stage.phase !== "question") return stage;
      const { index, from, endsAt } = stage;
      return { phase: "locked", index, from, endsAt, at: event.at, until: event.at + QUIZ_REVEAL_AFTER_MS };
    }
    case "question-revealed":
      return stage.phase === "locked" ? { phase: "revealed", index: stage.index, until: event.until } : stage;
    case "pause-held":
      return stage.phase === "revealed" ? { ...stage, until: null } : stage;
    case "game-finished":
      return { phase: "finished", index: event.index, until: null };
  }
}

/** No game runs. */
export function isResting({ phase }: Stage): boolean {
  return phase === "not-started" || phase === "finished";
}

/** How many questions of this game everybody knows the answer to, and so how many count. */
export function revealedIn({ stage }: Quiz): number {
  switch (stage.phase) {
    case "question":
    case "locked":
      return stage.index;
    case "revealed":
    case "finished":
      return stage.index + 1;
    default:
      return 0;
  }
}

/** How many questions of this game players have seen. One that was cut off by the end of the game stays unseen afterwards. */
export function begunIn({ stage }: Quiz): number {
  switch (stage.phase) {
    case "not-started":
    case "countdown":
      return 0;
    default:
      return stage.index + 1;
  }
}
