/** What a host is writing: it outlives the tab that it is written in. */
import { signal } from "@preact/signals";

export const message = signal("");
export const notice = signal("");
