/** Who I am and what I have, always in the same place. */
import { figure, play as words } from "../../words/en.ts";
import { letterOf, tintOf } from "../ui/options.ts";
import type { Played } from "./game.ts";

const TINTS = 8;

/** A colour of one's own for as long as the name stays. */
export function tintOfName(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return tintOf(sum % TINTS);
}

export function Badge({ name }: { name: string }) {
  return (
    <span class={`play-badge ${tintOfName(name)}`} aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  );
}

export function TeamTag({ teams, team }: { teams: readonly string[]; team: number | null }) {
  const name = team === null ? undefined : teams[team];
  if (team === null || name === undefined) return null;
  return (
    <span class={`play-team ${tintOf(team)}`}>
      <b aria-hidden="true">{letterOf(team)}</b>
      <bdi>{name}</bdi>
    </span>
  );
}

export function Strip({ player, quiz }: Played) {
  return (
    <footer class="play-strip">
      <Badge name={player.name} />
      <span class="play-strip-name">
        <bdi>{player.name}</bdi>
        <TeamTag teams={quiz.settings.teams} team={player.team} />
      </span>
      <span class="play-strip-points number">{words.points(player.place?.points ?? 0)}</span>
    </footer>
  );
}

/** With a sign, so that it reads as more. */
export function gainOf(points: number): string {
  return `+${figure(points)}`;
}
