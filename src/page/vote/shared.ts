/** What the scripts that load later take from here, so that there is one of each on the page. */
export { batch, computed, effect, signal } from "@preact/signals";
export { Fragment, options, render } from "preact";
export { jsx, jsxs } from "preact/jsx-runtime";
export { Courier } from "../courier.ts";
export { earlier, mark } from "./ballots.ts";
export { sayNow } from "./hear.ts";
