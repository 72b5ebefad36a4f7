import { render } from "preact";
import { hostKeyFor } from "../device.ts";
import { facts } from "../facts.ts";
import { enterRoom } from "../room.ts";
import { applyTheme } from "../ui/theme.tsx";
import { App } from "./app.tsx";
import { stayAwake } from "./awake.ts";

applyTheme();
stayAwake();
const { poll, origin, first } = facts();
const app = document.getElementById("app");
const key = hostKeyFor(poll) ?? undefined;
if (app)
  render(<App room={enterRoom({ poll, role: "stage", first, ...(key && { key }) })} origin={origin} commands={!!key} />, app);
