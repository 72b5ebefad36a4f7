/** What the host's key opens, in real Chromium: the page itself, a second device, a new key, downloads, deleting. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { host, keeping, make, results, vote } from "../../src/words/en.ts";
import {
  hostOf,
  isAsked,
  isCounted,
  isLive,
  LUNCH,
  phoneAt,
  sayYes,
  strangerVotes,
  toastSays,
  truthOf,
  voteOn,
} from "../support/hosting.ts";
import { button, hasFocus, SOON } from "../support/making.ts";
import { makePoll } from "../support/server.ts";
import { useStage } from "../support/stage.ts";

const stage = useStage();
const KEY_OF_NOBODY = "k".repeat(27);

async function saved(page: Page, act: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

const statusOf = async (id: string) => (await fetch(`${stage.server.origin}/api/polls/${id}`)).status;
const unfold = (page: Page) => page.locator("summary", { hasText: host.danger }).click();

test("[H1][K4] the key leaves the address at once, goes into no request's address, and stays on the device", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page, context } = await stage.person();
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  page.on("websocket", (socket) => addresses.push(socket.url()));
  const address = `${stage.server.origin}/p/${made.id}/host`;
  await page.goto(`${address}#key=${made.hostKey}`);
  await isLive(page);
  expect(page.url()).toBe(address);
  await page.reload();
  await isLive(page);
  const tab = await context.newPage();
  await tab.goto(address);
  await isLive(tab);
  await button(tab, host.closeVoting).click();
  await button(page, host.reopenVoting).waitFor();
  expect(addresses.length).toBeGreaterThan(4);
  // The browser tells the first address with its fragment, which it keeps to itself.
  expect(addresses.filter((url) => url.replace(/#.*/, "").includes(made.hostKey))).toEqual([]);
});

test("[H1] without a key, or with a wrong one, the page asks for the host link and takes it", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person();
  const address = `${stage.server.origin}/p/${made.id}/host`;
  const type = async (link: string) => {
    await page.getByLabel(host.hostLink).fill(link);
    await button(page, host.useLink).click();
  };
  await page.goto(address);
  await page.getByRole("heading", { name: host.noKey.title }).waitFor();
  await type(`${stage.server.origin}/p/${made.id}`);
  await page.getByRole("alert").getByText(host.notAHostLink).waitFor();
  await hasFocus(page.getByLabel(host.hostLink));
  await type(`${address}#key=${KEY_OF_NOBODY}`);
  await page.getByRole("heading", { name: host.wrongKey.title }).waitFor();
  expect(await page.locator(".controls").count()).toBe(0);
  await type(` ${address}#key=${made.hostKey} `);
  await isLive(page);
  expect(page.url()).toBe(address);
});

test("[H1] a wrong host link does not cost the right key that the device has", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page, context } = await stage.person();
  const address = `${stage.server.origin}/p/${made.id}/host`;
  await page.goto(`${address}#key=${made.hostKey}`);
  await isLive(page);
  const tab = await context.newPage();
  await tab.goto(`${address}#key=${KEY_OF_NOBODY}`);
  await isLive(tab);
  await button(tab, host.closeVoting).click();
  await button(page, host.reopenVoting).waitFor();
  await tab.reload();
  await isLive(tab);
});

test("[R7][H3] a second device runs the poll by its link, until a new key sends it away", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const [{ page }, { page: other }] = [await hostOf(stage, made), await stage.person()];
  await page.getByText(host.more).click();
  expect(await page.getByText(made.hostKey).count()).toBe(0);
  await button(page, host.showHostLink).click();
  const link = () => page.getByLabel(host.secondHost, { exact: true }).inputValue();
  const second = new URL(await link());
  await other.goto(stage.server.origin + second.pathname + second.hash);
  await isLive(other);
  await button(other, host.closeVoting).click();
  await button(page, host.reopenVoting).waitFor();
  await unfold(page);
  await button(page, host.rotate).click();
  await isAsked(page, host.rotateAsk.title);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await button(other, host.reopenVoting).click(); // still a host
  await button(page, host.closeVoting).waitFor();
  await button(page, host.rotate).click();
  await sayYes(page, host.rotateAsk.yes);
  await toastSays(page, host.rotated);
  await other.getByRole("heading", { name: host.wrongKey.title }).waitFor();
  await other.reload();
  await other.getByRole("heading", { name: host.wrongKey.title }).waitFor();
  // The host who made it goes on, here and after a reload.
  await button(page, host.closeVoting).click();
  await button(page, host.reopenVoting).waitFor();
  const fresh = await link();
  expect(fresh).not.toContain(made.hostKey);
  await page.reload();
  await isLive(page);
  await other.getByLabel(host.hostLink).fill(fresh);
  await button(other, host.useLink).click();
  await isLive(other);
});

test("[S1][A7] CSV and JSON carry what the host sees; from the results page they carry what anyone sees", async () => {
  const question = 'Where to, "really"?';
  const made = await makePoll(stage.server.origin, { ...LUNCH, title: "Friday / lunch", question, results: "host" });
  for (const choice of [0, 0, 1]) await strangerVotes(stage, made, [choice]);
  const { page } = await hostOf(stage, made);
  await page.getByText(keeping.title, { exact: true }).click();
  const csv = await saved(page, () => button(page, host.csv).click());
  const rows = (...votes: (number | string)[]) => {
    const cells = LUNCH.options.map((option, at) => `q1,"Where to, ""really""?",1,${option},${votes[at]},3\r\n`);
    return `question,text,round,option,votes,people\r\n${cells.join("")}`;
  };
  expect(csv).toEqual({ name: "Friday-lunch.csv", text: rows(2, 1, 0) });
  const json = await saved(page, () => button(page, host.json).click());
  expect(json.name).toBe("Friday-lunch.json");
  const exported = JSON.parse(json.text) as { poll: object; tallies: object; ballots: { choice: number[] }[] };
  expect(exported).toMatchObject({ poll: { title: "Friday / lunch" }, tallies: { q1: { ballots: 3, counts: [2, 1, 0] } } });
  expect(exported.ballots.map(({ choice }) => choice[0]).sort()).toEqual([0, 0, 1]);
  expect(json.text).not.toContain("voter-number");
  const { page: reader } = await stage.person();
  await reader.goto(`${stage.server.origin}/p/${made.id}/results`);
  await reader.getByText(results.hidden).waitFor();
  const open = await saved(reader, () => reader.getByRole("link", { name: results.csv }).click());
  expect(open.text).toBe(rows("", "", ""));
  const openJson = await saved(reader, () => reader.getByRole("link", { name: results.json }).click());
  expect(JSON.parse(openJson.text)).toMatchObject({ tallies: { q1: { ballots: 3 } } });
  expect(openJson.text).not.toMatch(/counts|"ballots":\[\{/);
});

test("[H3][H4] delete asks, can be undone for 10 s, and then the poll is gone on every device", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  const phone = await phoneAt(stage, made);
  await unfold(page);
  await button(page, host.delete).click();
  await isAsked(page, host.deleteAsk.title);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await button(page, host.keepIt).count()).toBe(0);
  await button(page, host.delete).click();
  await sayYes(page, host.deleteAsk.yes);
  await hasFocus(button(page, host.keepIt));
  await page.clock.fastForward(6_000);
  await page.getByRole("heading", { name: new RegExp(`^${host.deleting(7).replace(/7.*/, "[1-4] second")}`) }).waitFor();
  await page.keyboard.press("Enter");
  await button(page, host.closeVoting).waitFor();
  await page.clock.fastForward(11_000); // well after the end of what was called off
  await voteOn(phone, "Pizza");
  await isCounted(stage, made, [1, 0, 0]);
  await unfold(page);
  await button(page, host.delete).click();
  await sayYes(page, host.deleteAsk.yes);
  await button(page, host.keepIt).waitFor();
  expect(await statusOf(made.id)).toBe(200);
  await page.clock.fastForward(10_000);
  await page.getByRole("heading", { name: host.deleted.title }).waitFor();
  await phone.getByRole("heading", { name: vote.deleted.title }).waitFor();
  expect(await statusOf(made.id)).toBe(404);
  await page.goto(stage.server.origin);
  await button(page, make.makePoll).waitFor();
  expect(await page.locator(".mypoll").count()).toBe(0);
});

test("[H4] a host who leaves the page within the 10 s means the delete; one who undid it does not", async () => {
  for (const undone of [false, true]) {
    const made = await makePoll(stage.server.origin, LUNCH);
    const { page } = await hostOf(stage, made);
    await unfold(page);
    await button(page, host.delete).click();
    await sayYes(page, host.deleteAsk.yes);
    if (undone) await button(page, host.keepIt).click();
    await button(page, undone ? host.closeVoting : host.keepIt).waitFor();
    expect(await statusOf(made.id)).toBe(200);
    await page.goto(stage.server.origin);
    if (undone) expect((await truthOf(stage, made)).poll.id).toBe(made.id);
    else await expect.poll(() => statusOf(made.id), SOON).toBe(404);
  }
});
