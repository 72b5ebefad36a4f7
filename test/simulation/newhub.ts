/** The hub itself, in the types of its platform. */
import { PollHub } from "../../src/hub/hub.ts";
import { DAY_MS } from "../../src/protocol/limits.ts";
import type { Hub, Surrounding } from "./face.ts";

/** Short codes are another object's; here everybody gets one. */
const CODE = { getByName: () => ({ claim: () => Promise.resolve(Date.now() + DAY_MS), release: () => Promise.resolve() }) };

export function newHub(surrounding: Surrounding): Hub {
  const [ctx, env] = [surrounding, { CODE }] as unknown as ConstructorParameters<typeof PollHub>;
  return new PollHub(ctx, env) as unknown as Hub;
}
