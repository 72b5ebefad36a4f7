/** Forty-nine ways to make a page run something, in every field that takes text, on every page, in real Chromium. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { launchChromium } from "../support/chromium.ts";
import { formulasIn, PAYLOADS } from "../support/payloads.ts";
import { command, poisonedPoll, poisonedQuiz, poisonedTickets, untilPhase } from "../support/poison.ts";
import { prove } from "../support/proof.ts";
import { type Server, startServer } from "../support/server.ts";

const SEEN_MS = 1_500; // a page draws, hears the room, and runs what it can be made to run
const AT_ONCE = 3;

let server: Server;
let browser: Browser;
let poll: Made;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchChromium()]);
  poll = await poisonedPoll(server);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Seen {
  /** Whatever ran, was stopped by the policy, or was asked of another place. */
  harm: string[];
  /** Addresses and referrers that the server saw. */
  told: string[];
}

function watch(page: Page, seen: Seen): void {
  page.on("dialog", (dialog) => {
    seen.harm.push(`said ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => seen.harm.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) seen.harm.push(message.text().slice(0, 200));
  });
  page.on("request", (request) => {
    const url = request.url().replace(/#.*/, "");
    if (!/^(data|blob):/.test(url) && !url.startsWith(server.origin)) seen.harm.push(`asked ${url}`);
    seen.told.push(url, request.headers().referer ?? "");
  });
  page.on("websocket", (socket) => seen.told.push(socket.url()));
}

/** What is behind a fold or a door is drawn only when somebody opens it. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  await page.waitForTimeout(SEEN_MS / 3);
}

/** What the room says is behind doors on a phone: each is opened, and what is behind it must have been drawn to be harmless. */
async function behindDoors(page: Page): Promise<void> {
  const doors = page.locator(".dock-button[aria-haspopup=dialog]");
  await doors.first().waitFor();
  for (const [index, drawn] of [".talk-line", ".talk-ask"].entries()) {
    await doors.nth(index).click();
    await page.locator(`.talk-sheet ${drawn}`, { hasText: "<img" }).first().waitFor();
    await page.keyboard.press("Escape");
  }
}

/** What happened on a page, whose text must have been there to be harmless. */
async function look(path: string, seen: Seen, act: (page: Page) => Promise<unknown> = async () => {}): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  watch(page, seen);
  await page.goto(`${server.origin}${path}`);
  await act(page);
  await page.waitForTimeout(SEEN_MS);
  await unfold(page);
  if (await page.evaluate(() => "__x" in window)) seen.harm.push(`${path}: ran`);
  const text = await page.evaluate(
    () =>
      document.body.innerText +
      [...document.querySelectorAll("input,textarea")].map((one) => (one as HTMLInputElement).value).join(),
  );
  await context.close();
  return text;
}

const type = (page: Page) => async (): Promise<void> => {
  for (const [index, field] of (await page.locator("textarea:visible, input[type=text]:visible").all()).entries()) {
    await field.fill(PAYLOADS[index % PAYLOADS.length] ?? "");
  }
};

/** Each with what must have been drawn there to be harmless. */
async function lookAtAll(paths: readonly string[], seen: Seen): Promise<void> {
  const left = [...paths];
  const lane = async () => {
    for (let path = left.shift(); path; path = left.shift()) {
      const opens = path === `/p/${poll.id}` ? behindDoors : undefined;
      expect([path, await look(path, seen, opens)]).toEqual([path, expect.stringMatching(/<(script|svg|img)/)]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

const pagesOf = ({ id, hostKey }: Made) => [
  `/p/${id}`,
  `/p/${id}/host#key=${hostKey}`,
  `/p/${id}/present#key=${hostKey}`,
  `/p/${id}/results`,
  `/embed/${id}`,
];

/** Its lobby, its question, what was right, and the places. */
async function throughQuiz(seen: Seen): Promise<{ made: Made; looked: number }> {
  const { made, player } = await poisonedQuiz(server);
  const pages = pagesOf(made);
  await lookAtAll(pages, seen);
  await command(server, made, { command: "quiz-start" });
  await untilPhase(server, made, "question");
  await lookAtAll(pages.slice(0, 3), seen);
  player.answer("q1", [1]);
  await untilPhase(server, made, "revealed");
  await lookAtAll(pages.slice(0, 3), seen);
  await command(server, made, { command: "quiz-finish" });
  await lookAtAll(pages, seen);
  player.leave();
  return { made, looked: 2 * pages.length + 6 };
}

test(
  "[X3][X5] nothing that somebody writes runs, is stopped by a policy, or asks for anything, on any page; and no address has the key",
  async () => {
    const seen: Seen = { harm: [], told: [] };
    const tickets = await poisonedTickets(server);
    const pages = [
      ...pagesOf(poll),
      `/p/${tickets.id}`,
      `/p/${tickets.id}/host#key=${tickets.hostKey}`,
      `/p/${tickets.id}/tickets#key=${tickets.hostKey}`,
    ];
    await lookAtAll(pages, seen);
    const { made: quiz, looked } = await throughQuiz(seen);
    await Promise.all(["/", "/j"].map((path) => look(path, seen, (page) => type(page)())));
    const keys = [poll, quiz, tickets].map(({ hostKey }) => hostKey);
    const leaks = seen.told.filter((address) => keys.some((key) => address.includes(key)));
    prove({
      what: "scripts in text",
      tried: `${PAYLOADS.length} payloads, ${pages.length + looked + 2} pages`,
      gotIn: seen.harm.length,
      figures: `${seen.told.length} addresses and referrers, ${leaks.length} with the key`,
    });
    expect(seen.harm).toEqual([]);
    expect(leaks).toEqual([]);
  },
  5 * 60_000,
);

test("[X5] what is shown as an emoji is one: no payload is taken for it", async () => {
  const headers = { "content-type": "application/json" };
  const statuses = PAYLOADS.map(async (payload) => {
    const body = JSON.stringify({
      questions: [{ kind: "choice", text: "Where to?", options: ["Pizza", "Sushi"], emoji: ["🍕", payload] }],
    });
    return (await fetch(`${server.origin}/api/polls`, { method: "POST", headers, body })).status;
  });
  expect(new Set(await Promise.all(statuses))).toEqual(new Set([400]));
});

test("[X5] planted bug: a page that is put together without escaping is stopped by the policy, and that is seen", async () => {
  const seen: Seen = { harm: [], told: [] };
  const { id } = poll;
  const context = await browser.newContext();
  const page = await context.newPage();
  watch(page, seen);
  await page.route(`**/p/${id}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll("&lt;", "<").replaceAll("&gt;", ">") });
  });
  await page.goto(`${server.origin}/p/${id}`);
  await page.waitForTimeout(SEEN_MS);
  await context.close();
  prove({ what: "planted: a page without escaping", tried: "1 page", gotIn: seen.harm.length });
  expect(seen.harm.length).toBeGreaterThan(0);
});

test("[X5][A7] no cell of any file begins a formula; planted bug: where cells stand as they were written, they are found", async () => {
  const files = await Promise.all(
    ["", "?rows=ballots"].map(async (rows) => {
      const headers = { authorization: `Bearer ${poll.hostKey}` };
      return (await fetch(`${server.origin}/api/polls/${poll.id}/results.csv${rows}`, { headers })).text();
    }),
  );
  const found = files.flatMap(formulasIn);
  const tried = `${files.join("").split("\r\n").length} lines`;
  prove({ what: "formulas in files", tried, gotIn: found.length });
  expect(found).toEqual([]);
  expect(files.join("")).toContain("HYPERLINK");
  const unguarded = files.map((text) => text.replaceAll(/(^|[",;])'(?=[=+\-@])/gm, "$1")).flatMap(formulasIn);
  prove({ what: "planted: cells as they were written", tried, gotIn: unguarded.length });
  expect(unguarded.length).toBeGreaterThan(files.length);
});
