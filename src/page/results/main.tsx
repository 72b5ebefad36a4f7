import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { hostKeyFor } from "../device.ts";
import { facts } from "../facts.ts";
import { enterRoom } from "../room.ts";
import { applyTheme } from "../ui/theme.tsx";
import { Results } from "./full.ts";
import { ResultsPage } from "./page.tsx";

applyTheme();
const { poll, first } = facts();
const key = hostKeyFor(poll);
const room = signal(enterRoom({ poll, role: "stage", first, ...(key && { key }) }));
effect(() => {
  // A key that was replaced on another device: what anyone may see is still to be seen.
  if (room.value.wire.value.ended === "wrong-key") room.value = enterRoom({ poll, role: "stage", first });
});
const results = new Results(room, poll);
const app = document.getElementById("app");
if (app) render(<ResultsPage room={room} results={results} />, app);
