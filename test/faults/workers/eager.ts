/** A planted bug: a code that exists is found before it is counted how often somebody was wrong. */
import type { Look } from "../../../src/code/guard.ts";
import { CodeGuard as AttackedGuard } from "./attacked.ts";

export * from "./attacked.ts";
export { default } from "./attacked.ts";

export class CodeGuard extends AttackedGuard {
  override async look(code: string): Promise<Look> {
    const poll = await this.env.CODE.getByName(code).poll();
    return poll === null ? super.look(code) : { poll };
  }
}
