/** Who plays, fifty a page. A click on a name opens what a host can do with a player. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { PlayerRow, PlayersPage } from "../../../protocol/server.ts";
import { quizHost as words } from "../../../words/en.ts";
import { BACK, CHECK, CLOCK, DOTS, Icon, NEXT, NO_LINE } from "../../ui/icons.tsx";
import { tintOf } from "../../ui/options.ts";
import type { QuizProps } from "./console.tsx";
import { PlayerList } from "./list.ts";
import { PlayerDialog } from "./player.tsx";

export function Players({ room, poll, quiz }: QuizProps) {
  const list = useMemo(() => new PlayerList(poll.id), [poll.id]);
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
      {page && page.pages > 1 && <Pages page={page} turn={(to) => void list.turn(to)} />}
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

function Pages({ page: { page, pages }, turn }: { page: PlayersPage; turn(page: number): void }) {
  const button = (to: number, shape: string, label: string) => (
    <button
      type="button"
      class="button-quiet button-icon"
      aria-label={label}
      aria-disabled={to < 0 || to >= pages}
      onClick={() => to >= 0 && to < pages && turn(to)}
    >
      <Icon shape={shape} />
    </button>
  );
  return (
    <nav class="playerpages" aria-label={words.pages}>
      {button(page - 1, BACK, words.pageBefore)}
      <span class="number">{words.pageOf(page + 1, pages)}</span>
      {button(page + 1, NEXT, words.pageAfter)}
    </nav>
  );
}
