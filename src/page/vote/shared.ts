/** What the scripts that load later take from here, so that there is one of each on the page. */
export * from "../talk/shared.ts";
export { earlier, mark } from "./ballots.ts";
export { sayNow } from "./hear.ts";
