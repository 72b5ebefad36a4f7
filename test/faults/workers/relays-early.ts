/** A planted bug: a relay acknowledges a vote when it arrives, and passes it up behind that. */
import { PollRelay as FailingRelay } from "./relays.ts";

export * from "./relays.ts";
export { default } from "./relays.ts";

export class PollRelay extends FailingRelay {
  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    const { type, ref } = JSON.parse(String(frame));
    if (type === "vote") socket.send(JSON.stringify({ type: "ack", ref, status: "counted", seq: 0 }));
    super.webSocketMessage(socket, frame);
  }
}
