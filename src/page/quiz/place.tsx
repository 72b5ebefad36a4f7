/** Where I am: the place, how it moved, and who is ahead. */
import { play as words } from "../../words/en.ts";
import { DOWN, Icon, UP } from "../ui/icons.tsx";
import type { Played } from "./game.ts";

export function Place({ player, quiz }: Played) {
  const { place } = player;
  if (!place) return null;
  const { rank, moved, ahead } = place;
  return (
    <section class="play-place">
      <p class="play-rank number">
        <b>{words.rank(rank)}</b>
        <span class="soft">{words.of(quiz.board?.of ?? quiz.players)}</span>
      </p>
      <p class="play-ahead number">{ahead ? words.ahead(ahead.by, ahead.name) : words.leads(rank)}</p>
      {moved !== null && moved !== 0 && (
        <p class={`play-moved number ${moved > 0 ? "play-moved-up" : ""}`}>
          <Icon shape={moved > 0 ? UP : DOWN} />
          <span aria-hidden="true">{Math.abs(moved)}</span>
          <span class="visually-hidden">{words.moved(moved)}</span>
        </p>
      )}
    </section>
  );
}
