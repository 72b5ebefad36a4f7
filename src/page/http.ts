/** The way around a blocked socket: the same questions and answers by HTTP. */
import type { CommandBody } from "../protocol/client.ts";
import type { Code } from "../protocol/codes.ts";
import { PASS_HEADER } from "../protocol/entry.ts";
import { REQUEST_WITHIN_MS } from "../protocol/limits.ts";
import type { Ack, Refusal, Snapshot } from "../protocol/server.ts";
import type { Browser } from "./browser.ts";
import { entryFor } from "./device.ts";
import type { Unsent } from "./outbox.ts";

/** No answer, or one that is not Showhands' (a hotel's login page), has status 0. */
export interface Answer<Body> {
  status: number;
  body?: Body;
  code?: Code;
  message?: string;
  detail?: string;
  suggested?: string;
}

/** That there is no such poll must be said by Showhands itself: an access point's own 404 ends nothing. */
export const saysGone = ({ status, code }: Answer<unknown>): boolean =>
  (status === 404 || status === 410) && code === "no-such-poll";

export class Http {
  readonly #base: string;
  readonly #browser: Browser;

  constructor(poll: string, browser: Browser) {
    this.#base = `/api/polls/${poll}`;
    this.#browser = browser;
  }

  /** With the host key, what a host sees; else what this voter sees. */
  look(voter: string, key?: string): Promise<Answer<Omit<Snapshot, "type" | "role">>> {
    return this.ask("", key ? `Bearer ${key}` : `Voter ${voter}`, { method: "GET" });
  }

  vote({ voter, question, choice, n, round }: Unsent): Promise<Answer<Ack>> {
    // keepalive: a vote still arrives when the page is closed right after the tap.
    return this.ask("/votes", `Voter ${voter}`, posted({ question, choice, n, round }, true));
  }

  command(key: string, command: CommandBody): Promise<Answer<Ack>> {
    return this.ask("/commands", `Bearer ${key}`, posted(command));
  }

  async ask<Body>(path: string, authorization: string, init: RequestInit): Promise<Answer<Body>> {
    const pass = entryFor(authorization.slice("Voter ".length), this.#browser.shelf);
    try {
      const response = await this.#browser.fetch(this.#base + path, {
        ...init,
        headers: { authorization, "content-type": "application/json", ...(pass && { [PASS_HEADER]: pass }) },
        cache: "no-store",
        signal: AbortSignal.timeout(REQUEST_WITHIN_MS),
      });
      const { status, ok } = response;
      const body: unknown = await response.json();
      return ok ? { status, body: body as Body } : { status, ...(body as Refusal).error };
    } catch {
      return { status: 0 };
    }
  }
}

export function posted(content: object, keepalive = false): RequestInit {
  return { method: "POST", body: JSON.stringify(content), keepalive };
}
