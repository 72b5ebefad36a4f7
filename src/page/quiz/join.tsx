/** Coming in: a name of one's own or one that is offered, a team where there are teams, one button. */
import { signal } from "@preact/signals";
import { NAME_POINTS_MAX } from "../../protocol/limits.ts";
import { points, tidyText } from "../../protocol/text.ts";
import { details, whyNot, play as words } from "../../words/en.ts";
import { nameFrom } from "../../words/names.ts";
import { ALERT, CYCLE, Icon, LOCK } from "../ui/icons.tsx";
import { letterOf, tintOf } from "../ui/options.ts";
import { shapeOf } from "../ui/shapes.ts";
import type { Game } from "./game.ts";

/** As typed; a reload while typing costs a few letters. */
const typed = signal("");
const team = signal<number | null>(null);
const offered = signal(drawn());

function drawn(): string {
  return nameFrom([Math.random(), Math.random()]);
}

/** Begins with the name that somebody has, for who wants another. */
export function beginWith(name: string): void {
  typed.value = name;
}

/** `onDone`: somebody who is in changes the name, or does not. */
export function Join({ onDone, ...game }: Game & { onDone?: () => void }) {
  const { me, quiz } = game;
  const { names, teams } = quiz.settings;
  const isLocked = quiz.lobby === "locked" && !me.player.value;
  const isSending = me.joining.value?.state === "sending";
  const name = tidyText(typed.value);
  const isLong = points(name) > NAME_POINTS_MAX;
  const isReady = !isLocked && !isSending && !isLong;
  const join = (event: Event) => {
    event.preventDefault();
    if (!isReady) return;
    me.join({ name: names === "given" ? null : name || offered.value, team: team.value });
    onDone?.();
  };
  const stay = () => {
    me.joining.value = null;
    onDone?.();
  };
  return (
    <form class="vote-form" onSubmit={join} noValidate>
      <div class="play-join">
        <Hero />
        <p class="play-over">{whereOf(game)}</p>
        <h1 tabIndex={-1}>{names === "given" ? words.join.titleGiven : onDone ? words.join.titleChange : words.join.title}</h1>
        {names === "own" ? <NameField isLong={isLong} game={game} /> : <p class="soft">{words.join.given}</p>}
        {teams.length > 0 && !me.player.value && <Teams teams={teams} />}
      </div>
      <div class="vote-bar">
        <Fault game={game} isLocked={isLocked} isLong={isLong} />
        <div class="vote-actions">
          {onDone && (
            <button type="button" class="button-quiet button-large" onClick={stay}>
              {words.join.stay}
            </button>
          )}
          <button type="submit" class="button button-large" aria-disabled={!isReady}>
            {isSending ? (
              words.join.sending
            ) : onDone ? (
              words.join.take
            ) : (
              <bdi>{words.join.as(names === "own" && !name ? offered.value : "")}</bdi>
            )}
          </button>
        </div>
      </div>
    </form>
  );
}

/** The shapes that will be the answers. */
function Hero() {
  return (
    <div class="play-hero" aria-hidden="true">
      {[0, 1, 2, 3].map((option) => (
        <svg key={option} class={tintOf(option)} viewBox="0 0 24 24" aria-hidden="true">
          <path d={shapeOf(option)} />
        </svg>
      ))}
    </div>
  );
}

/** What somebody comes into. */
function whereOf({ quiz }: Game): string {
  if (quiz.phase === "finished") return words.join.ended;
  if (quiz.index === null) return words.players(quiz.players);
  return words.join.late(quiz.index + 1, quiz.of);
}

function NameField({ isLong, game }: { isLong: boolean; game: Game }) {
  const { joining } = game.me;
  const refused = joining.value?.state === "refused" ? joining.value : null;
  const suggested = refused?.suggested;
  const take = (name: string) => {
    typed.value = name;
    joining.value = null;
  };
  const another = () => {
    take("");
    offered.value = drawn();
  };
  return (
    <>
      <label class="play-field">
        <span>{words.join.name}</span>
        <input
          class="play-input"
          type="text"
          autoComplete="nickname"
          autoCapitalize="words"
          spellcheck={false}
          enterkeyhint="go"
          placeholder={offered.value}
          value={typed.value}
          aria-invalid={isLong || refused !== null}
          aria-describedby="join-fault"
          onInput={({ currentTarget }) => take(currentTarget.value)}
        />
      </label>
      <div class="play-offer">
        {suggested ? (
          <button type="button" class="button-quiet" onClick={() => take(suggested)}>
            <bdi>{words.join.offer(suggested)}</bdi>
          </button>
        ) : (
          <button type="button" class="button-quiet button-link" onClick={another}>
            <Icon shape={CYCLE} />
            {words.join.another}
          </button>
        )}
      </div>
    </>
  );
}

function Teams({ teams }: { teams: readonly string[] }) {
  return (
    <fieldset class="play-teams">
      <legend>{words.join.team}</legend>
      {teams.map((name, index) => (
        <label key={index} class={`option ${tintOf(index)}`}>
          <input
            class="option-input"
            type="radio"
            name="team"
            checked={team.value === index}
            onChange={() => {
              team.value = index;
            }}
          />
          <span class="option-letter" aria-hidden="true">
            {letterOf(index)}
          </span>
          <span class="option-text">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Fault({ game, isLocked, isLong }: { game: Game; isLocked: boolean; isLong: boolean }) {
  const joining = game.me.joining.value;
  const refused = joining?.state === "refused" ? joining : null;
  const sentence = isLocked ? words.join.locked : isLong ? details["name-long"] : refused && whyNot(refused.code, refused.detail);
  return (
    <div class="vote-advice" role="alert" id="join-fault">
      {sentence && (
        <p>
          <Icon shape={isLocked ? LOCK : ALERT} />
          {sentence}
        </p>
      )}
    </div>
  );
}
