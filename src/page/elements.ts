/** Taken into every phone's script by the build, which writes elements with it. */
export { Fragment, h } from "preact";
