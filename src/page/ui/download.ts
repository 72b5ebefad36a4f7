/** Results as a file. The host's key goes in a header, so this is a fetch and not a link. */
import type { PollView } from "../../protocol/server.ts";
import { host as words } from "../../words/en.ts";
import { hostKeyFor } from "../device.ts";
import { toast } from "./toast.tsx";

/** `csv` has a row for each option, `ballots` one for each ballot, `players` one for each player of a quiz. */
type Form = keyof typeof PATHS;
const PATHS = {
  csv: "results.csv",
  ballots: "results.csv?rows=ballots",
  players: "results.csv?rows=players",
  json: "results",
} as const;
const ENDINGS = { csv: ".csv", ballots: "-ballots.csv", players: "-players.csv", json: ".json" } as const;

export async function downloadResults({ id, title }: PollView, form: Form): Promise<void> {
  try {
    const response = await fetch(`/api/polls/${id}/${PATHS[form]}`, {
      headers: { authorization: `Bearer ${hostKeyFor(id)}` },
      cache: "no-store",
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    save(await response.blob(), `${fileName(title || id)}${ENDINGS[form]}`);
  } catch {
    toast(words.downloadFailed);
  }
}

export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers read the address a little later than the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Letters and digits of any script; what file systems stumble over becomes a dash. */
export function fileName(title: string): string {
  return title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "") || "poll";
}
