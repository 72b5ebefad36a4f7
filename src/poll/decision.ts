/** How a command is answered: with what then happened, or with why it is refused. */
import type { Code, Detail } from "../protocol/codes.ts";
import type { VoteStatus } from "../protocol/server.ts";
import type { Event } from "./event.ts";

export interface Refusal {
  refused: Code;
  detail?: Detail;
}

export interface Decision {
  status: VoteStatus | "done";
  events: Event[];
}

export function done(...events: Event[]): Decision {
  return { status: "done", events };
}

export const NO_QUIZ: Refusal = { refused: "not-allowed", detail: "no-quiz" };
