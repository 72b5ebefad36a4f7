/** A planted bug: now and then a frame of the talk never leaves, and the next one says that it comes behind the one before. */
export * from "./evicted.ts";
export { default } from "./evicted.ts";

const SWALLOWED = 0.02;

/** Of each socket: the `after` of the frame that it was not sent. */
const swallowed = new WeakMap<WebSocket, number>();
const { send } = WebSocket.prototype;

WebSocket.prototype.send = function (frame) {
  const after = /^\{"type":"talk","epoch":"[^"]*","after":(\d+),/.exec(String(frame))?.[1];
  if (typeof frame !== "string" || after === undefined) return send.call(this, frame);
  const missed = swallowed.get(this);
  swallowed.delete(this);
  if (missed !== undefined) return send.call(this, frame.replace(/"after":\d+/, `"after":${missed}`));
  if (Math.random() >= SWALLOWED) return send.call(this, frame);
  swallowed.set(this, Number(after));
};
