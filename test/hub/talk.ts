/** What tests of a room's talk share: its rows as they are stored, and several commands in one turn. */
import { runInDurableObject } from "cloudflare:test";
import type { PollHub } from "../../src/hub/hub.ts";
import type { Reply } from "../../src/hub/turn.ts";
import type { Command } from "../../src/poll/command.ts";
import { tokenOf } from "./phone.ts";

export const TALKS = { talk: { chat: "open", questions: "open" } } as const;

export function stored(stub: DurableObjectStub, query: string): Promise<Record<string, unknown>[]> {
  return runInDurableObject(stub, (_, { storage }) => storage.sql.exec(query).toArray());
}

/** All into one turn. */
export function inOneTurn(stub: DurableObjectStub, said: (nameOf: (token: string) => string) => Command[]): Promise<Reply[]> {
  return runInDurableObject(stub, (instance) => {
    const { inbox, ledger } = instance as unknown as PollHub;
    const commands = said((name) => ledger.nameOf(tokenOf(name)));
    return Promise.all(commands.map((command) => new Promise<Reply>((answer) => inbox.put({ command, answer }))));
  });
}

export const say = (text: string, n: number, name = "") => ({ type: "say", text, n, name }) as const;
export const ask = (text: string, n: number, name = "") => ({ type: "ask", text, n, name }) as const;
export const upvote = (id: number, up: boolean, n: number) => ({ type: "upvote", ask: id, up, n }) as const;
