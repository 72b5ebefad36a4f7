/** What is sent about a quiz: its settings, how somebody joins, and what a host says. Schemas with inferred types, as in `client.ts`. */
import * as v from "valibot";
import {
  NAME_POINTS_MAX,
  QUIZ_COUNTDOWN_SECONDS_MAX,
  QUIZ_PAUSE_SECONDS_MAX,
  QUIZ_PLAYERS_MAX,
  QUIZ_PLAYERS_MIN,
  TEAMS_MAX,
  TEAMS_MIN,
} from "./limits.ts";
import { settingsOf, text, whole } from "./question.ts";

const teams = v.pipe(
  v.array(text(NAME_POINTS_MAX)),
  v.maxLength(TEAMS_MAX, "many"),
  v.check((names) => names.length === 0 || names.length >= TEAMS_MIN, "few"),
);

/** As somebody writes or changes them: each may be left out. */
export const quizSettings = settingsOf({
  scoring: v.optional(v.picklist(["speed", "flat", "ten"])),
  streaks: v.optional(v.boolean()),
  autoStart: v.optional(v.boolean()),
  minPlayers: v.optional(whole(QUIZ_PLAYERS_MIN, QUIZ_PLAYERS_MAX)),
  countdownSeconds: v.optional(whole(1, QUIZ_COUNTDOWN_SECONDS_MAX)),
  pauseSeconds: v.optional(v.nullable(whole(1, QUIZ_PAUSE_SECONDS_MAX))),
  names: v.optional(v.picklist(["own", "given"])),
  teams: v.optional(teams),
});

/** What a name must be is judged in `src/poll/quiz`, where each fault has a sentence of its own. */
const joining = {
  name: v.optional(v.nullable(v.string()), null),
  team: v.optional(v.nullable(whole(0, TEAMS_MAX - 1)), null),
};

export const join = settingsOf(joining);
export type Join = v.InferOutput<typeof join>;

export const joinFrame = v.object({ type: v.literal("join"), ref: v.pipe(v.number(), v.safeInteger()), ...joining });
export const echoFrame = v.object({ type: v.literal("echo"), nonce: v.string() });

/** The public name of a player; see `PlayerRow`. */
const player = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8}$/));
const changes = { command: v.literal("player"), player };

/** How much more time: the range is judged in `src/poll/quiz`. */
const stretch = v.union([v.number(), v.literal("none")]);

/** `next` and the like are words of the other paces, so those of a quiz are told from them. */
export const quizCommands = [
  v.object({ command: v.picklist(["quiz-start", "quiz-lock", "quiz-next", "quiz-hold", "quiz-finish", "quiz-again"]) }),
  v.object({ command: v.literal("lobby"), locked: v.boolean() }),
] as const;

export const playerCommand = v.variant("change", [
  v.object({ ...changes, change: v.literal("rename"), name: v.nullable(v.string()) }),
  v.object({ ...changes, change: v.picklist(["remove", "readmit"]) }),
  v.object({ ...changes, change: v.literal("stretch"), stretch }),
]);
