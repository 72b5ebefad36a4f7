/** What each key does. Only a device with the host's key sends commands; on any other the stage is a picture with pages. */
import type { CommandBody } from "../../protocol/client.ts";
import type { QuestionView, QuizView } from "../../protocol/server.ts";
import { refusals, stage as words } from "../../words/en.ts";
import { CommandRefused, type Room } from "../room.ts";
import { nextStep } from "../ui/nextstep.ts";
import { toast } from "../ui/toast.tsx";
import { type Action, toggleFullScreen } from "./keys.ts";
import type { Place } from "./place.ts";
import { askedInQuiz } from "./quiz/keys.ts";
import { moreTime, toggleOpen, toggleResults } from "./steps.ts";
import { isAsking } from "./talk/told.ts";
import { toggleWalk, turnPage, type View, walked } from "./view.ts";

export interface Stand {
  room: Room;
  place: Place;
  view: View;
  /** This device holds the host's key. */
  commands: boolean;
}

/** Whether the key meant something here. */
export function obey(action: Action, stand: Stand): boolean {
  const { view } = stand;
  if (action === "leave") {
    view.over.value = null;
    view.step.value = null;
  } else if (action === "help") view.over.value = view.over.value === "keys" ? null : "keys";
  else if (view.over.value === "keys") return false;
  else if (action === "code") view.over.value = view.over.value === "code" ? null : "code";
  else if (action === "asks") showAsks(stand);
  else if (action === "full") toggleFullScreen();
  else if (stand.room.poll.value?.quiz) inQuiz(action, stand, stand.room.poll.value.quiz);
  else if (action === "walk") toggleWalk(view);
  else if (action === "pageDown" || action === "pageUp") turnPage(view, action === "pageDown" ? 1 : -1);
  else if (action === "next" || action === "back" || action === "step") move(action, stand);
  else command(action, stand);
  return true;
}

/** On this screen only, where there is something to show, and not over a question that is being answered. */
function showAsks({ room, view }: Stand): void {
  const poll = room.poll.value;
  const isThere = poll && poll.talk.questions !== "off" && !isAsking(poll.quiz?.phase);
  view.over.value = isThere && view.over.value !== "asks" ? "asks" : null;
}

function inQuiz(action: Action, { room, view, commands }: Stand, quiz: QuizView): void {
  const asked = askedInQuiz(action, quiz, view, commands);
  if (typeof asked === "string") toast(asked);
  else if (asked) run(room, asked);
}

/** In a walk through a count the keys walk; else they move the room, or where nobody paces only this screen. */
function move(action: "next" | "back" | "step", { room, place, view, commands }: Stand): void {
  const by = action === "back" ? -1 : 1;
  view.over.value = null;
  if (walked(view, by)) return;
  const poll = room.poll.value;
  if (!commands || poll?.pace !== "host") return place.go(by);
  if (action !== "step") return run(room, { command: action });
  const next = nextStep(poll, room.tallies.value);
  if (next) run(room, next);
  else toast(words.atTheEnd);
}

function command(action: Action, { room, place, commands }: Stand): void {
  const question = room.poll.value?.questions.find(({ id }) => id === place.question.value);
  if (!commands || !question) return;
  const asked = bodyOf(action, question, room);
  if (typeof asked === "string") toast(asked);
  else if (asked) run(room, asked);
}

/** A sentence where the key would do harm, or nothing. */
function bodyOf(action: Action, question: QuestionView, room: Room): CommandBody | string | undefined {
  const tally = room.tallies.value[question.id];
  switch (action) {
    case "results":
      return toggleResults(question, tally);
    case "open":
      return toggleOpen(question);
    case "again":
      // A slip of the finger must not empty a vote that is under way.
      return question.phase === "closed" ? { command: "again", question: question.id } : words.againLater;
    case "time":
      return question.open ? moreTime(question, room.now()) : words.timeLater;
    case "timeOff":
      return question.endsAt === null ? undefined : { command: "timer", question: question.id, seconds: null };
    default:
      return undefined;
  }
}

function run(room: Room, command: CommandBody): void {
  room.command(command).catch((why: unknown) => toast(why instanceof CommandRefused ? why.message : refusals.busy));
}
