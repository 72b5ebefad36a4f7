/** Before the first question: I am in, and soon it begins. */
import { signal } from "@preact/signals";
import { play as words } from "../../words/en.ts";
import { Hand } from "../ui/hand.tsx";
import { CLOCK, Icon } from "../ui/icons.tsx";
import type { Played } from "./game.ts";
import { beginWith, Join } from "./join.tsx";
import { Ring } from "./ring.tsx";
import { TeamTag, tintOfName } from "./strip.tsx";
import { secondsLeft } from "./time.ts";

/** The name is being changed for another. */
const changing = signal(false);

export function Lobby(game: Played) {
  const { player, quiz, me } = game;
  const { settings } = quiz;
  if (changing.value || me.joining.value?.state === "refused") {
    const done = () => {
      changing.value = false;
    };
    return <Join {...game} onDone={done} />;
  }
  const change = () => {
    beginWith(player.name);
    changing.value = true;
  };
  const waitsFor = settings.autoStart ? settings.minPlayers - quiz.players : 0;
  return (
    <div class="play-scene play-lobby">
      <div class={`play-tag ${tintOfName(player.name)}`}>
        <span class="play-tag-top">
          <Hand waving />
          {words.lobby.hello}
        </span>
        <h1 tabIndex={-1} class="play-tag-name">
          <bdi>{player.name}</bdi>
        </h1>
        <TeamTag teams={settings.teams} team={player.team} />
      </div>
      <h2>{words.lobby.title}</h2>
      <p class="soft">{waitsFor > 0 ? words.lobby.waitsFor(waitsFor) : words.lobby.hostStarts}</p>
      <p class="play-facts number">
        <span>{words.players(quiz.players)}</span>
        <span>{words.lobby.questions(quiz.of)}</span>
        <span>{words.lobby.scoring[settings.scoring]}</span>
      </p>
      <MoreTime {...game} />
      {settings.names === "own" && (
        <button type="button" class="button-quiet button-link" onClick={change}>
          {words.lobby.change}
        </button>
      )}
    </div>
  );
}

/** What the host has granted, known to nobody else. */
function MoreTime({ player: { stretch } }: Played) {
  if (stretch === 1) return null;
  return (
    <p class="play-note">
      <Icon shape={CLOCK} />
      {words.moreTime(stretch)}
    </p>
  );
}

export function Countdown({ room, quiz, player }: Played) {
  const left = secondsLeft(room, quiz.until) ?? 0;
  return (
    <div class="play-scene play-countdown">
      <p class="play-over">{words.countdown.next((quiz.index ?? 0) + 1, quiz.of)}</p>
      <Ring seconds={left} of={quiz.settings.countdownSeconds} isLarge />
      <h1 tabIndex={-1}>{words.countdown.ready(player.name)}</h1>
      <p class="soft">{words.countdown.line}</p>
    </div>
  );
}
