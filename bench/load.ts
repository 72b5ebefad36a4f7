/** The crowd's process: does what the measuring process asks, one thing at a time. */
import { Crowd } from "./crowd.ts";
import type { Asked, Told } from "./remote.ts";

const crowd = new Crowd();

process.on("message", async ({ call, args }: Asked) => {
  try {
    const act = crowd[call].bind(crowd) as (args: unknown) => unknown;
    tell({ result: await act(args) });
  } catch (failed) {
    tell({ failed: failed instanceof Error ? failed.message : String(failed) });
  }
});

function tell(told: Told): void {
  process.send?.(told);
}
