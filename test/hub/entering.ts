/** What people show to be let in, and how hosts hand it out. */
import type { EntryView, Passed, TicketRow } from "../../src/protocol/entry.ts";
import { bearer, call, makePoll, post, tokenOf, voter } from "./phone.ts";

export type Made = Awaited<ReturnType<typeof makePoll>>;
export type Said = { status?: string; pass?: string; ticket?: number; error?: { code: string; detail?: string } };

export const entered = (entry: object, more: object = {}): Promise<Made> => makePoll({ entry, ...more });

export async function entryOf({ id, hostKey }: Made): Promise<EntryView> {
  return (await call(`/api/polls/${id}/entry`, { headers: bearer(hostKey) })).json();
}

export async function codeOf(poll: Made): Promise<string> {
  return (await entryOf(poll)).code ?? "";
}

/** So many tickets, made and listed. */
export async function ticketsOf(poll: Made, count: number): Promise<TicketRow[]> {
  const made = await command(poll, "tickets", { count });
  if (made !== "done") throw new Error(`no tickets: ${made}`);
  const { tickets } = await (await call(`/api/polls/${poll.id}/tickets`, { headers: bearer(poll.hostKey) })).json<{
    tickets: TicketRow[];
  }>();
  return tickets;
}

export async function command({ id, hostKey }: Made, name: string, more: object = {}): Promise<string> {
  return saying(await post(`/api/polls/${id}/commands`, { command: name, ...more }, bearer(hostKey)));
}

let addresses = 0;
export const newAddress = (): string => `2001:db8:${(addresses++).toString(16)}::1`;

/** By HTTP: as a device, unless another `authorization` is given. */
export async function vote(
  { id }: Pick<Made, "id">,
  who: string,
  n: number,
  { choice = [0], question = "q1", from = newAddress(), ...headers }: Record<string, unknown> = {},
): Promise<string> {
  const named = { ...voter(tokenOf(who)), "cf-connecting-ip": String(from), ...(headers as Record<string, string>) };
  return saying(await post(`/api/polls/${id}/votes`, { question, choice, n }, named));
}

export async function show({ id }: Pick<Made, "id">, who: string, shown: object, from = newAddress()): Promise<Said> {
  return (await post(`/api/polls/${id}/pass`, shown, { ...voter(tokenOf(who)), "cf-connecting-ip": from })).json();
}

export async function passFor(poll: Pick<Made, "id">, who: string, shown: object, from?: string): Promise<string> {
  const said = (await show(poll, who, shown, from)) as Passed;
  if (!("pass" in said)) throw new Error(`no pass: ${JSON.stringify(said)}`);
  return said.pass;
}

export const withPass = (pass: string) => ({ "showhands-pass": pass });
export const withTicket = (letters: string) => ({ authorization: `Ticket ${letters}` });

/** The status, or why not. */
async function saying(response: Response): Promise<string> {
  return wordOf(await response.json());
}

export function wordOf(said: Said | { type: string; status?: string; code?: string; detail?: string }): string {
  if ("error" in said && said.error) return said.error.detail ?? said.error.code;
  if ("code" in said && said.code) return said.detail ?? said.code;
  return ("status" in said && said.status) || JSON.stringify(said);
}

export async function ballotsIn({ id, hostKey }: Made, question = "q1"): Promise<number> {
  const seen = await (await call(`/api/polls/${id}`, { headers: bearer(hostKey) })).json<{
    tallies: Record<string, { ballots: number }>;
  }>();
  return seen.tallies[question]?.ballots ?? -1;
}
