/** The talk of a room is a script of its own: it loads where people may say something, or when there is a notice. */
import { loadWhen } from "../late.ts";
import type { Room } from "../room.ts";
import { talksIn } from "../vote/order.ts";

/** `name`: of who has one already. */
export function talkLater(room: Room, id: string, name?: () => string): void {
  loadWhen(
    () => (room.poll.value && talksIn(room.poll.value)) || room.notices.value.length > 0,
    () => import("./main.tsx"),
    ({ begin }) => begin(room, id, name),
  );
}
