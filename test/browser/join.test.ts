/** Ways to a poll in real Chromium: a code typed at / and /j, the list of own polls, and addresses that phones can reach. */
import { networkInterfaces } from "node:os";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { host, make, stage as stageWords, ui, vote } from "../../src/words/en.ts";
import { isLive } from "../support/hosting.ts";
import { becameHost, button, hasFocus, SOON, write } from "../support/making.ts";
import { textInQr } from "../support/qr.ts";
import { makePoll } from "../support/server.ts";
import { PROJECTOR, useStage } from "../support/stage.ts";

const stage = useStage();
const LUNCH = { title: "Friday", question: "Where to?", options: ["Pizza", "Sushi"] };
const codeField = (page: Page) => page.getByLabel(make.haveCode);
const join = (page: Page) => button(page, make.join).click();
const spaced = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`.toUpperCase();

/** The address that phones in the room can reach; this machine's own where it has no network. */
function reachable(): string {
  const hasNetwork = Object.values(networkInterfaces()).some((all) => all?.some((one) => one.family === "IPv4" && !one.internal));
  const [lan] = /http:\/\/\d+\.\d+\.\d+\.\d+:\d+/.exec(stage.server.banner) ?? [];
  expect(lan !== undefined).toBe(hasNetwork);
  return lan ?? stage.server.origin;
}

test("[K2] the code from the screen, typed at / or at /j as it stands there, leads to the poll", async () => {
  const { id, code } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  for (const path of ["/", "/j"]) {
    await page.goto(stage.server.origin + path);
    await codeField(page).fill(` ${spaced(code ?? "")} `);
    if (path === "/") await join(page);
    else await page.keyboard.press("Enter");
    await page.waitForURL(`${stage.server.origin}/p/${id}`);
    await page.getByRole("heading", { name: LUNCH.question }).waitFor();
  }
});

test("[K3] an incomplete code is not sent, a wrong one is said so with what was typed, and the right one leads on", async () => {
  const { id, code } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/j`);
  await hasFocus(codeField(page));
  await page.keyboard.type("abc");
  await join(page);
  await page.getByRole("alert").getByText(make.codeIncomplete).waitFor();
  await hasFocus(codeField(page));
  expect(new URL(page.url()).pathname).toBe("/j");
  await codeField(page).fill("222222");
  await page.getByRole("alert").waitFor({ state: "hidden" });
  const [answer] = await Promise.all([page.waitForResponse(/\/j\/222222$/), join(page)]);
  expect(answer.status()).toBe(404);
  await page.getByRole("alert").getByText(make.wrongCode).waitFor();
  await hasFocus(codeField(page));
  expect(await codeField(page).inputValue()).toBe("222222");
  expect(await codeField(page).getAttribute("aria-invalid")).toBe("true");
  await codeField(page).fill(code ?? "");
  await join(page);
  await page.waitForURL(`${stage.server.origin}/p/${id}`);
});

/** The console remembers what it opened, a moment after it has drawn it. */
async function isOnTop(page: Page, title: string): Promise<void> {
  const newest = () => page.evaluate(() => JSON.parse(localStorage.getItem("showhands:polls") ?? "[]")[0]?.title);
  await expect.poll(newest, SOON).toBe(title);
  await isLive(page);
}

test("[M6][P31] polls that were made here are listed, the newest first; one taken off the list comes back by Undo", async () => {
  const { page } = await stage.person();
  for (const text of ["Where to?", "When?"]) {
    await page.goto(stage.server.origin);
    await write(page, text, ["Pizza", "Sushi"]);
    await button(page, make.makePoll).click();
    await becameHost(page);
    await isOnTop(page, text);
  }
  const listed = () => page.locator(".mypoll-title").allTextContents();
  await page.goto(stage.server.origin);
  await expect.poll(listed, SOON).toEqual(["When?", "Where to?"]);
  await button(page, make.forget("Where to?")).click();
  await expect.poll(listed, SOON).toEqual(["When?"]);
  await button(page, ui.undo).click();
  await expect.poll(listed, SOON).toEqual(["When?", "Where to?"]);
  // With its key, so that it still opens as the host's; it is the one that was opened last then.
  await page.getByRole("link", { name: "Where to?" }).click();
  await isOnTop(page, "Where to?");
  await page.goto(stage.server.origin);
  await expect.poll(listed, SOON).toEqual(["Where to?", "When?"]);
  await button(page, make.forget("Where to?")).click();
  await page.reload();
  await expect.poll(listed, SOON).toEqual(["When?"]);
});

test("[M8] opened at localhost, links, snippet and QR codes still carry an address that phones can reach", async () => {
  const { id, code, hostKey } = await makePoll(stage.server.origin, LUNCH);
  const origin = reachable();
  const link = `${origin}/p/${id}`;
  const { page, context } = await stage.person({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${stage.server.origin}/p/${id}/host#key=${hostKey}`);
  expect(await page.getByLabel(host.voteLink, { exact: true }).inputValue()).toBe(link);
  await page.getByRole("img", { name: host.qr(link) }).waitFor();
  expect(await textInQr(page.locator(".share-qr svg"))).toBe(link);
  await page.getByText(host.codeAt(`${new URL(origin).host}/j`)).waitFor();
  await page.getByText(host.more).click();
  expect(await page.getByLabel(host.embed, { exact: true }).inputValue()).toContain(`src="${origin}/embed/${id}"`);
  await button(page, host.showHostLink).click();
  expect(await page.getByLabel(host.secondHost, { exact: true }).inputValue()).toBe(`${link}/host#key=${hostKey}`);
  const screen = await context.newPage();
  await screen.setViewportSize(PROJECTOR);
  await screen.goto(`${stage.server.origin}/p/${id}/present`);
  await screen.getByText(stageWords.address(new URL(origin).host), { exact: true }).waitFor();
  await screen.getByText(spaced(code ?? ""), { exact: true }).waitFor();
  expect(await textInQr(screen.locator(".strip-qr svg"))).toBe(link);
  await screen.keyboard.press("q");
  expect(await textInQr(screen.locator(".lobby-qr svg"))).toBe(link);
  // Somebody there answers, with this very poll.
  const answer = await fetch(link);
  expect([answer.status, (await answer.text()).includes(LUNCH.question)]).toEqual([200, true]);
});

test("the copy button puts the link where it can be pasted", async () => {
  const { id, hostKey } = await makePoll(stage.server.origin, LUNCH);
  const { page, context } = await stage.person();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stage.server.origin });
  await page.goto(`${stage.server.origin}/p/${id}/host#key=${hostKey}`);
  await button(page, host.copyWhat(host.voteLink)).click();
  await page.getByText(host.copied).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${reachable()}/p/${id}`);
});

test("an address that leads nowhere says so, and leads on", async () => {
  const { page } = await stage.person();
  for (const [path, { title }] of Object.entries({ "/p/222222222222222": vote.gone, "/nowhere": vote.noPage })) {
    const answer = await page.goto(stage.server.origin + path);
    expect(answer?.status()).toBe(404);
    await page.getByRole("heading", { name: title }).waitFor();
    expect(await page.getByRole("link", { name: vote.home }).getAttribute("href")).toBe("/");
  }
});

// The last one: for a minute this address may try no code any more.
test("[K3] after ten wrong codes within a minute the page says to wait, also for a code that exists", async () => {
  const { code } = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  await page.goto(`${stage.server.origin}/j`);
  const statuses = await page.evaluate(async () => {
    const found: number[] = [];
    for (const last of "23456789abc") found.push((await fetch(`/j/22222${last}`)).status);
    return found;
  });
  expect([statuses.at(0), statuses.at(-1)]).toEqual([404, 429]); // eleven, and one was tried in a test before
  await codeField(page).fill(code ?? "");
  await join(page);
  await page.getByRole("alert").getByText(make.tooManyCodes).waitFor();
});
