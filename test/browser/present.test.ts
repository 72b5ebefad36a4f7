/** The big screen and other people's pages, in real Chromium: it follows the host, obeys keys with the key only; votes go through a frame. */
import { createServer } from "node:http";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { host, run, vote, stage as words } from "../../src/words/en.ts";
import { hostOf, isCounted, LUNCH, strangerVotes, truthOf } from "../support/hosting.ts";
import { button, SOON } from "../support/making.ts";
import { makePoll } from "../support/server.ts";
import { PROJECTOR, theChromium, useStage } from "../support/stage.ts";

const stage = useStage();
const ASKED = [1, 2].map((number) => ({ text: `Question no. ${number}`, options: ["Yes", "No"] }));
const heading = (screen: Page, name: string) => screen.getByRole("heading", { name, exact: true }).waitFor();
const phaseOf = async (made: Made) => (await truthOf(stage, made)).poll.questions.map(({ phase }) => phase);

async function present(screen: Page, { id }: Made): Promise<Page> {
  await screen.setViewportSize(PROJECTOR);
  await screen.goto(`${stage.server.origin}/p/${id}/present`);
  return screen;
}

test("the big screen waits with the way in, then follows the host from question to question", async () => {
  const made = await makePoll(stage.server.origin, { title: "Friday", questions: ASKED, pace: "host" });
  const { page } = await hostOf(stage, made);
  const screen = await present((await stage.person()).page, made);
  await screen.getByText(words.lobby).waitFor();
  expect(await screen.getByText("Question no. 1").count()).toBe(0);
  await button(page, run.first).click();
  await heading(screen, "Question no. 1");
  await strangerVotes(stage, made, [1]);
  await expect.poll(() => screen.locator(".row-percent").allTextContents(), SOON).toEqual(["0%", "100%"]);
  await button(page, host.hideResults).click();
  await screen.getByText(words.hidden).waitFor();
  expect(await screen.locator(".row-percent").count()).toBe(0);
  await button(page, run.goTo(2)).click();
  await heading(screen, "Question no. 2");
  await screen.keyboard.press("ArrowLeft");
  await heading(screen, "Question no. 1");
  await screen.getByText(words.closedHidden).waitFor();
  await screen.keyboard.press("PageDown"); // as a clicker sends it
  await heading(screen, "Question no. 2");
  await button(page, run.close).click();
  await screen.getByText(words.closed, { exact: true }).waitFor();
});

test("[D6] with the key on the device, O opens and closes and H shows and hides", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page, context } = await hostOf(stage, made);
  const screen = await present(await context.newPage(), made);
  await heading(screen, LUNCH.question);
  await strangerVotes(stage, made, [0]);
  await screen.getByText("100%").waitFor();
  await screen.keyboard.press("o");
  await screen.getByText(words.closed, { exact: true }).waitFor();
  await button(page, host.reopenVoting).waitFor();
  await screen.keyboard.press("O");
  await button(page, host.closeVoting).waitFor();
  await screen.keyboard.press("h");
  await screen.getByText(words.hidden).waitFor();
  await button(page, host.showResults).waitFor();
  await screen.keyboard.press("H");
  await screen.getByText("100%").waitFor();
  await button(page, host.hideResults).waitFor();
});

test("[D6] without the key, O and H do nothing, and nothing is asked of the hub", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  const sent: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => sent.push(String(payload))));
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  const screen = await present(page, made);
  await heading(screen, LUNCH.question);
  await strangerVotes(stage, made, [0]);
  await screen.getByText("100%").waitFor(); // the line is there
  for (const key of ["o", "h", "q"]) await screen.keyboard.press(key);
  await screen.locator(".lobby-qr").waitFor(); // the last key was heard
  await screen.keyboard.press("Escape");
  await strangerVotes(stage, made, [1]);
  await screen.getByText("50%").first().waitFor();
  expect(await phaseOf(made)).toEqual(["open"]);
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.filter((frame) => !frame.includes('"hello"') && frame !== "ping")).toEqual([]);
});

/** A page of somebody else, from another port at least, that frames one of ours. */
async function foreignPage(page: Page, hostname: string, framed: string): Promise<() => void> {
  const server = createServer((_, response) => {
    response
      .setHeader("content-type", "text/html")
      .end(`<!doctype html><title>Blog</title><iframe src="${framed}" height="700"></iframe>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await page.goto(`http://${hostname}:${typeof address === "object" ? address?.port : 0}/`);
  return () => server.close();
}

/** What a browser without third-party storage does, also where this one has some. */
function denyStorage(): void {
  const denied = () => {
    throw new DOMException("Access is denied for this document.", "SecurityError");
  };
  if (self !== top)
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(self, name, { get: denied });
}

// From another site a browser without third-party storage denies ours its own; from another port of the same it does not.
test.each([
  ["another site", "127.0.0.1", false],
  ["another port", "localhost", true],
])("[P20] the embed page can be framed from %s, and who votes there is one voter", async (_, hostname, isRemembered) => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page, context } = await stage.person();
  if (!isRemembered) await context.addInitScript(denyStorage);
  const close = await foreignPage(page, hostname, `${stage.server.origin}/embed/${made.id}`);
  const frame = page.frameLocator("iframe");
  const choose = async (option: string) => {
    await frame.locator("label.option", { hasText: option }).click();
    await frame.getByRole("button", { name: vote.vote, exact: true }).click();
    await frame.locator(".chip", { hasText: vote.chip.saved }).waitFor();
  };
  await choose("Salad");
  await isCounted(stage, made, [0, 0, 1]);
  const stored = await page.frames()[1]?.evaluate(() => {
    try {
      return localStorage.length > 0;
    } catch {
      return false;
    }
  });
  expect(stored).toBe(isRemembered);
  if (isRemembered) await page.reload();
  await frame.getByRole("button", { name: vote.change }).click();
  await choose("Pizza");
  await isCounted(stage, made, [1, 0, 0]);
  close();
});

test("no other page can be framed by a stranger's page", async () => {
  const { id } = await makePoll(stage.server.origin, LUNCH);
  // Not a person of the stage: what the policy stops is what this test is about.
  const context = await (await theChromium()).newContext();
  const page = await context.newPage();
  const stopped: string[] = [];
  page.on("console", (message) => /frame-ancestors/.test(message.text()) && stopped.push(message.text()));
  const paths = [
    "/",
    "/j",
    `/p/${id}`,
    `/p/${id}/host`,
    `/p/${id}/present`,
    `/p/${id}/results`,
    "/p/222222222222222",
    "/host.html",
  ];
  for (const [at, path] of paths.entries()) {
    const close = await foreignPage(page, "127.0.0.1", stage.server.origin + path);
    await expect.poll(() => stopped.length, { ...SOON, message: `${path} was framed` }).toBe(at + 1);
    expect(await page.frameLocator("iframe").locator("#app").count()).toBe(0);
    close();
  }
  await context.close();
});
