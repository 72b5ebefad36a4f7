/** A planted bug: a hub that wakes forgets whoever is behind a relay. */
import { planted } from "./relays.ts";

export * from "./relays.ts";
export { default } from "./relays.ts";

planted.around = (name, call) =>
  name === "roll" ? async (...args) => ({ ...((await call(...args)) as object), phones: [] }) : call;
