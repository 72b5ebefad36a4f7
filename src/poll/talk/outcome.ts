/** How a command of the talk is answered, in short. */
import type { TalkDetail } from "../../protocol/talk.ts";
import type { Refusal } from "../decision.ts";
import type { TalkDone, TalkEvent } from "./talk.ts";

export function done(...events: TalkEvent[]): TalkDone {
  return { status: "done", events };
}

export function no(detail: TalkDetail): Refusal {
  return { refused: "not-allowed", detail };
}

/** It is there, but not as it is now. */
export const NOT_NOW: Refusal = { refused: "not-allowed", detail: "not-now" };
