/** A planted bug: nobody looks how much of what is meant for a reader is unsent. */
export * from "./tidy.ts";
export { default } from "./tidy.ts";

Object.defineProperty(WebSocket.prototype, "bufferedAmount", { get: () => 0 });
