import { render } from "preact";
import { hostKeyFor, takeHostKey } from "../device.ts";
import { facts } from "../facts.ts";
import { enterRoom } from "../room.ts";
import { attachTalk } from "../talk/talk.ts";
import { applyTheme } from "../ui/theme.tsx";
import { HostPage } from "./page.tsx";
import { NeedsKey } from "./states.tsx";

applyTheme();
const { poll, first } = facts();
const key = takeHostKey(poll) ?? hostKeyFor(poll);
// A host link pasted into the address bar of this very page only changes the fragment, which loads nothing.
addEventListener("hashchange", () => {
  if (takeHostKey(poll)) location.reload();
});
const app = document.getElementById("app");
if (app) render(key ? page(key) : <NeedsKey poll={poll} />, app);

function page(key: string) {
  const room = enterRoom({ poll, role: "host", key, first });
  return <HostPage room={room} talk={attachTalk(room, poll)} id={poll} />;
}
