/** Pages: a shell from `public`, filled with the poll that it is about, so that it is readable before any script. */
import { type Env, hasTurnstile } from "../env.ts";
import { escaped } from "../page/html.ts";
import { quizFirstHtml } from "../page/quiz/first.ts";
import { firstHtml, headHtml } from "../page/vote/first.ts";
import { STATUS_OF } from "../protocol/codes.ts";
import { POLL_ID } from "../protocol/ids.ts";
import type { Snapshot } from "../protocol/server.ts";
import { product, refusals } from "../words/en.ts";
import { page } from "./answer.ts";
import { phoneOrigin } from "./polls.ts";
import { Recent } from "./recent.ts";

export type PageName = "index" | "vote" | "quiz" | "host" | "present" | "results" | "tickets";

interface Filling {
  poll?: string;
  first?: Snapshot;
  problem?: Problem;
  embedded?: boolean;
}

/** What a page can say instead of its usual. */
export type Problem = "no-such-poll" | "no-such-page" | "no-such-code" | "too-fast" | "busy";

export async function makePage(request: Request, env: Env): Promise<Response> {
  return fill(request, env, "index", {});
}

/** One field for a code; with what was wrong with the last one. */
export async function joinPage(request: Request, env: Env, problem?: Problem): Promise<Response> {
  return fill(request, env, "index", problem ? { problem } : {});
}

/** The socket brings the newest. */
const recent = new Recent<Snapshot | null>(500); // polls of one isolate: their texts are small

export async function pollPage(request: Request, env: Env, name: PageName, id: string, embedded = false): Promise<Response> {
  const first = POLL_ID.test(id) ? await firstOf(env, id) : null;
  if (!first) return failPage(request, env, "no-such-poll");
  // A quiz has a page of its own for its players.
  return fill(request, env, name === "vote" && first.poll.quiz ? "quiz" : name, { poll: id, first, embedded });
}

export async function failPage(request: Request, env: Env, problem: Problem): Promise<Response> {
  return fill(request, env, "vote", { problem });
}

async function firstOf(env: Env, id: string): Promise<Snapshot | null> {
  const now = Date.now();
  const kept = recent.get(id, now);
  if (kept !== undefined) return kept;
  const seen = await env.HUB.getByName(id).look({});
  const first = seen === "not-host" ? null : seen;
  recent.put(id, first, now);
  return first;
}

async function fill(
  request: Request,
  env: Env,
  name: PageName,
  { poll = "", first, problem, embedded }: Filling,
): Promise<Response> {
  const origin = phoneOrigin(request, env);
  const shell = await env.ASSETS.fetch(new URL(`/${name}.html`, request.url));
  const title = first ? titleOf(first) : product.name;
  const level = first?.poll.entry.level;
  const isVote = name === "vote" || name === "quiz";
  const check = hasTurnstile(env) && (level === "turnstile" || !isVote) ? env.TURNSTILE_SITE_KEY : undefined;
  const facts = JSON.stringify({ poll, origin, first, problem, check }).replaceAll("<", "\\u003c");
  const rewriter = new HTMLRewriter()
    .on("title", { element: (element) => void element.setInnerContent(first ? `${title} · ${product.name}` : title) })
    .on("noscript[data-word]", { element: (element) => void element.setInnerContent(product.noScript) })
    .on("head", {
      element(element) {
        for (const [property, content] of openGraph(title, origin)) {
          element.append(`<meta property="${property}" content="${escaped(content)}">`, { html: true });
        }
        if (isVote && first) element.append(headHtml(first), { html: true });
        // Before the page's own script, which must know whom it speaks for.
        if (isVote && level === "tickets") element.prepend(TICKET_SCRIPT, { html: true });
        if (isVote && check) element.append(CHECK_SCRIPT, { html: true });
        element.append(`<script type="application/json" id="facts">${facts}</script>`, { html: true });
      },
    })
    .on("main#app", {
      element(element) {
        if (problem) element.setInnerContent(refusals[problem]);
        else if (name === "vote" && first) element.setInnerContent(firstHtml(first), { html: true });
        else if (name === "quiz" && first) element.setInnerContent(quizFirstHtml(first), { html: true });
      },
    });
  const framing = embedded ? "anywhere" : "nowhere";
  return page(rewriter.transform(shell), problem ? STATUS_OF[problem] : 200, { framing, check: isVote && check !== undefined });
}

const TICKET_SCRIPT = '<script type="module" src="/build/ticket.js"></script>';
const CHECK_SCRIPT = '<script src="https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit" async defer></script>';

/** What a messenger shows of a link; the type that every page has and its own address it knows. */
function openGraph(title: string, origin: string): [string, string][] {
  return [
    ["og:title", title],
    ["og:site_name", product.name],
    ["og:description", product.line],
    ["og:image", `${origin}/card.png`],
  ];
}

function titleOf({ poll }: Snapshot): string {
  return poll.title || poll.questions[0]?.text || product.name;
}
