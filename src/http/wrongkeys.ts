/**
 * Who guesses at a host key waits: wrong keys are counted by poll, in the memory of this isolate alone, and those beyond a person's slips are
 * answered late and alike. A right key is never counted and never waits, so that nobody can shut a host out by guessing.
 */
import { POLL_ID } from "../protocol/ids.ts";
import { WRONG_KEY_ANSWERED_AFTER_MS, WRONG_KEYS_PER_MINUTE_MAX, WRONG_KEYS_WINDOW_MS } from "../protocol/limits.ts";
import { refuse } from "./answer.ts";
import { bearerKey } from "./ask.ts";

const POLLS_MAX = 1_000; // tried at within one minute; beyond that counting begins anew

let since = 0;
const wrong = new Map<string, number>();

/** What is answered to a wrong key; undefined where the answer stays as it is. */
export async function slowGuesses(response: Response, request: Request): Promise<Response | undefined> {
  if (response.status !== 401 || !bearerKey(request)) return undefined;
  const [, , , id = ""] = new URL(request.url).pathname.split("/");
  if (!POLL_ID.test(id) || !isOneTooMany(id, Date.now())) return undefined;
  await new Promise((resolve) => setTimeout(resolve, WRONG_KEY_ANSWERED_AFTER_MS));
  return refuse("too-fast");
}

function isOneTooMany(id: string, now: number): boolean {
  if (now - since > WRONG_KEYS_WINDOW_MS || wrong.size > POLLS_MAX) {
    since = now;
    wrong.clear();
  }
  const count = (wrong.get(id) ?? 0) + 1;
  wrong.set(id, count);
  return count > WRONG_KEYS_PER_MINUTE_MAX;
}
