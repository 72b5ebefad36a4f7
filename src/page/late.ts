/** Scripts that load when they are needed: each once, and without a network again and again until it is here. */
import { effect } from "@preact/signals";
import { VOTE_RETRY_MS } from "../protocol/limits.ts";

export async function loaded<Script>(load: () => Promise<Script>): Promise<Script> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, VOTE_RETRY_MS));
    }
  }
}

/** `isNeeded` reads signals. */
export function loadWhen<Script>(isNeeded: () => unknown, load: () => Promise<Script>, begin: (script: Script) => void): void {
  let loading = false;
  effect(() => {
    if (loading || !isNeeded()) return;
    loading = true;
    void loaded(load).then(begin);
  });
}
