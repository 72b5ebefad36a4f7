/** A planted bug: a turn is told at once, and written a quarter of a second later. */
import { PollStorage } from "../../../src/hub/storage.ts";

export * from "./evicted.ts";
export { default } from "./evicted.ts";

const WRITTEN_AFTER_MS = 250;

const { commit } = PollStorage.prototype;
PollStorage.prototype.commit = function (...turn) {
  setTimeout(() => commit.apply(this, turn), WRITTEN_AFTER_MS);
};
