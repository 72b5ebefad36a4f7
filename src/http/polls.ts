/** `/api/polls`: the calls of the contract. Each refuses what needs no poll to refuse, then asks the hub. */
import { type Env, hasTurnstile } from "../env.ts";
import { parseCommand, parseCopy, parseNewPoll, parseVote } from "../protocol/client.ts";
import { ADDRESS_HEADER, randomLetters } from "../protocol/ids.ts";
import { BODY_BYTES_MAX, CLIENT_FRAME_BYTES_MAX, POLL_ID_CHARS } from "../protocol/limits.ts";
import type { Exported, Links, Made } from "../protocol/server.ts";
import { openLine } from "../relay/placement.ts";
import { answer, download, json, nothing, refuse } from "./answer.ts";
import { address, asker, bearerKey, caller, ownOrigin, readBody } from "./ask.ts";
import { ballotsCsv, playersCsv, resultsCsv } from "./csv.ts";
import { isSame } from "./keys.ts";
import { forgetPictures } from "./pictures.ts";

export async function makePoll(request: Request, env: Env): Promise<Response> {
  const { success } = await env.MAKE_LIMIT.limit({ key: address(request) });
  if (!success) return refuse("too-fast");
  const read = await readBody(request, BODY_BYTES_MAX);
  if ("unreadable" in read) return refuse(read.unreadable);
  const made = parseNewPoll(read.body);
  if ("unreadable" in made) return refuse(made.unreadable, made.detail);
  if (made.entry?.level === "turnstile" && !hasTurnstile(env)) return refuse("not-allowed", "no-turnstile");
  const id = newPollId();
  const keys = await env.HUB.getByName(id).make(id, made);
  return keys ? answerMade(request, env, id, keys) : refuse("busy");
}

export async function copyPoll(request: Request, env: Env, id: string): Promise<Response> {
  const key = bearerKey(request);
  if (!key) return refuse("not-host");
  const { success } = await env.MAKE_LIMIT.limit({ key: address(request) });
  if (!success) return refuse("too-fast");
  const read = await readBody(request, CLIENT_FRAME_BYTES_MAX);
  if ("unreadable" in read) return refuse(read.unreadable);
  const asked = parseCopy(read.body);
  if ("unreadable" in asked) return refuse(asked.unreadable, asked.detail);
  const into = newPollId();
  const reply = await env.HUB.getByName(id).copy(key, into, asked.votes);
  return "refused" in reply ? refuse(reply.refused, reply.detail) : answerMade(request, env, into, reply);
}

function newPollId(): string {
  return randomLetters(POLL_ID_CHARS, (count) => crypto.getRandomValues(new Uint8Array(count)));
}

function answerMade(request: Request, env: Env, id: string, { hostKey, code }: Pick<Made, "hostKey" | "code">): Response {
  return answer({ id, hostKey, code, links: linksOf(id, hostKey, phoneOrigin(request, env)) } satisfies Made, 201);
}

export async function lookAtPoll(request: Request, env: Env, id: string): Promise<Response> {
  const seen = await env.HUB.getByName(id).look(asker(request));
  if (!seen) return refuse("no-such-poll");
  if (seen === "not-host") return refuse("not-host");
  const { type: _, role: __, ...told } = seen;
  return answer(told);
}

export async function voteInPoll(request: Request, env: Env, id: string): Promise<Response> {
  const from = caller(request);
  if (!from) return refuse("bad-message", "voter-header");
  const read = await readBody(request, CLIENT_FRAME_BYTES_MAX);
  if ("unreadable" in read) return refuse(read.unreadable);
  const vote = parseVote(read.body);
  if ("unreadable" in vote) return refuse(vote.unreadable, vote.detail);
  const reply = await env.HUB.getByName(id).vote(from, vote);
  if ("refused" in reply) return refuse(reply.refused, reply.detail);
  const { status, seq, receipt } = reply;
  return answer({ type: "ack", status, seq, ...(receipt && { receipt }) });
}

export async function commandPoll(request: Request, env: Env, id: string): Promise<Response> {
  const key = bearerKey(request);
  if (!key) return refuse("not-host");
  const read = await readBody(request, BODY_BYTES_MAX);
  if ("unreadable" in read) return refuse(read.unreadable);
  const command = parseCommand(read.body);
  if ("unreadable" in command) return refuse(command.unreadable, command.detail);
  const reply = await env.HUB.getByName(id).command(key, command);
  if ("refused" in reply) return refuse(reply.refused, reply.detail);
  return answer(reply);
}

export async function removePoll(request: Request, env: Env, id: string): Promise<Response> {
  const key = bearerKey(request);
  if (!key) return refuse("not-host");
  const isOperator = env.OPERATOR_KEY !== undefined && isSame(key, env.OPERATOR_KEY);
  const removed = await env.HUB.getByName(id).remove(isOperator ? "operator" : key);
  if (removed !== "gone") return refuse(removed);
  forgetPictures(id);
  return nothing();
}

/** Whoever sends a key wants what it opens: a wrong one is refused, not ignored. */
export async function pollResults(request: Request, env: Env, id: string, form: "json" | "csv"): Promise<Response> {
  const sent = request.headers.has("authorization");
  const key = bearerKey(request);
  if (sent && !key) return refuse("not-host");
  const exported = await env.HUB.getByName(id).results(key);
  if (typeof exported === "string") return refuse(exported);
  if (form === "json") return answer(exported);
  const rows = new URL(request.url).searchParams.get("rows");
  if ((rows === "ballots" || rows === "players") && !exported.ballots) return refuse("not-host");
  return download(csvOf(exported, rows), `${id}.csv`, "text/csv; charset=utf-8");
}

/** The list stands in the answer as the text that was hashed. */
export async function pollReceipts(request: Request, env: Env, id: string): Promise<Response> {
  const key = bearerKey(request);
  if (request.headers.has("authorization") && !key) return refuse("not-host");
  const question = new URL(request.url).searchParams.get("question");
  if (question === null) return refuse("bad-message", "question");
  const listed = await env.HUB.getByName(id).receipts(key, question);
  if ("refused" in listed) return refuse(listed.refused, listed.detail);
  const { text, ...rest } = listed;
  return json(`${JSON.stringify(rest).slice(0, -1)},"receipts":${text}}`);
}

function csvOf(exported: Exported, rows: string | null): string {
  if (rows === "ballots") return ballotsCsv(exported);
  return rows === "players" ? playersCsv(exported) : resultsCsv(exported.poll, exported.tallies);
}

/** Where phones find this: a host at `localhost` shares addresses that others in the room can reach. */
export function phoneOrigin(request: Request, env: Env): string {
  const { hostname, origin } = new URL(request.url);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]" || hostname === "0.0.0.0";
  return isLocal && env.LAN_ORIGIN ? env.LAN_ORIGIN : origin;
}

function linksOf(id: string, hostKey: string, origin: string): Links {
  const vote = `${origin}/p/${id}`;
  return {
    vote,
    host: `${vote}/host#key=${hostKey}`,
    present: `${vote}/present`,
    results: `${vote}/results`,
    embed: `${origin}/embed/${id}`,
    socket: `${origin.replace(/^http/, "ws")}/ws/${id}`,
  };
}

/** The socket itself; the hub's own answer for an unknown poll or a full room becomes ours before any upgrade. */
export async function openSocket(request: Request, env: Env, id: string): Promise<Response> {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return refuse("upgrade-needed");
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== ownOrigin(request)) return refuse("not-allowed");
  // No more than is read there. Not what browsers always offer either: compression costs 55% more processor time for frames this small.
  const headers = { upgrade: "websocket", [ADDRESS_HEADER]: address(request) };
  const opened = await openLine(env, id, { url: request.url, headers }, request.cf?.continent as string | undefined);
  if (opened.status === 101) return opened;
  return refuse(opened.status === 404 ? "no-such-poll" : "full");
}
