/** A player's page of a quiz. Drawn as a whole whenever a signal that it read changes, as the vote page is, whose parts it shares. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { entryLater } from "../entry/later.ts";
import { facts } from "../facts.ts";
import { enterAsPlayer } from "../room.ts";
import { talkLater } from "../talk/later.ts";
import { applyTheme } from "../ui/theme.tsx";
import { watchLine } from "../vote/line.ts";
import { App } from "./app.tsx";
import { listenToKeys } from "./keys.ts";
import { recallMarks } from "./marks.ts";
import { watchGame } from "./news.ts";

export * from "../talk/shared.ts";

applyTheme();
const { poll, first } = facts();
const app = document.getElementById("app");
if (app) play(app);

function play(app: HTMLElement): void {
  recallMarks(poll);
  const { room, me } = enterAsPlayer({ poll, first });
  const player = { room, me };
  watchLine(room);
  entryLater(room, poll);
  watchGame(player);
  listenToKeys(player);
  talkLater(room, poll, () => me.player.value?.name ?? "");
  effect(() => render(<App {...player} />, app));
}
