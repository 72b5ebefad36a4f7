/** A planted bug: a lobby that a burst has locked opens for whoever knocks again. */
import { PollHub as AttackedHub } from "./attacked.ts";

export * from "./attacked.ts";
export { default } from "./attacked.ts";

export class PollHub extends AttackedHub {
  override async join(...knock: Parameters<AttackedHub["join"]>): ReturnType<AttackedHub["join"]> {
    const told = await super.join(...knock);
    if (!("refused" in told)) return told;
    await this.ask({ type: "host", command: { command: "lobby", locked: false } });
    return super.join(...knock);
  }
}
