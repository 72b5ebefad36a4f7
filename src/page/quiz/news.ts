/** What is new in the game: one sentence for the ear at each step, and the focus where the next step begins. */
import { effect, untracked } from "@preact/signals";
import { play as words } from "../../words/en.ts";
import { say, sayNow } from "../vote/hear.ts";
import { arrivedAt } from "./arrived.ts";
import { askedIn, type Game, gameOf, isPlayed, type Seated, stageOf } from "./game.ts";
import { keepUnsent, sendAtEnd } from "./marks.ts";
import { verdictOf } from "./scene.ts";

export function watchGame(seated: Seated): void {
  watchStages(seated);
  watchAnswer(seated);
  watchArrival(seated);
  watchEnd(seated);
  watchLine(seated);
}

function watchStages(seated: Seated): void {
  const stage = stageOf(seated);
  let before = "";
  effect(() => {
    const now = stage.value;
    const isFirst = before === "";
    if (now === before || now === "") return;
    before = now;
    // The first screen is read from its beginning anyway.
    if (!isFirst) untracked(() => tell(gameOf(seated)));
  });
}

function tell(game: Game | null): void {
  if (!game) return;
  const sentence = sentenceOf(game);
  if (sentence) sayNow(sentence);
  if (game.quiz.phase !== "locked") setTimeout(() => focusHeading(game.scene === "question"));
}

/** A question is read from its beginning; elsewhere only who would lose the focus is led on. */
function focusHeading(always: boolean): void {
  const { activeElement, body } = document;
  if (!always && activeElement && activeElement !== body) return;
  scrollTo(0, 0);
  document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
}

function sentenceOf(game: Game): string | null {
  const { quiz, scene } = game;
  if (scene === "removed") return words.removed.title;
  if (scene === "countdown") return words.heard.countdown(quiz.settings.countdownSeconds);
  if (!isPlayed(game)) return null;
  if (scene === "lobby") return words.heard.lobby(game.player.name);
  if (scene === "finished") return game.player.place && words.heard.finished(game.player.place.rank, game.player.place.points);
  const asked = askedIn(game);
  if (!asked) return null;
  if (quiz.phase === "question") return words.heard.question((quiz.index ?? 0) + 1, quiz.of, asked.seconds);
  if (quiz.phase === "locked") return asked.standing === "in" ? null : words.over;
  const { player, standing, hasArrived } = asked;
  return words.heard.revealed(verdictOf(player, standing, hasArrived), player.scored?.points ?? 0, player.place?.rank ?? null);
}

function watchAnswer(seated: Seated): void {
  let before = "";
  effect(() => {
    const game = gameOf(seated);
    const asked = game && isPlayed(game) && game.scene === "question" ? askedIn(game) : null;
    const now = asked ? `${asked.question.id} ${asked.standing}` : "";
    const wasSending = before.endsWith("sending");
    before = now;
    if (wasSending && asked?.standing === "in") sayNow(words.in);
    if (wasSending && asked?.standing === "late") sayNow(words.late);
  });
}

/** Reading `player` as null, then as somebody: I have just joined. */
function watchArrival({ room, me }: Seated): void {
  let wasOut = false;
  effect(() => {
    const player = me.player.value;
    if (player && wasOut) {
      const quiz = room.poll.peek()?.quiz;
      arrivedAt.value = quiz ? `${quiz.game} ${quiz.index}` : "";
    }
    wasOut = player === null;
  });
}

function watchEnd(seated: Seated): void {
  effect(() => {
    const game = gameOf(seated);
    const asked = game && isPlayed(game) && game.scene === "question" ? askedIn(game) : null;
    if (asked?.standing !== "open") return keepUnsent();
    const { room, question, player, quiz } = asked;
    sendAtEnd(room, question, player.stretch === "none" ? null : (player.endsAt ?? quiz.endsAt));
  });
}

function watchLine({ room }: Seated): void {
  let lost = false;
  effect(() => {
    const { state } = room.wire.value;
    if (state === "waiting" && !lost) say(words.heard.reconnecting);
    if (state === "open" && lost) say(words.heard.back);
    if (state !== "connecting") lost = state === "waiting";
  });
}
