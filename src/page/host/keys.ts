/** The console by keyboard, with the keys of the big screen wherever nobody is typing or choosing. */
import { useEffect, useRef } from "preact/hooks";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import type { Room } from "../room.ts";
import { toggleClock, toggleResults } from "./actions.tsx";
import { run } from "./run.ts";

interface Where {
  room: Room;
  poll: PollView;
  question: QuestionView | null;
  pick(question: string | null): void;
}

export function useKeys(where: Where): void {
  usePressed((key) => actionFor(key, where));
}

/** `actionFor` as it is at the latest rendering; nothing where a key means nothing. */
export function usePressed(actionFor: (key: string) => (() => void) | undefined): void {
  const newest = useRef(actionFor);
  newest.current = actionFor;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      if (isTaken(event)) return;
      const act = newest.current(event.key);
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

/** What has the focus needs the key itself: fields all of them, buttons and links the space bar. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]")) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest("input, textarea, select, [contenteditable]")) return true;
  return key === " " && target.closest("button, a, summary, label") !== null;
}

function actionFor(key: string, where: Where): (() => void) | undefined {
  const { room, poll, question } = where;
  switch (key.toLowerCase()) {
    case " ":
      return poll.pace === "host" ? () => press(".controls-main") : undefined;
    case "arrowright":
      return poll.pace === "host" ? () => press(".controls-main") : () => step(where, 1);
    case "arrowleft":
      return poll.pace === "host" ? () => press(".controls-back") : () => step(where, -1);
    case "h":
      return question ? () => toggleResults(room, poll, question) : undefined;
    case "o":
      return question ? () => toggleOpen(where, question) : undefined;
    case "t":
      return question ? () => toggleClock(room, question) : undefined;
    default:
      return undefined;
  }
}

/** The button itself, so that both ways do and refuse the same. */
export function press(button: string): void {
  document.querySelector<HTMLElement>(button)?.click();
}

function step({ poll, question, pick }: Where, by: 1 | -1): void {
  const next = question && poll.questions[poll.questions.indexOf(question) + by];
  if (next) pick(next.id);
}

const TURNED = { waiting: "open", open: "close", closed: "reopen" } as const;

function toggleOpen({ room }: Where, { id, phase }: QuestionView): void {
  void run(room, { command: TURNED[phase], question: id });
}
