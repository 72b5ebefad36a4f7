/** Forty-nine ways to make a page run something, in every field that takes text, on every page, in real Chromium. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { launchChromium } from "../support/chromium.ts";
import { formulasIn, PAYLOADS, shortOnes } from "../support/payloads.ts";
import { prove } from "../support/proof.ts";
import { makePoll, type Server, startServer } from "../support/server.ts";

const SEEN_MS = 1_500; // a page draws, hears the room, and runs what it can be made to run
const TALK = { chat: "open", questions: "open", reactions: true, filter: false };
const LONG = PAYLOADS.slice(0, 9).join("").slice(0, 290);

let server: Server;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchChromium()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const send = (path: string, body: object, authorization: string) =>
  fetch(`${server.origin}/api/polls/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify(body),
  });
const person = (index: number) => `Voter payload-person-number-${index}`;

/** A poll with a payload in all that a host writes, and in all that voters write. */
async function poisonedPoll(): Promise<Made> {
  const [, foot = "", unit = ""] = [...shortOnes(20), "<b>x</b>", "<u>€</u>"].toReversed();
  const made = await makePoll(server.origin, {
    title: LONG,
    talk: TALK,
    questions: [
      { kind: "choice", text: LONG, options: PAYLOADS, other: true },
      { kind: "text", text: LONG },
      { kind: "rating", text: LONG, low: PAYLOADS[6], high: PAYLOADS[8] },
      { kind: "number", text: LONG, from: 1, to: 9, unit },
      { kind: "ranking", text: LONG, options: PAYLOADS.slice(0, 12) },
    ],
  });
  for (const [index, text] of PAYLOADS.entries()) {
    await send(`${made.id}/votes`, { question: "q1", choice: [text.slice(0, 190)], n: 1 }, person(index));
    await send(`${made.id}/votes`, { question: "q2", choice: [text], n: 1 }, person(index));
    await send(`${made.id}/talk`, { type: "say", text, name: foot, n: 1 }, person(index));
    await send(`${made.id}/talk`, { type: "ask", text, name: foot, n: 1 }, person(index));
  }
  const host = `Bearer ${made.hostKey}`;
  for (const body of [
    { command: "notice", to: "all", text: LONG },
    { command: "notice", to: "hosts", text: LONG },
    { command: "ask", ask: 1, change: "reply", text: LONG },
    { command: "ask", ask: 2, change: "pin" },
    { command: "message", message: 1, change: "pin" },
    { command: "reset", question: "q5", why: LONG },
  ]) {
    expect([body, (await send(`${made.id}/commands`, body, host)).status]).toEqual([body, 200]);
  }
  return made;
}

async function poisonedQuiz(): Promise<Made> {
  const names = shortOnes(20).slice(0, 4);
  const made = await makePoll(server.origin, {
    title: LONG,
    pace: "quiz",
    quiz: { teams: ["<i>x</i>", "<svg onload=x>"] },
    talk: TALK,
    questions: [{ kind: "choice", text: LONG, options: PAYLOADS.slice(0, 4), right: [0] }],
  });
  for (const [index, name] of ["<script>x</script>", "<img src=x>", ...names].entries()) {
    await send(`${made.id}/players`, { name, team: index % 2 }, person(index));
  }
  return made;
}

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

test(
  "[X3][X5] nothing that somebody writes runs, is stopped by a policy, or asks for anything, on any page; and no address has the key",
  async () => {
    const seen: Seen = { harm: [], told: [] };
    const [poll, quiz] = [await poisonedPoll(), await poisonedQuiz()];
    const views = [poll, quiz].flatMap(({ id, hostKey }) => [
      `/p/${id}`,
      `/p/${id}/host#key=${hostKey}`,
      `/p/${id}/present#key=${hostKey}`,
      `/p/${id}/results`,
      `/embed/${id}`,
    ]);
    const opensDoors = (path: string) =>
      path.startsWith(`/p/${poll.id}`) && !/host|present|results/.test(path) ? behindDoors : undefined;
    for (const path of views)
      expect([path, await look(path, seen, opensDoors(path))]).toEqual([path, expect.stringMatching(/<(script|svg|img)/)]);
    await look("/", seen, (page) => type(page)());
    await look("/j", seen, (page) => type(page)());
    const keys = [poll, quiz].map(({ hostKey }) => hostKey);
    const leaks = seen.told.filter((address) => keys.some((key) => address.includes(key)));
    prove({
      what: "scripts in text",
      tried: `${PAYLOADS.length} payloads, ${views.length + 2} pages`,
      gotIn: seen.harm.length,
      figures: `${seen.told.length} addresses and referrers, ${leaks.length} with the key`,
    });
    expect(seen.harm).toEqual([]);
    expect(leaks).toEqual([]);
  },
  5 * 60_000,
);

test("[X5] planted bug: a page that is put together without escaping is stopped by the policy, and that is seen", async () => {
  const seen: Seen = { harm: [], told: [] };
  const { id } = await poisonedPoll();
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

test("[X5][A7] no cell of any file begins a formula, and a planted one is found", async () => {
  const poll = await poisonedPoll();
  const files = await Promise.all(
    ["", "?rows=ballots"].map(async (rows) => {
      const headers = { authorization: `Bearer ${poll.hostKey}` };
      return (await fetch(`${server.origin}/api/polls/${poll.id}/results.csv${rows}`, { headers })).text();
    }),
  );
  const found = files.flatMap(formulasIn);
  prove({ what: "formulas in files", tried: `${files.join("").split("\r\n").length} lines`, gotIn: found.length });
  expect(found).toEqual([]);
  expect(files.join("")).toContain("HYPERLINK");
  expect(formulasIn('q1,"=1+1",3\r\nq1,@SUM(1),-2\r\n')).toEqual(["=1+1", "@SUM(1)"]);
});
