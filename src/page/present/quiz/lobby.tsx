/** Before a game: the way in, who has come, and what it waits for. */
import { useRef } from "preact/hooks";
import type { QuizView } from "../../../protocol/quiz.ts";
import { quizStage as words } from "../../../words/en.ts";
import { Chip } from "../../ui/chip.tsx";
import { Hand } from "../../ui/hand.tsx";
import { CYCLE, LOCK } from "../../ui/icons.tsx";
import { tintOf } from "../../ui/options.ts";
import { Figure, JoinQr, JoinWords } from "../strip.tsx";
import type { QuizProps } from "./main.tsx";
import { seated } from "./seats.ts";

export function QuizLobby({ origin, poll, quiz, lost }: QuizProps) {
  return (
    <section class="quiz-lobby">
      <div class="quiz-door">
        <div class="quiz-door-qr">
          <JoinQr origin={origin} poll={poll} />
        </div>
        <div class="quiz-door-words">
          <h1 dir="auto">{poll.title || words.title}</h1>
          <JoinWords origin={origin} poll={poll} />
        </div>
        <Figure value={quiz.players} label={words.players(quiz.players)} />
      </div>
      <Names quiz={quiz} />
      <div class="quiz-lobby-foot">
        {quiz.settings.teams.map((team, at) => (
          <span key={team} class={`quiz-team ${tintOf(at)}`} dir="auto">
            {team}
          </span>
        ))}
        <p class="soft">{waitsFor(quiz)}</p>
        {quiz.lobby === "locked" && <Chip shape={LOCK}>{words.locked}</Chip>}
        {lost && (
          <Chip mood="warn" shape={CYCLE}>
            {words.reconnecting}
          </Chip>
        )}
      </div>
    </section>
  );
}

function waitsFor({ game, of, players, settings }: QuizView): string {
  const head = game > 1 ? words.gameOf(game, of) : words.questions(of);
  if (!settings.autoStart || players >= settings.minPlayers) return `${head}. ${words.hostStarts}`;
  return `${head}. ${words.startsWith(settings.minPlayers)}`;
}

/** As large as their number allows: places for few, for some, for all that are told. */
const ROOMS = [
  { places: 6, size: "few" },
  { places: 12, size: "some" },
  { places: 20, size: "more" },
  { places: 40, size: "many" },
] as const;

function Names({ quiz }: { quiz: QuizView }) {
  const newest = quiz.newest ?? [];
  const seats = useRef<(string | null)[]>([]);
  const room = ROOMS.find(({ places }) => newest.length <= places) ?? ROOMS[3];
  seats.current = seated(seats.current, newest, room.places);
  if (newest.length === 0) {
    return (
      <p class="quiz-nobody">
        <Hand />
        {words.first}
      </p>
    );
  }
  return (
    <ul
      class={`quiz-names quiz-names-${room.size} ${quiz.settings.teams.length > 0 ? "quiz-names-plain" : ""}`}
      aria-label={words.newest}
    >
      {seats.current.map((name, at) =>
        name === null ? (
          <li key={`free-${at}`} aria-hidden="true" />
        ) : (
          <li key={name} dir="auto">
            <span class={tintOf(at)}>{name}</span>
          </li>
        ),
      )}
    </ul>
  );
}
