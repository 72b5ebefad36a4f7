/** The route table, and nothing else: what needs no poll to be refused is refused before any object wakes. */
import { type IRequest, Router } from "itty-router";
import type { Env } from "./env.ts";
import { preflight, readable, refuse } from "./http/answer.ts";
import { isForeign } from "./http/ask.ts";
import { joinByCode } from "./http/codes.ts";
import { getPass, listTickets, lookAtEntry } from "./http/entry.ts";
import { listPage } from "./http/lists.ts";
import { failPage, joinPage, makePage, pollPage } from "./http/pages.ts";
import { keepPicture, showPicture } from "./http/pictures.ts";
import { joinQuiz } from "./http/players.ts";
import {
  commandPoll,
  copyPoll,
  lookAtPoll,
  makePoll,
  openSocket,
  pollReceipts,
  pollResults,
  removePoll,
  voteInPoll,
} from "./http/polls.ts";
import { lookAtTalk, sayInPoll } from "./http/talk.ts";
import { slowGuesses } from "./http/wrongkeys.ts";
import { POLL_ID } from "./protocol/ids.ts";

export { ShortCode } from "./code/code.ts";
export { CodeGuard } from "./code/guard.ts";
export { PollHub } from "./hub/hub.ts";
export { PollRelay } from "./relay/relay.ts";

const router = Router<IRequest, [Env]>({ catch: failed, finally: [slowGuesses, openToReaders] });

router
  .all("*", refuseForeignWrites)
  .all("/api/polls/:id/:part?", refuseBadIds)
  .all("/api/polls/:id/pictures/:picture", refuseBadIds)
  .all("/ws/:id", refuseBadIds)
  .options("/api/*", () => preflight())

  .post("/api/polls", makePoll)
  .get("/api/polls/:id", (request, env) => lookAtPoll(request, env, idOf(request)))
  .delete("/api/polls/:id", (request, env) => removePoll(request, env, idOf(request)))
  .post("/api/polls/:id/votes", (request, env) => voteInPoll(request, env, idOf(request)))
  .post("/api/polls/:id/commands", (request, env) => commandPoll(request, env, idOf(request)))
  .post("/api/polls/:id/copy", (request, env) => copyPoll(request, env, idOf(request)))
  .get("/api/polls/:id/players", (request, env) => listPage(request, env, idOf(request), "players"))
  .get("/api/polls/:id/people", (request, env) => listPage(request, env, idOf(request), "people"))
  .post("/api/polls/:id/players", (request, env) => joinQuiz(request, env, idOf(request)))
  .post("/api/polls/:id/pass", (request, env) => getPass(request, env, idOf(request)))
  .get("/api/polls/:id/entry", (request, env) => lookAtEntry(request, env, idOf(request)))
  .get("/api/polls/:id/tickets", (request, env) => listTickets(request, env, idOf(request)))
  .get("/api/polls/:id/talk", (request, env) => lookAtTalk(request, env, idOf(request)))
  .post("/api/polls/:id/talk", (request, env) => sayInPoll(request, env, idOf(request)))
  .get("/api/polls/:id/results", (request, env) => pollResults(request, env, idOf(request), "json"))
  .get("/api/polls/:id/results.csv", (request, env) => pollResults(request, env, idOf(request), "csv"))
  .get("/api/polls/:id/receipts", (request, env) => pollReceipts(request, env, idOf(request)))
  .post("/api/polls/:id/pictures", (request, env) => keepPicture(request, env, idOf(request)))
  .get("/api/polls/:id/pictures/:picture", (request, env) => showPicture(env, idOf(request), request.params.picture ?? ""))
  .all("/api/polls/:id?", () => refuse("wrong-method"))
  .all("/api/polls/:id/pictures/:picture", () => refuse("wrong-method"))
  .all("/api/polls/:id/:part", ({ params }) => refuse(PARTS.has(params.part ?? "") ? "wrong-method" : "no-such-page"))

  .get("/ws/:id", (request, env) => openSocket(request, env, idOf(request)))
  .all("/ws/:id", () => refuse("wrong-method"))

  .all("/*", refuseOtherMethods)
  .get("/", makePage)
  .get("/j", (request, env) => joinPage(request, env))
  .get("/p/:id", (request, env) => pollPage(request, env, "vote", idOf(request)))
  .get("/p/:id/host", (request, env) => pollPage(request, env, "host", idOf(request)))
  .get("/p/:id/present", (request, env) => pollPage(request, env, "present", idOf(request)))
  .get("/p/:id/results", (request, env) => pollPage(request, env, "results", idOf(request)))
  .get("/p/:id/tickets", (request, env) => pollPage(request, env, "tickets", idOf(request)))
  .get("/embed/:id", (request, env) => pollPage(request, env, "vote", idOf(request), true))
  .get("/j/:code", (request, env) => joinByCode(request, env, request.params.code ?? ""))
  .all("*", notFound);

const PARTS = new Set([
  "votes",
  "commands",
  "players",
  "people",
  "pass",
  "entry",
  "tickets",
  "talk",
  "results",
  "results.csv",
  "receipts",
  "pictures",
  "copy",
]);

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    if (request.method !== "HEAD" || request.headers.has("upgrade")) return router.fetch(request, env);
    const { status, headers } = await router.fetch(new Request(request, { method: "GET" }), env);
    return new Response(null, { status, headers });
  },
};

/** Any origin may read, refusals included. */
function openToReaders(response: Response, request: IRequest): Response | undefined {
  const isRead = request.method === "GET" && new URL(request.url).pathname.startsWith("/api/");
  return isRead ? readable(response) : undefined;
}

function idOf({ params }: IRequest): string {
  return params.id ?? "";
}

function refuseForeignWrites(request: IRequest): Response | undefined {
  const reads = request.method === "GET" || request.method === "OPTIONS";
  return !reads && isForeign(request as unknown as Request) ? refuse("not-allowed") : undefined;
}

/** A malformed id can be no poll, and wakes no object. */
function refuseBadIds({ params }: IRequest): Response | undefined {
  return params.id !== undefined && !POLL_ID.test(params.id) ? refuse("no-such-poll") : undefined;
}

function refuseOtherMethods(request: IRequest): Response | undefined {
  return request.method === "GET" ? undefined : refuse("wrong-method");
}

async function notFound(request: IRequest, env: Env): Promise<Response> {
  const wantsPage = (request.headers.get("accept") ?? "").includes("text/html");
  return wantsPage ? failPage(request as unknown as Request, env, "no-such-page") : refuse("no-such-page");
}

/** An object that is overloaded, out of its daily quota, or just restarting: said in words, and never a stack. */
async function failed(error: unknown, request: IRequest, env: Env): Promise<Response> {
  console.error("a request failed", request.method, new URL(request.url).pathname, error);
  const wantsPage = (request.headers.get("accept") ?? "").includes("text/html");
  return wantsPage ? failPage(request as unknown as Request, env, "busy") : refuse("busy");
}
