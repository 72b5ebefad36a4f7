/** The settings of a quiz, as fields. Make folds them behind one line; the host changes them between games. */
import { useId } from "preact/hooks";
import { NAME_POINTS_MAX, TEAMS_MAX, TEAMS_MIN } from "../../protocol/limits.ts";
import type { QuizSettings, Scoring } from "../../protocol/quiz.ts";
import { quizForm as words } from "../../words/en.ts";
import { letterOf } from "../ui/options.ts";
import { Choices, offered, Picker, Segments, Switch } from "./controls.tsx";

const SCORINGS: readonly Scoring[] = ["speed", "flat", "ten"];
const MIN_PLAYERS = [2, 3, 4, 5, 10, 20, 50, 100];
const COUNTDOWNS = [3, 5, 10, 20, 30, 60];
const PAUSES = [3, 5, 8, 10, 15, 20, 30, 60];
const TEAMS = [0, ...Array.from({ length: TEAMS_MAX - TEAMS_MIN + 1 }, (_, at) => TEAMS_MIN + at)];

interface QuizSettingsProps {
  quiz: QuizSettings;
  /** While a game runs only what goes on by itself changes: points and teams depend on the rest. */
  locked?: boolean;
  onChange(change: Partial<QuizSettings>): void;
}

export function QuizSettingsFields({ quiz, locked = false, onChange }: QuizSettingsProps) {
  const { scoring, streaks, names } = quiz;
  return (
    <div class="settingsfields">
      <fieldset class="locking settingsfields" disabled={locked}>
        <Choices
          legend={words.scoring}
          values={SCORINGS}
          value={scoring}
          name={(value) => words.scoringName[value]}
          hint={(value) => words.scoringHint[value]}
          onPick={(picked) => onChange({ scoring: picked })}
        />
        {scoring !== "ten" && <Switch words={words.streaks} on={streaks} onFlip={(on) => onChange({ streaks: on })} />}
      </fieldset>
      <Flow quiz={quiz} locked={locked} onChange={onChange} />
      <fieldset class="locking settingsfields" disabled={locked}>
        <Segments
          legend={words.names}
          values={["own", "given"] as const}
          value={names}
          name={(value) => words.namesName[value]}
          onPick={(picked) => onChange({ names: picked })}
        />
        <p class="field-hint">{words.namesHint[names]}</p>
        <Teams quiz={quiz} onChange={onChange} />
      </fieldset>
    </div>
  );
}

/** What goes on by itself. */
function Flow({ quiz, locked = false, onChange }: QuizSettingsProps) {
  const { autoStart, minPlayers, countdownSeconds, pauseSeconds } = quiz;
  const id = useId();
  const pauses = pauseSeconds === null ? PAUSES : offered(PAUSES, pauseSeconds);
  return (
    <>
      <Switch words={words.autoStart} on={autoStart} onFlip={(on) => onChange({ autoStart: on })} />
      <div class="settingspair">
        {autoStart && (
          <Picker
            id={`${id}-players`}
            label={words.minPlayers}
            values={offered(MIN_PLAYERS, minPlayers)}
            value={minPlayers}
            name={words.players}
            locked={locked}
            onPick={(picked) => onChange({ minPlayers: picked })}
          />
        )}
        <Picker
          id={`${id}-countdown`}
          label={words.countdown}
          values={offered(COUNTDOWNS, countdownSeconds)}
          value={countdownSeconds}
          name={words.secondsName}
          locked={locked}
          onPick={(picked) => onChange({ countdownSeconds: picked })}
        />
        <Picker
          id={`${id}-pause`}
          label={words.pause}
          values={[...pauses, null]}
          value={pauseSeconds}
          name={words.pauseName}
          onPick={(picked) => onChange({ pauseSeconds: picked })}
        />
      </div>
    </>
  );
}

function Teams({ quiz: { teams }, onChange }: QuizSettingsProps) {
  const id = useId();
  const resized = (count: number) => Array.from({ length: count }, (_, at) => teams[at] ?? words.team(letterOf(at)));
  return (
    <>
      <Picker
        id={id}
        label={words.teams}
        values={TEAMS}
        value={teams.length}
        name={words.teamsName}
        hint={words.teamsHint}
        onPick={(count) => onChange({ teams: resized(count) })}
      />
      {teams.length > 0 && (
        <div class="settingspair">
          {teams.map((name, at) => (
            <div key={at} class="field">
              <label for={`${id}-${at}`}>{words.teamLabel(at + 1)}</label>
              <input
                id={`${id}-${at}`}
                type="text"
                value={name}
                autocomplete="off"
                maxLength={NAME_POINTS_MAX}
                onChange={({ currentTarget: { value } }) =>
                  onChange({ teams: teams.with(at, value.trim() || words.team(letterOf(at))) })
                }
              />
            </div>
          ))}
        </div>
      )}
    </>
  );
}
