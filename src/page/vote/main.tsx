import { render } from "preact";
import { facts } from "../facts.ts";
import { enterRoom } from "../room.ts";
import { applyTheme } from "../ui/theme.tsx";
import { App } from "./app.tsx";
import { keepMarks } from "./early.ts";
import { watchNews } from "./news.ts";

applyTheme();
const { poll, first } = facts();
const app = document.getElementById("app");
if (app) {
  keepMarks(app, first);
  const room = enterRoom({ poll, role: "voter", first });
  watchNews(room);
  render(<App room={room} />, app);
}
