/** The talk of a room is a script of its own: it loads where people may say something, or when there is a notice. */
import { effect } from "@preact/signals";
import { VOTE_RETRY_MS } from "../../protocol/limits.ts";
import type { Room } from "../room.ts";
import { talksIn } from "../vote/order.ts";

/** `name`: of who has one already. */
export function talkLater(room: Room, id: string, name?: () => string): void {
  let loading = false;
  effect(() => {
    const poll = room.poll.value;
    if (loading || !((poll && talksIn(poll)) || room.notices.value.length > 0)) return;
    loading = true;
    void loaded(() => import("./main.tsx")).then(({ begin }) => begin(room, id, name));
  });
}

/** Without a network it is tried again. */
export async function loaded<Script>(load: () => Promise<Script>): Promise<Script> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, VOTE_RETRY_MS));
    }
  }
}
