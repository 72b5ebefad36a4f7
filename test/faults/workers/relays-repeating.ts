/** A planted bug: a relay whose batch is not answered says all of it again. */
import { planted } from "./relays.ts";

export * from "./relays.ts";
export { default } from "./relays.ts";

planted.around = (name, call) => (name === "hear" ? (...args) => call(...args).catch(() => call(...args)) : call);
