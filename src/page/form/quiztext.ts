/** What a quiz adds to the readable form: its settings at the top, and what is right in its questions. */
import { QUIZ_DEFAULTS, type QuizSettings } from "../../protocol/quiz.ts";
import { tidyText } from "../../protocol/text.ts";
import { acceptedOf } from "./body.ts";
import type { QuestionDraft } from "./draft.ts";
import { flag, kept, numberLines } from "./textfields.ts";

/** Only what is not as usual. */
export function quizLines(quiz: QuizSettings): string[] {
  const { scoring, streaks, autoStart, minPlayers, countdownSeconds, pauseSeconds, names, teams } = quiz;
  const usual = QUIZ_DEFAULTS;
  return kept([
    scoring !== usual.scoring && `! scoring: ${scoring}`,
    streaks !== usual.streaks && `! streaks: ${streaks ? "yes" : "no"}`,
    autoStart !== usual.autoStart && `! starts by itself: ${autoStart ? "yes" : "no"}`,
    minPlayers !== usual.minPlayers && `! from players: ${minPlayers}`,
    countdownSeconds !== usual.countdownSeconds && `! start countdown: ${countdownSeconds} s`,
    pauseSeconds !== usual.pauseSeconds && `! pause: ${pauseSeconds === null ? "host" : `${pauseSeconds} s`}`,
    names !== usual.names && `! names: ${names}`,
    // A team each: a name may hold any sign.
    ...teams.map((team) => `! team: ${tidyText(team)}` as const),
  ]);
}

type Change = Partial<QuizSettings>;

/** undefined where the value means nothing. */
export const QUIZ_NAMES: Record<string, (value: string, before: QuizSettings) => Change | undefined> = {
  scoring: (value) => one("scoring", ["speed", "flat", "ten"], value),
  streaks: (value) => flag("streaks", value),
  "starts by itself": (value) => flag("autoStart", value),
  "from players": (value) => count("minPlayers", value),
  "start countdown": (value) => count("countdownSeconds", value),
  pause: (value) => (value === "host" ? { pauseSeconds: null } : count("pauseSeconds", value)),
  names: (value) => one("names", ["own", "given"], value),
  team: (value, { teams }) => (value === "" ? undefined : { teams: [...teams, value] }),
};

export function quizFieldLines({ kind, words, number, seconds }: QuestionDraft): string[] {
  const last = seconds !== null && `? countdown: ${seconds} s`;
  switch (kind) {
    case "text": {
      const accepted = acceptedOf(words.accepted).map((answer) => `? accept: ${tidyText(answer)}`);
      return kept(["? kind: text", ...accepted, !words.typos && "? typos: no", last]);
    }
    case "number": {
      const { tolerance } = number;
      return kept([...numberLines(number), tolerance.trim() !== "" && tolerance !== "0" && `? tolerance: ${tolerance}`, last]);
    }
    default:
      return kept([last]);
  }
}

function one<Name extends "scoring" | "names">(name: Name, all: readonly QuizSettings[Name][], value: string): Change | undefined {
  const found = all.find((each) => each === value);
  return found && { [name]: found };
}

function count(name: "minPlayers" | "countdownSeconds" | "pauseSeconds", value: string): Change | undefined {
  return /^\d{1,4}(?: ?s| players)?$/.test(value) ? { [name]: Number.parseInt(value, 10) } : undefined;
}
