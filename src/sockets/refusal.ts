/** How a phone hears that something was not done, and why. */
import type { Code } from "../protocol/codes.ts";
import type { Failure, Refused } from "../protocol/server.ts";
import { sentence } from "../words/index.ts";
import { say } from "./fanout.ts";
import type { Socket } from "./socket.ts";

type Why = Pick<Refused, "detail" | "suggested">;

/** `refused` where the frame had a readable `ref`, else `error`. */
export function refusalFrame(ref: number | undefined, code: Code, message: string, why: Why = {}): string {
  if (ref === undefined) return JSON.stringify({ type: "error", code, message } satisfies Failure);
  return JSON.stringify({ type: "refused", ref, code, message, ...why } satisfies Refused);
}

export function refuse(
  socket: Socket,
  ref: number | undefined,
  code: Code,
  { detail, suggested }: { [Key in keyof Why]: Why[Key] | undefined } = {},
): void {
  const why = { ...(detail !== undefined && { detail }), ...(suggested !== undefined && { suggested }) };
  say(socket, refusalFrame(ref, code, sentence(code, detail), why));
}
