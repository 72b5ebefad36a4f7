/**
 * The vote page is drawn as a whole whenever a signal that it read changes: at most fifty options, and Preact touches only
 * what differs. That saves a phone the hooks and the signals' own binding to components (see the build).
 */

import { effect } from "@preact/signals";
import { render } from "preact";
import type { Code } from "../../protocol/codes.ts";
import { entryLater } from "../entry/later.ts";
import { facts } from "../facts.ts";
import { loaded } from "../late.ts";
import { enterAsVoter } from "../room.ts";
import { talkLater } from "../talk/later.ts";
import { applyTheme } from "../ui/theme.tsx";
import { App } from "./app.tsx";
import { recallBallots } from "./ballots.ts";
import { keepMarks } from "./early.ts";
import { answerLater, answers, lacks } from "./later.ts";
import { watchLine } from "./line.ts";
import { watchNews } from "./news.ts";
import { placeIn } from "./place.ts";

export * from "./shared.ts";

applyTheme();
const { poll, first, problem } = facts();
const app = document.getElementById("app");
if (app) {
  if (problem) fail(app, problem);
  else vote(app);
}

/** The Worker's sentence stays until there is more to say. */
function fail(app: HTMLElement, problem: Code): void {
  void loaded(answers).then(({ Failed }) => {
    app.replaceChildren();
    render(<Failed problem={problem} />, app);
  });
}

function vote(app: HTMLElement): void {
  recallBallots(poll);
  keepMarks(app, first);
  const room = enterAsVoter({ poll, first });
  watchLine(room);
  watchNews(room);
  talkLater(room, poll);
  entryLater(room, poll);
  answerLater(room);
  const place = placeIn(room);
  let drawn = false;
  effect(() => {
    // What the Worker wrote stays until all of it can be drawn.
    if (!drawn && lacks(room) && first) return;
    drawn = true;
    render(<App room={room} place={place} />, app);
  });
}
