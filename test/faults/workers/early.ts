/** A planted bug: the vote is acknowledged when it arrives, and saved a quarter of a second later. */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";

export * from "../../../bench/workers/ours.ts";
export { default } from "../../../bench/workers/ours.ts";

const SAVED_AFTER_MS = 250;

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const put = this.inbox.put.bind(this.inbox);
    const acknowledged = new Set<string>();
    this.inbox.put = (ask) => {
      const { command, answer } = ask;
      if (command.type !== "vote") return put(ask);
      const name = `${command.question} ${command.voter}`;
      answer({ status: acknowledged.has(name) ? "same" : "counted", seq: this.state?.seq ?? 0 });
      acknowledged.add(name);
      setTimeout(() => put({ command, answer: () => {} }), SAVED_AFTER_MS);
    };
  }
}
