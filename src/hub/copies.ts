/** From one poll's storage to another's: what a copy takes along, and under whose name. */
import { randomBytes } from "node:crypto";
import type { Picture } from "../poll/command.ts";
import { copied, type Original } from "../poll/copy.ts";
import type { Refusal } from "../poll/decision.ts";
import type { Birth } from "../poll/evolve.ts";
import type { State } from "../poll/state.ts";
import { COPY_BALLOTS_MAX } from "../protocol/limits.ts";
import type { PollStorage, StoredRow } from "./storage.ts";

/** As it travels between two hubs, well under the 32 MiB of one call. */
export interface Copy {
  original: Original;
  votes: boolean;
  ballots: StoredRow[];
  pictures: Picture[];
}

/** Of a quiz the answers stay where their players are. */
export function copyOf({ poll, quiz, tallies, pictures }: State, storage: PollStorage, votes: boolean): Copy | Refusal {
  if (votes && quiz) return { refused: "not-allowed", detail: "copy-quiz" };
  const ballots = votes ? storage.rows(poll.questions, COPY_BALLOTS_MAX + 1) : [];
  if (ballots.length > COPY_BALLOTS_MAX) return { refused: "too-large", detail: "copy-votes" };
  const found = Object.keys(pictures).flatMap((id) => {
    const picture = storage.picture(id);
    return picture ? [{ id, ...picture }] : [];
  });
  return { original: { poll, quiz, tallies, pictures }, votes, ballots, pictures: found };
}

/** Voters get names by chance, for each answer another: who votes in the copy is met by nothing they said before, and nobody's answers stand together. */
export function bornOf(
  { original, votes, ballots, pictures }: Copy,
  birth: Birth,
): { state: State } & Pick<Copy, "ballots" | "pictures"> {
  const state = copied(original, votes, birth);
  const renamed = ballots.map((ballot) => ({ ...ballot, voter: randomBytes(16).toString("base64url") }));
  return { state, ballots: renamed, pictures: pictures.filter(({ id }) => Object.hasOwn(state.pictures, id)) };
}
