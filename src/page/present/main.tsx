import { render } from "preact";
import { hostKeyFor } from "../device.ts";
import { facts } from "../facts.ts";
import { enterRoom } from "../room.ts";
import { attachTalk } from "../talk/talk.ts";
import { applyTheme } from "../ui/theme.tsx";
import { App } from "./app.tsx";
import { stayAwake } from "./awake.ts";

applyTheme();
stayAwake();
const { poll, origin, first } = facts();
const app = document.getElementById("app");
const key = hostKeyFor(poll) ?? undefined;
if (app) {
  const room = enterRoom({ poll, role: "stage", first, ...(key && { key }) });
  render(<App room={room} talk={attachTalk(room, poll)} origin={origin} commands={!!key} />, app);
}
