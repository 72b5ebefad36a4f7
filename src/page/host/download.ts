/** Results as a file. The host's key goes in a header, so this is a fetch and not a link. */
import type { PollView } from "../../protocol/server.ts";
import { host as words } from "../../words/en.ts";
import { hostKeyFor } from "../device.ts";
import { toast } from "../ui/toast.tsx";

export async function downloadResults({ id, title }: PollView, form: "csv" | "json"): Promise<void> {
  const path = `/api/polls/${id}/results${form === "csv" ? ".csv" : ""}`;
  try {
    const response = await fetch(path, { headers: { authorization: `Bearer ${hostKeyFor(id)}` }, cache: "no-store" });
    if (!response.ok) throw new Error(`status ${response.status}`);
    save(await response.blob(), `${fileName(title || id)}.${form}`);
  } catch {
    toast(words.downloadFailed);
  }
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers read the address a little later than the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Letters and digits of any script; what file systems stumble over becomes a dash. */
function fileName(title: string): string {
  return title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "") || "poll";
}
