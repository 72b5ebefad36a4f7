/** All that the scenes of a game are drawn from, read at once. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Choice, PlayerView, PollView, QuestionView, QuizView } from "../../protocol/server.ts";
import type { Me } from "../me.ts";
import type { Room } from "../room.ts";
import { arrivedAt } from "./arrived.ts";
import { asRemembered, questionAt, type Scene, type Standing, sceneOf, stageKey, standingOf } from "./scene.ts";
import { secondsLeft } from "./time.ts";

export interface Seated {
  room: Room;
  me: Me;
}

export interface Game {
  room: Room;
  me: Me;
  poll: PollView;
  quiz: QuizView;
  scene: Scene;
  /** Null for who has not joined. */
  player: PlayerView | null;
}

/** With somebody who plays. */
export type Played = Game & { player: PlayerView };

/** At a question. */
export interface Asked extends Played {
  question: QuestionView;
  standing: Standing;
  /** What I answered. */
  mine: Choice | undefined;
  /** Of my own time; null without a limit. */
  seconds: number | null;
  hasArrived: boolean;
}

/** Null before anything is known. */
export function gameOf({ room, me }: Seated): Game | null {
  const poll = room.poll.value;
  if (!poll?.quiz) return null;
  const { quiz } = poll;
  const known = me.player.value;
  const player = known === undefined && me.played ? asRemembered(me.played, quiz) : (known ?? null);
  return { room, me, poll, quiz, player, scene: sceneOf({ quiz, player, joining: me.joining.value }) };
}

export function isPlayed(game: Game): game is Played {
  return game.player !== null;
}

export function askedIn(game: Played): Asked | null {
  const { room, poll, quiz, player } = game;
  const question = questionAt(poll);
  if (!question) return null;
  const mine = room.mine.value[question.id]?.choice;
  const seconds =
    quiz.phase === "question" ? secondsLeft(room, player.stretch === "none" ? null : (player.endsAt ?? quiz.endsAt)) : 0;
  const vote = room.votes.value[question.id];
  const standing = standingOf({ quiz, player, vote, given: !!mine?.length, isOver: seconds === 0 });
  return { ...game, question, standing, mine, seconds, hasArrived: arrivedAt.value === `${quiz.game} ${quiz.index}` };
}

/** One for every screen of every game. */
export function stageOf({ room, me }: Seated): ReadonlySignal<string> {
  return computed(() => {
    const game = gameOf({ room, me });
    return game ? `${game.scene} ${stageKey(game.poll)}` : "";
  });
}
