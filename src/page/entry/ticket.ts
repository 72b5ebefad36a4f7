/** Runs before the page's own script, where a poll has tickets: a ticket in the link becomes who this device is, and leaves the address bar. */
import { tidyCode } from "../../protocol/ids.ts";
import { entryFor, keepEntry, newVoterFor, voterTokenFor } from "../device.ts";

const letters = tidyCode(new URLSearchParams(location.hash.slice(1)).get("ticket") ?? "");
const [, place, poll] = location.pathname.split("/");
if (letters && poll && (place === "p" || place === "embed")) {
  const held = entryFor(voterTokenFor(poll));
  // Another ticket is another voter, whose votes are none of the one's before.
  if (held !== letters) keepEntry(held ? newVoterFor(poll) : voterTokenFor(poll), letters);
  history.replaceState(history.state, "", location.pathname + location.search);
}
