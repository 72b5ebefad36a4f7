/** What the script of the talk takes from the page that loads it, so that there is one of each. */
export { batch, computed, effect, signal } from "@preact/signals";
export { Fragment, h, options, render } from "preact";
export { Courier } from "../courier.ts";
