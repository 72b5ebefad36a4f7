/** Two phones in a room that talks. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import type { PeoplePage } from "../../src/protocol/talk.ts";
import { details, talk as words } from "../../src/words/en.ts";
import { type Network, startProxy } from "../support/proxy.ts";
import { makePoll } from "../support/server.ts";
import { PROJECTOR, useStage, violationsOn } from "../support/stage.ts";
import * as talkers from "../support/talkers.ts";
import { dock, LUNCH, line, lines, sheet, shiftsOn, TALK, watchShifts, write } from "../support/talkers.ts";

const stage = useStage();
let proxy: Network;
beforeAll(async () => {
  proxy = await startProxy(stage.server.port);
}, 180_000);
afterAll(() => proxy?.close());

const SMALL = { width: 320, height: 568 };
const SCREENS = [SMALL, { width: 800, height: 900 }, { width: 1280, height: 800 }];
const makeTalk = (more: object = {}) => makePoll(stage.server.origin, { questions: [LUNCH], talk: TALK, ...more });
const command = (made: Made, body: object) => talkers.command(stage.server.origin, made, body);
const said = (made: Made, voter: number, body: object) => talkers.said(stage.server.origin, made, voter, body);

async function enter(made: Made, options: object = {}, origin = stage.server.origin): Promise<Page> {
  const { page } = await stage.person(options);
  await watchShifts(page);
  await page.goto(`${origin}/p/${made.id}`);
  return page;
}

test("[N41] [N43] [N45] two phones chat, ask, vote up and react", async () => {
  const made = await makeTalk();
  const [anna, ben] = [await enter(made), await enter(made)];
  await dock(anna, /^Chat$/).click();
  await sheet(anna).getByRole("button", { name: words.changeName }).click();
  await sheet(anna).getByLabel(words.name).fill("Anna");
  await anna.keyboard.press("Enter");
  await write(anna, "Hello <b>you</b>");
  await dock(ben, /^Chat, 1 new message$/).click();
  await line(ben, "Hello <b>you</b>").waitFor();
  expect(await line(ben, "Hello").locator(".talk-name").innerText()).toBe("Anna");
  await sheet(ben).getByRole("textbox").fill("Two");
  await ben.keyboard.press("Shift+Enter");
  await ben.keyboard.type("lines");
  await ben.keyboard.press("Enter");
  await line(anna, "Two\nlines").waitFor();
  await sheet(anna).getByRole("button", { name: words.asks }).click();
  await write(anna, "Is there soup?");
  await sheet(ben)
    .getByRole("button", { name: /^Questions, 1 new$/ })
    .click();
  const up = sheet(ben).getByRole("button", { name: words.upvote(0) });
  await up.click();
  await sheet(ben)
    .getByRole("button", { name: words.upvote(1), pressed: true })
    .waitFor();
  await sheet(anna)
    .getByRole("button", { name: words.upvote(1), pressed: false })
    .waitFor();
  await ben.keyboard.press("Escape");
  await anna.keyboard.press("Escape");
  await dock(ben, /^React$/).click();
  for (let tap = 0; tap < 3; tap++) await ben.getByRole("button", { name: words.reactions["👏"] }).click();
  await anna.locator(".float").first().waitFor({ state: "attached" });
  expect(await shiftsOn(anna)).toEqual([]);
}, 60_000);

test("[N41] while Enter takes a word that is being composed, nothing is sent", async () => {
  const made = await makeTalk();
  const page = await enter(made);
  await dock(page, /^Chat$/).click();
  await sheet(page).getByRole("textbox").fill("にほん");
  for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
    await sheet(page)
      .getByRole("textbox")
      .dispatchEvent("keydown", { key: "Enter", ...how });
  }
  expect(await sheet(page).getByRole("textbox").inputValue()).toBe("にほん");
  await page.keyboard.press("Enter");
  await line(page, "にほん").waitFor();
}, 60_000);

test("[N41] [N42] written without a network it waits, and is said once; what is refused can be mended", async () => {
  const made = await makeTalk();
  const origin = proxy.origin;
  const page = await enter(made, {}, origin);
  const other = await enter(made);
  await dock(page, /^Chat$/).click();
  await dock(other, /^Chat$/).click();
  proxy.cut();
  await write(page, "From the tunnel");
  await line(page, "From the tunnel").getByText(words.sending).waitFor();
  proxy.heal();
  await line(other, "From the tunnel").waitFor({ timeout: 20_000 });
  await line(page, "From the tunnel").locator("time").waitFor({ timeout: 20_000 });
  expect(await lines(page)).toEqual(["From the tunnel"]);
  expect(await lines(other)).toEqual(["From the tunnel"]);
  await write(page, "shit");
  await line(page, "shit").getByText(details.filtered).waitFor();
  await line(page, "shit").getByRole("button", { name: words.mend }).click();
  expect(await sheet(page).getByRole("textbox").inputValue()).toBe("shit");
  expect(await lines(page)).toEqual(["From the tunnel"]);
}, 60_000);

test("[N46] [N49] a notice for one person, away as it is sent, is there on return, over the sheet too, and then never again", async () => {
  const made = await makeTalk();
  const page = await enter(made);
  await dock(page, /^Chat$/).click();
  await write(page, "Who am I?");
  await line(page, "Who am I?").locator("time").waitFor();
  await page.goto("about:blank");
  const headers = { authorization: `Bearer ${made.hostKey}` };
  const answer = await fetch(`${stage.server.origin}/api/polls/${made.id}/people`, { headers });
  const [person] = ((await answer.json()) as PeoplePage).people;
  for (const text of ["Come to the desk", "Bring your bag"]) {
    await command(made, { command: "notice", to: { person: person?.person }, text });
  }
  await page.goto(`${stage.server.origin}/p/${made.id}`);
  await dock(page, /^Chat$/).click();
  const card = sheet(page).locator(".talk-notice");
  await card.getByText("Come to the desk").waitFor();
  expect(await card.innerText()).toContain(words.more(1));
  await page.reload();
  await page.locator(".talk-notice", { hasText: "Come to the desk" }).getByRole("button").click();
  await page.locator(".talk-notice", { hasText: "Bring your bag" }).getByRole("button").click();
  await expect.poll(() => page.locator(".talk-notice").count()).toBe(0);
  await page.reload();
  await dock(page, /^Chat$/).waitFor();
  expect(await page.locator(".talk-notice").count()).toBe(0);
  const other = await enter(made);
  await dock(other, /^Chat$/).waitFor();
  expect(await other.locator(".talk-notice").count()).toBe(0);
}, 60_000);

for (const viewport of [SMALL, PROJECTOR])
  test(`[N49] ${viewport.width} px: the log follows at its end only; elsewhere a button counts what is new and leads there`, async () => {
    const made = await makeTalk();
    for (let voter = 0; voter < 29; voter++) await said(made, voter, { type: "say", text: `Message ${voter} of a long evening` });
    const page = await enter(made, { viewport });
    await dock(page, /^Chat$/).click();
    await line(page, "Message 28").waitFor();
    const log = page.getByRole("log");
    const isAtEnd = () =>
      expect
        .poll(() => log.evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight)))
        .toBeLessThanOrEqual(1);
    await isAtEnd();
    await said(made, 30, { type: "say", text: "Followed" });
    await line(page, "Followed").waitFor();
    await isAtEnd();
    await log.evaluate((box) => box.scrollTo(0, 40));
    await page.getByRole("button", { name: words.toEnd }).waitFor();
    for (const voter of [31, 32]) await said(made, voter, { type: "say", text: `Unseen ${voter}` });
    const below = page.getByRole("button", { name: words.newBelow(2), exact: true });
    await below.waitFor();
    expect(await log.evaluate((box) => Math.round(box.scrollTop))).toBe(40);
    await below.click();
    await isAtEnd();
    expect(await below.count()).toBe(0);
    // Who writes is led to what they wrote.
    await log.evaluate((box) => box.scrollTo(0, 40));
    await write(page, "Mine");
    await line(page, "Mine").waitFor();
    await isAtEnd();
  }, 60_000);

test.each(SCREENS)(
  "[N48] a dock that comes while somebody is about to vote moves nothing, $width x $height",
  async (viewport) => {
    const made = await makePoll(stage.server.origin, { questions: [LUNCH] });
    const page = await enter(made, { viewport });
    const places = async () => [
      await page.locator("h1").boundingBox(),
      await page.getByRole("button", { name: "Vote" }).boundingBox(),
    ];
    await page.locator("label.option", { hasText: "Salad" }).click();
    const before = await places();
    await command(made, { command: "edit", talk: TALK });
    await dock(page, /^Chat$/).waitFor();
    await said(made, 1, { type: "say", text: "Hi" });
    await dock(page, /^Chat, 1 new message$/).waitFor();
    expect(await places()).toEqual(before);
    expect(await shiftsOn(page)).toEqual([]);
    await page.getByRole("button", { name: "Vote" }).click();
    await page.locator(".chip").waitFor();
  },
  60_000,
);

test("[N49] a question that opens behind the sheet says so there, and leads there", async () => {
  const made = await makeTalk({ pace: "host", questions: [LUNCH, { ...LUNCH, text: "And when?" }] });
  await command(made, { command: "next" });
  const page = await enter(made);
  await dock(page, /^Chat$/).click();
  expect(await page.locator(".talk-overtaken").count()).toBe(0);
  await command(made, { command: "next" });
  await page.getByRole("button", { name: words.toQuestion }).click();
  await expect.poll(() => sheet(page).count()).toBe(0);
  await page.getByRole("heading", { name: "And when?" }).waitFor();
}, 60_000);

test("[N48] in a quiz a player writes under the name they play under; chat rests while a question runs, and says so", async () => {
  const right = { ...LUNCH, right: [0] };
  const made = await makeTalk({ pace: "quiz", questions: [right, right] });
  const page = await enter(made, { viewport: SMALL });
  await page.locator(".play-input").fill("Steady Duck");
  await page.locator("button[type=submit]").click();
  await dock(page, /^Chat$/).click();
  expect(await sheet(page).locator(".talk-meta").innerText()).toBe(`${words.as} Steady Duck`);
  await write(page, "Ready");
  expect(await line(page, "Ready").locator(".talk-name").innerText()).toBe("Steady Duck");
  await command(made, { command: "quiz-start" });
  await sheet(page).getByText(details["quiz-runs"]).waitFor();
  await page.getByRole("button", { name: words.toQuestion }).click();
  await page.locator(".dock").getByText(words.rests).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
  expect(await violationsOn(page)).toEqual([]);
  await page.locator(".play-tile", { hasText: "Pizza" }).click();
}, 60_000);

test("[N49] who listens hears how many messages are new, at most once in five seconds", async () => {
  const made = await makeTalk();
  const page = await enter(made);
  await dock(page, /^Chat$/).click();
  await page.evaluate(() => {
    const heard: [string, number][] = [];
    const status = document.querySelector(".talk-sheet > [role=status]") as HTMLElement;
    const all = { childList: true, characterData: true, subtree: true };
    new MutationObserver(() => heard.push([status.innerText.trim(), performance.now()])).observe(status, all);
    Object.assign(globalThis, { heard });
  });
  for (const voter of [1, 2, 3, 4]) {
    await said(made, voter, { type: "say", text: `From ${voter}` });
    await line(page, `From ${voter}`).waitFor();
  }
  const heard = async () => (await page.evaluate<[string, number][]>("heard")).filter(([text]) => text !== "");
  const counts = async () => (await heard()).map(([text]) => [1, 2, 3, 4].find((count) => words.heard(count) === text) ?? 0);
  await expect.poll(async () => (await counts()).reduce((all, count) => all + count, 0), { timeout: 20_000 }).toBe(4);
  const times = (await heard()).map(([, at]) => at);
  for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThan(4_900);
}, 60_000);

test("[N48] beside the page where there is room: the question stays in use", async () => {
  const made = await makeTalk();
  const page = await enter(made, { viewport: { width: 1280, height: 800 } });
  const place = () => dock(page, /^Chat/).boundingBox();
  const before = await place();
  await dock(page, /^Chat$/).click();
  await sheet(page).getByRole("textbox").fill("Still here");
  expect(await place()).toEqual(before);
  await page.locator("label.option", { hasText: "Sushi" }).click();
  await page.getByRole("button", { name: "Vote" }).click();
  await page.locator(".chip").waitFor();
  expect(await sheet(page).getByRole("textbox").inputValue()).toBe("Still here");
}, 60_000);

test.each(["light", "dark"] as const)(
  "[N48] whole at 320 px and without a fault that axe can see in each state, %s",
  async (colorScheme) => {
    const made = await makeTalk();
    await said(made, 1, { type: "say", text: "x".repeat(300), name: "Anna" });
    await said(made, 1, { type: "ask", text: "y".repeat(200) });
    await said(made, 2, { type: "ask", text: "Answered?" });
    await command(made, { command: "message", message: 1, change: "pin" });
    await command(made, { command: "ask", ask: 2, change: "reply", text: "Yes." });
    await command(made, { command: "ask", ask: 2, change: "answered" });
    const page = await enter(made, { viewport: SMALL, colorScheme, reducedMotion: "reduce" });
    const isWhole = async (state: string) => {
      expect(await page.evaluate("document.documentElement.scrollWidth"), state).toBeLessThanOrEqual(320);
      expect(await violationsOn(page), state).toEqual([]);
    };
    await dock(page, /^React$/).click();
    await page.getByRole("button", { name: words.reactions["🎉"] }).click();
    // Quiet: a count that fades.
    await page.locator(".float-counts li", { hasText: "1" }).waitFor();
    expect(await page.locator(".float").count()).toBe(0);
    await isWhole("palette");
    await page.keyboard.press("Escape");
    await dock(page, /^Chat$/).click();
    await write(page, "shit");
    await line(page, "shit").getByText(details.filtered).waitFor();
    await sheet(page).getByRole("textbox").fill("z".repeat(501));
    await sheet(page).getByText(words.left(-1)).waitFor();
    await isWhole("chat");
    await sheet(page).getByRole("button", { name: words.asks, exact: true }).click();
    await sheet(page).getByText(words.answered, { exact: true }).waitFor();
    await isWhole("questions");
    await command(made, { command: "notice", to: "all", text: "w".repeat(200) });
    await page.locator(".talk-notice").waitFor();
    await isWhole("notice");
    await page.locator(".talk-notice").getByRole("button").click();
    await command(made, { command: "edit", talk: { questions: "closed" } });
    await sheet(page).getByText(details["asks-closed"]).waitFor();
    await isWhole("closed");
  },
  120_000,
);
