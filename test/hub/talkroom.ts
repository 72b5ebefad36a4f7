/** A room that talks inside workerd, and pages that listen to it. */
import { expect } from "vitest";
import { hear, type Log } from "../../src/page/talk/model.ts";
import type { ServerMessage } from "../../src/protocol/server.ts";
import type { TalkFrame, TalkLook } from "../../src/protocol/talk.ts";
import { bearer, call, makePoll, Phone, post, tokenOf, voter } from "./phone.ts";

const OPEN = { talk: { chat: "open", questions: "open", reactions: true, filter: false } };

export type Room = Awaited<ReturnType<typeof roomOf>>;

export async function roomOf(talk: object = {}) {
  const poll = await makePoll({ talk: { ...OPEN.talk, ...talk } });
  const command = async (command: string, more: object) => {
    const answer = await post(`/api/polls/${poll.id}/commands`, { command, ...more }, bearer(poll.hostKey));
    expect(answer.status, await answer.clone().text()).toBe(200);
  };
  let n = 0;
  const say = async (name: string, type: "say" | "ask", text: string): Promise<number> => {
    const answer = await post(`/api/polls/${poll.id}/talk`, { type, text, name, n: ++n }, voter(tokenOf(name)));
    const { message, ask, ...rest } = await answer.json<{ message?: number; ask?: number }>();
    return message ?? ask ?? expect.fail(JSON.stringify(rest));
  };
  const upvote = async (name: string, ask: number, up = true) => {
    const answer = await post(`/api/polls/${poll.id}/talk`, { type: "upvote", ask, up, n: ++n }, voter(tokenOf(name)));
    expect(answer.status, await answer.clone().text()).toBe(200);
  };
  return { ...poll, command, say, upvote };
}

/** A page that listens, and what it makes of the frames. */
export class Page {
  readonly phone: Phone;
  log: Log | null = null;
  mine: TalkFrame["mine"];
  #read = 0;
  gaps = 0;

  constructor(phone: Phone) {
    this.phone = phone;
  }

  static async join({ id }: Pick<Room, "id">, name: string, hello: object = {}): Promise<Page> {
    const page = new Page(await Phone.join(id, name, hello));
    page.phone.send({ type: "listen" });
    await page.reaches(() => page.mine !== undefined);
    return page;
  }

  get talks(): TalkFrame[] {
    return this.phone.heard.filter((said) => said.type === "talk");
  }

  read(): void {
    const { talks } = this;
    for (const frame of talks.slice(this.#read)) {
      const next = hear(this.log, frame);
      if (next === "gap") {
        this.gaps += 1;
        this.phone.send({ type: "listen", ...(this.log && { since: { epoch: this.log.epoch, rev: this.log.rev } }) });
      } else {
        this.log = next;
      }
      this.mine = frame.mine ?? this.mine;
    }
    this.#read = talks.length;
  }

  /** Reads on until it is so. */
  async reaches(done: (page: Page) => boolean): Promise<void> {
    for (;;) {
      const from = this.phone.heard.length;
      this.read();
      if (done(this)) return;
      if (this.phone.heard.length === from)
        await this.phone.until((said: ServerMessage | { type: "pong" }) => said.type === "talk", from);
    }
  }

  texts(): string[] {
    return this.log?.messages.map(({ text }) => text) ?? [];
  }

  asks(): string[] {
    return this.log?.asks.map(({ text, votes }) => `${text} ${votes}`) ?? [];
  }

  has(text: string): boolean {
    return this.texts().includes(text) || this.asks().some((ask) => ask.startsWith(text));
  }
}

export const look = async ({ id }: Pick<Room, "id">, query = "", headers: Record<string, string> = {}) =>
  (await call(`/api/polls/${id}/talk${query}`, { headers })).json<TalkLook>();
