/** Who plays, fifty a page. A click on a name opens what a host can do with a player. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { PLAYERS_EVERY_MS } from "../../../protocol/limits.ts";
import type { PlayerRow, PlayersPage } from "../../../protocol/server.ts";
import { quizHost as words } from "../../../words/en.ts";
import { CHECK, CLOCK, DOTS, Icon, NO_LINE } from "../../ui/icons.tsx";
import { tintOf } from "../../ui/options.ts";
import { PageList } from "../pagelist.ts";
import { Pages } from "../pages.tsx";
import type { QuizProps } from "./console.tsx";
import { PlayerDialog } from "./player.tsx";

export function Players({ room, poll, quiz }: QuizProps) {
  const list = useMemo(() => new PageList<PlayersPage>(poll.id, "players", PLAYERS_EVERY_MS), [poll.id]);
  const chosen = useSignal<string | null>(null);
  const { phase, players } = quiz;
  // Everything that happens to a player has its number.
  const seq = room.snapshot.value?.seq;
  useEffect(() => list.refresh(), [list, seq, phase, players, room.present.value]);
  useEffect(() => () => list.stop(), [list]);
  const page = list.page.value;
  const player = page?.players.find((one) => one.player === chosen.value);
  return (
    <section class="card players" aria-labelledby="players-title">
      <h2 id="players-title" class="card-title number">
        {words.playersTitle(page?.of ?? players)}
      </h2>
      {page?.of === 0 && <p class="soft">{words.nobodyYet}</p>}
      {list.isFailed.value && (
        <p class="soft small">
          {words.listFailed}{" "}
          <button type="button" class="button-quiet button-link" onClick={() => void list.again()}>
            {words.again}
          </button>
        </p>
      )}
      <ul class="playerlist">
        {page?.players.map((one) => (
          <Row
            key={one.player}
            player={one}
            teams={quiz.settings.teams}
            isAsked={phase === "question" || phase === "locked"}
            onOpen={() => {
              chosen.value = one.player;
            }}
          />
        ))}
      </ul>
      {page && <Pages label={words.pages} page={page} turn={(to) => void list.turn(to)} />}
      {player && (
        <PlayerDialog
          room={room}
          player={player}
          changed={() => void list.again()}
          onClose={() => {
            chosen.value = null;
          }}
        />
      )}
    </section>
  );
}

interface RowProps {
  player: PlayerRow;
  teams: readonly string[];
  /** Is there a question to answer now? */
  isAsked: boolean;
  onOpen(): void;
}

function Row({ player: { name, team, stretch, removed, here, answered, points }, teams, isAsked, onOpen }: RowProps) {
  const state = removed ? "removed" : !here ? "away" : isAsked ? (answered ? "answered" : "thinking") : "here";
  return (
    <li>
      <button type="button" class={removed || !here ? "player player-away" : "player"} onClick={onOpen}>
        <span class="player-name">
          <bdi>{name}</bdi>
          {team !== null && (
            <span class={`teamchip ${tintOf(team)}`}>
              <bdi>{teams[team]}</bdi>
            </span>
          )}
        </span>
        <span class="player-state soft small">
          {stretch !== 1 && (
            <span>
              <Icon shape={CLOCK} /> {words.stretchShort(stretch)}
            </span>
          )}
          <span class={state === "answered" ? "player-done" : ""}>
            {state === "answered" && <Icon shape={CHECK} />}
            {state === "away" && <Icon shape={NO_LINE} />}
            {words.playerState[state]}
          </span>
        </span>
        <span class="player-points number">{words.points(points)}</span>
        <Icon shape={DOTS} />
      </button>
    </li>
  );
}
