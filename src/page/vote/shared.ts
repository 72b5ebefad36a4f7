/** What the script that loads later takes from here, so that there is one of each on the page. */
export { batch, computed, effect, signal, untracked } from "@preact/signals";
export { createElement, createRef, Fragment, options } from "preact";
export { jsx, jsxs } from "preact/jsx-runtime";
export { ballotOf, earlier, mark } from "./ballots.ts";
export { sayNow } from "./hear.ts";
