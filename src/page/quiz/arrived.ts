/** Game and question during which I joined: what went before I have not missed. */
import { signal } from "@preact/signals";

export const arrivedAt = signal("");
