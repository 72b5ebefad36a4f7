/** What is known about the line beside its state. */
import { effect, signal } from "@preact/signals";
import { CONNECTING_SHOWN_AFTER_MS } from "../../protocol/limits.ts";
import type { Room } from "../room.ts";

/** What the browser thinks of the network. */
export const online = signal(navigator.onLine);
/** The first attempt takes so long that it is worth a word. */
export const slow = signal(false);
/** There was a line before. */
export const wasOpen = signal(false);

export function watchLine({ wire }: Room): void {
  for (const change of ["online", "offline"]) {
    addEventListener(change, () => {
      online.value = navigator.onLine;
    });
  }
  setTimeout(() => {
    slow.value = true;
  }, CONNECTING_SHOWN_AFTER_MS);
  effect(() => {
    if (wire.value.state === "open") wasOpen.value = true;
  });
}
