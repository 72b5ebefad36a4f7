/** A planted bug: what looks like a vote is taken for one before anybody has read it. */
import type { Command } from "../../../src/poll/command.ts";
import { PollHub as AttackedHub } from "./attacked.ts";

export * from "./attacked.ts";
export { default } from "./attacked.ts";

export class PollHub extends AttackedHub {
  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    const { type, question, n } = JSON.parse(String(frame));
    if (type === "vote" && question) {
      const vote: Extract<Command, { type: "vote" }> = {
        type: "vote",
        voter: "anyone",
        question: "q1",
        choice: [0],
        n: Number(n) || 1,
      };
      this.inbox.put({ command: vote, answer: () => {} });
    }
    super.webSocketMessage(socket, frame);
  }
}
