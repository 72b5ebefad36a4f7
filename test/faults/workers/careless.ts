/** A planted bug: the host's key is written down and printed. */
import type { NewPoll } from "../../../src/protocol/client.ts";
import { PollHub as AttackedHub } from "./attacked.ts";

export * from "./attacked.ts";
export { default } from "./attacked.ts";

export class PollHub extends AttackedHub {
  override async make(id: string, made: NewPoll): ReturnType<AttackedHub["make"]> {
    const keys = await super.make(id, made);
    this.ctx.storage.kv.put("remembered", keys);
    console.error("made", keys);
    return keys;
  }
}
