/**
 * The vote page is drawn as a whole whenever a signal that it read changes: at most fifty options, and Preact touches only
 * what differs. That saves a phone the hooks and the signals' own binding to components (see the build).
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import { facts } from "../facts.ts";
import { enterRoom } from "../room.ts";
import { applyTheme } from "../ui/theme.tsx";
import { App } from "./app.tsx";
import { keepMarks } from "./early.ts";
import { Failed } from "./ended.tsx";
import { watchLine } from "./line.ts";
import { watchNews } from "./news.ts";
import { placeIn } from "./place.ts";

applyTheme();
const { poll, first, problem } = facts();
const app = document.getElementById("app");
if (app) {
  if (problem) {
    app.replaceChildren(); // the sentence that was there before the script
    render(<Failed problem={problem} />, app);
  } else vote(app);
}

function vote(app: HTMLElement): void {
  keepMarks(app, first);
  const room = enterRoom({ poll, role: "voter", first });
  watchLine(room);
  watchNews(room);
  const place = placeIn(room);
  effect(() => render(<App room={room} place={place} />, app));
}
