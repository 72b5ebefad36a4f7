/** A planted bug: whoever shows one wrong key after the other is told so at once. */
import { WRONG_KEY_ANSWERED_AFTER_MS } from "../../../src/protocol/limits.ts";

export * from "./attacked.ts";
export { default } from "./attacked.ts";

const later = globalThis.setTimeout;
const hurried = (run: () => void, ms?: number) => later(run, ms === WRONG_KEY_ANSWERED_AFTER_MS ? 0 : ms);
globalThis.setTimeout = hurried as typeof setTimeout;
