/** Who is in the room, as its host sees them; and what a host is told. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { host, talk as phone, ui, talkHost as words } from "../../src/words/en.ts";
import { hostOf, isLive, strangerCommands, toastSays } from "../support/hosting.ts";
import { button, hasFocus, SOON } from "../support/making.ts";
import { makePoll } from "../support/server.ts";
import { PHONE, useStage, violationsOn } from "../support/stage.ts";
import { talkerAt } from "../support/talker.ts";
import { dock, line, sheet } from "../support/talkers.ts";

const stage = useStage();
const LUNCH = { question: "Where to?", options: ["Pizza", "Sushi"], talk: { chat: "open", questions: "open" } };
const tab = (page: Page, name: keyof typeof words.tab) => page.getByRole("tab", { name: new RegExp(`^${words.tab[name]}`) });
const person = (page: Page, name: string) => page.locator(".roomrow-person", { has: page.locator("bdi", { hasText: name }) });

test("[N53] people by name, here or away, muted or not; one is muted and let write again from the list, and written to", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made, { viewport: PHONE });
  const [ann, ben] = await Promise.all([talkerAt(stage.server, made, "Ann"), talkerAt(stage.server, made, "Ben")]);
  await ann.say("Hello");
  await ben.ask("Why?");
  await talkerAt(stage.server, made, "");
  await tab(page, "people").click();
  await person(page, "Ann").getByText(words.people.present, { exact: true }).waitFor();
  await person(page, words.by("", false)).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await button(page, words.mutePerson("Ann")).click();
  await person(page, "Ann").getByText(words.people.muted, { exact: true }).waitFor();
  expect(await ann.say("More")).toMatchObject({ type: "refused", detail: "muted" });
  await button(page, ui.undo).click();
  await toastSays(page, words.unmuted("Ann"));
  expect(await ann.say("More")).toMatchObject({ type: "ack" });
  ben.leave();
  await page.clock.runFor(5_000);
  await person(page, "Ben").getByText(words.people.away, { exact: true }).waitFor();
  await button(page, words.writeToPerson("Ann")).click();
  await hasFocus(page.getByRole("textbox", { name: words.notices.text }));
  await page.keyboard.insertText("Your turn");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => ann.notices.map(({ text }) => text), SOON).toContain("Your turn");
});

test("[N53] when the list cannot be read it says so, and reads it again", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  await page.route("**/people?*", (route) => route.abort());
  await tab(page, "people").click();
  await page.getByText(words.people.failed).waitFor();
  await page.unroute("**/people?*");
  await button(page, words.people.again).click();
  await page.getByText(words.people.none).waitFor();
});

test("[N54] what one host writes to the hosts is on the other's console until it was seen, and not on their own", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const [{ page }, other] = await Promise.all([hostOf(stage, made), hostOf(stage, made)]);
  await tab(page, "notices").click();
  await page.getByLabel(words.notices.to, { exact: true }).selectOption({ label: words.notices.toName.hosts });
  await page.getByRole("textbox", { name: words.notices.text }).fill("Please take over.");
  await button(page, words.notices.send).click();
  const banner = other.page.getByRole("alert", { name: words.notices.forYou });
  await banner.getByText("Please take over.").waitFor();
  expect(await violationsOn(other.page)).toEqual([]);
  await button(other.page, words.notices.gotIt).click();
  await banner.waitFor({ state: "detached" });
  await page.locator(".roomrow", { hasText: "Please take over." }).waitFor();
  expect(await page.getByRole("alert", { name: words.notices.forYou }).count()).toBe(0);
});

test("[N54] a reset says why to those who voted, and to nobody else; Enter in the line says yes", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  const [ann, ben] = await Promise.all([talkerAt(stage.server, made, "Ann"), talkerAt(stage.server, made, "Ben")]);
  await ann.vote("q1", [0]);
  await page.getByText(host.votedCount(1), { exact: true }).waitFor();
  await button(page, host.reset).click();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByLabel(words.resetWhy).fill("An option was missing.");
  await page.keyboard.press("Enter");
  await toastSays(page, host.resetDone);
  await expect
    .poll(() => ann.notices, SOON)
    .toMatchObject([{ code: "vote-reset", text: expect.stringContaining("An option was missing.") }]);
  expect(ben.notices).toEqual([]);
  await tab(page, "notices").click();
  await page.locator(".roomrow", { hasText: "An option was missing." }).getByText(words.notices.counts(1, 0)).waitFor();
});

test("[N51][N54] the console of a quiz has the room too, and writes to its players; folded it says what waits, and a button leads there", async () => {
  const body = {
    pace: "quiz",
    quiz: { autoStart: false },
    questions: [{ text: "How many hearts?", options: ["One", "Three"], right: [1] }],
    talk: { questions: "open", approve: true },
  };
  const made = await makePoll(stage.server.origin, body);
  const { page } = await stage.person({ viewport: PHONE });
  await page.goto(`${stage.server.origin}/p/${made.id}/host#key=${made.hostKey}`);
  await isLive(page);
  const ann = await talkerAt(stage.server, made, "Ann");
  await page.locator("#room > summary").click();
  await ann.ask("Why?");
  await page.locator("#room > summary", { hasText: words.waits(1) }).waitFor();
  await button(page, words.waits(1)).click();
  await hasFocus(page.locator("#room > summary"));
  await button(page, `${words.name.approve}: Why?`).click();
  await strangerCommands(stage, made, { command: "ask", ask: 1, change: "next" });
  await page.getByText(words.asks.isNext, { exact: true }).first().waitFor();
  await tab(page, "notices").click();
  const to = page.getByLabel(words.notices.to, { exact: true });
  expect(await to.locator("option").allInnerTexts()).toContain(words.notices.toName.players);
  expect(await violationsOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
});

test("[N48] a name of several words is given while others write: no space is lost, and the focus goes on to the message", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person({ viewport: { width: 320, height: 568 } });
  await page.goto(`${stage.server.origin}/p/${made.id}`);
  await dock(page, /^Chat$/).click();
  await sheet(page).getByRole("button", { name: phone.changeName }).click();
  await page.keyboard.type("Anna ");
  const ben = await talkerAt(stage.server, made, "Ben");
  await ben.say("In between");
  await line(page, "In between").waitFor();
  await page.keyboard.type("B");
  const done = await sheet(page).getByRole("button", { name: phone.keepName }).boundingBox();
  expect((done?.x ?? 0) + (done?.width ?? 0)).toBeLessThanOrEqual(320 - 8);
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press("Enter");
  expect(await sheet(page).locator(".talk-meta").innerText()).toContain("Anna B");
  expect(await page.evaluate("document.activeElement.tagName")).toBe("TEXTAREA");
});

test("[N54] what a host writes outlives its tab, and a notice is sent once; the first message is a new one", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await hostOf(stage, made);
  const ben = await talkerAt(stage.server, made, "Ben");
  await page.getByText(words.asks.none).waitFor();
  await ben.say("First");
  await page.getByRole("tab", { name: new RegExp(`^${words.tab.chat}.*${words.newBadge(1)}$`) }).waitFor();
  await tab(page, "notices").click();
  await page.getByRole("textbox", { name: words.notices.text }).fill("Half a notice");
  await tab(page, "chat").click();
  await page.getByRole("textbox", { name: words.chat.write }).fill("Half a line");
  await tab(page, "notices").click();
  const notice = page.getByRole("textbox", { name: words.notices.text });
  expect(await notice.inputValue()).toBe("Half a notice");
  await notice.evaluate((field: HTMLTextAreaElement) => {
    field.form?.requestSubmit();
    field.form?.requestSubmit();
  });
  await expect.poll(() => notice.inputValue(), SOON).toBe("");
  await page.locator(".roomrow", { hasText: "Half a notice" }).first().waitFor();
  await page.clock.runFor(1_000);
  expect(await page.locator(".roomrow", { hasText: "Half a notice" }).count()).toBe(1);
  await tab(page, "chat").click();
  expect(await page.getByRole("textbox", { name: words.chat.write }).inputValue()).toBe("Half a line");
});
