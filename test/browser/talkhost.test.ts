/** What the room says, as its host cares for it. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { details, form, make, talkForm, ui, talkHost as words } from "../../src/words/en.ts";
import { templates } from "../../src/words/templates.ts";
import { hostOf, isAsked, sayYes, strangerCommands, toastSays, truthOf } from "../support/hosting.ts";
import { becameHost, button, hasFocus, openMake, pollMade, SOON, sentBy, settingsLine, write } from "../support/making.ts";
import { makePoll } from "../support/server.ts";
import { PHONE, useStage, violationsOn } from "../support/stage.ts";
import { ask, enterTalking, message } from "../support/talk-frames.ts";
import { talkerAt } from "../support/talker.ts";

const stage = useStage();
const fold = ".more:has(> summary > span)";

test("[N50] chat, questions and reactions are switched on where a poll is made, and the line says so", async () => {
  const { page } = await openMake(stage, { viewport: PHONE });
  await write(page, "Where to?", ["Pizza", "Sushi"]);
  await settingsLine(page).click();
  await page.locator(fold, { hasText: talkForm.title }).locator("summary").click();
  expect(await page.getByRole("switch", { name: talkForm.approve.label }).count()).toBe(0);
  await page.getByRole("switch", { name: talkForm.chat.label }).check();
  await page.getByLabel(talkForm.slow).selectOption({ label: talkForm.slowName(10) });
  await page.getByRole("switch", { name: talkForm.questions.label }).check();
  await page.getByRole("switch", { name: talkForm.approve.label }).check();
  await page.getByRole("switch", { name: talkForm.reactions.label }).check();
  expect(await settingsLine(page).innerText()).toContain("people may chat, ask and react");
  expect(await violationsOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.reload();
  expect(await settingsLine(page).innerText()).toContain("people may chat, ask and react");
  const talk = { chat: "open", questions: "open", reactions: true, approve: true, filter: true, slowSeconds: 10 };
  expect(await sentBy(page, () => button(page, make.makePoll).click())).toMatchObject({ talk });
  await becameHost(page);
  expect((await pollMade(stage, page)).talk).toEqual(talk);
});

test("[N50] the template for questions, and a quiz, take them along", async () => {
  const { page } = await openMake(stage);
  await button(page, templates.questions.name).click();
  expect(await sentBy(page, () => button(page, make.makePoll).click())).toMatchObject({ talk: { questions: "open", chat: "off" } });
  await becameHost(page);
  const other = await openMake(stage);
  await button(other.page, templates.quiz.name).click();
  await settingsLine(other.page).click();
  await other.page.locator(fold, { hasText: talkForm.title }).locator("summary").click();
  await other.page.getByRole("switch", { name: talkForm.reactions.label }).check();
  expect(await settingsLine(other.page).innerText()).toContain("people may react");
  expect(await sentBy(other.page, () => button(other.page, make.makeQuiz).click())).toMatchObject({
    pace: "quiz",
    talk: { chat: "off", reactions: true },
  });
});

test("[N50] in the console each takes effect with the click", async () => {
  const made = await makePoll(stage.server.origin, { question: "Where to?", options: ["Pizza", "Sushi"] });
  const { page } = await hostOf(stage, made);
  await page.locator(".host-rest .fold", { hasText: form.title }).locator(":scope > summary").click();
  await page.locator(fold, { hasText: talkForm.title }).locator("summary").click();
  await page.getByRole("switch", { name: talkForm.chat.label }).check();
  await expect.poll(async () => (await truthOf(stage, made)).poll.talk.chat, SOON).toBe("open");
  await page.getByRole("switch", { name: talkForm.filter.label }).uncheck();
  await expect.poll(async () => (await truthOf(stage, made)).poll.talk.filter, SOON).toBe(false);
  await page.getByRole("switch", { name: talkForm.chat.label }).uncheck();
  await expect.poll(async () => (await truthOf(stage, made)).poll.talk.chat, SOON).toBe("off");
});

const OPEN = { chat: "open", questions: "open", reactions: true } as const;
const LUNCH = { question: "Where to?", options: ["Pizza", "Sushi"] };
const tab = (page: Page, name: keyof typeof words.tab) => page.getByRole("tab", { name: new RegExp(`^${words.tab[name]}`) });
const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const rows = (page: Page, name: string) => section(page, name).locator(".roomtext").allInnerTexts();
const act = (page: Page, what: keyof typeof words.name, text: string) => button(page, `${words.name[what]}: ${text}`);
const inMenu = async (page: Page, text: string, name: string) => {
  await button(page, words.moreOn(text)).click();
  await page
    .getByRole("group", { name: words.moreOn(text) })
    .getByRole("button", { name, exact: true })
    .click();
};
const isInside = (page: Page, selector: string) =>
  expect.poll(() => page.evaluate((of) => document.activeElement?.closest(of) !== null, selector), SOON).toBe(true);

test("[N51] what waits comes first, open questions by votes; under the pointer and the focus nothing moves, until a button puts it in order", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  const { page } = await stage.person({ viewport: { width: 1280, height: 900 } });
  const hub = await enterTalking(page, stage.server.origin, made, { ...OPEN, approve: true });
  const texts = ["Why?", "How?", "When?"];
  hub.tell({ asks: [...texts.map((text, at) => ask(at + 1, text, { votes: 3 - at })), ask(4, "Who?", { state: "waiting" })] });
  await tab(page, "asks").getByText(words.waitingBadge(1)).waitFor({ state: "attached" });
  expect(await rows(page, words.asks.waiting(1))).toEqual(["Who?"]);
  expect(await rows(page, words.asks.open(3))).toEqual(texts);
  await act(page, "next", "When?").focus();
  hub.tell({ upvotes: { 3: 30 }, asks: [ask(5, "Where?", { votes: 9 })] });
  await section(page, words.asks.open(4)).waitFor();
  expect(await rows(page, words.asks.open(4))).toEqual([...texts, "Where?"]);
  await button(page, words.asks.sort).click();
  await expect.poll(() => rows(page, words.asks.open(4)), SOON).toEqual(["When?", "Where?", "Why?", "How?"]);
  await tab(page, "asks").focus();
  await page.mouse.move(5, 5);
  hub.tell({ upvotes: { 1: 99 } });
  await expect.poll(() => rows(page, words.asks.open(4)), SOON).toEqual(["Why?", "When?", "Where?", "How?"]);
  await section(page, words.asks.open(4)).locator(".roomtext").last().hover();
  hub.tell({ upvotes: { 2: 200 } });
  await button(page, words.asks.sort).waitFor();
  expect((await rows(page, words.asks.open(4)))[0]).toBe("Why?");
  hub.refuse = { code: "not-allowed", message: details["no-such-ask"] };
  await act(page, "answered", "How?").click();
  await toastSays(page, details["no-such-ask"]);
  // The same list of the chat: what comes while somebody is about to press something is counted, and one click away.
  await tab(page, "chat").click();
  hub.tell({ messages: Array.from({ length: 30 }, (_, at) => message(at + 1, `Message ${at + 1}`)) });
  await page.locator(".roomlog").getByText("Message 30", { exact: true }).hover();
  hub.tell({ messages: [message(31, "Message 31")] });
  await button(page, words.chat.newest(1)).click();
  await expect
    .poll(() => page.locator(".roomlog").evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight), SOON)
    .toBeLessThan(2);
});

test("[N51][N52] at 320 px, light and dark, nothing scrolls sideways and axe finds nothing, whatever was said", async () => {
  const made = await makePoll(stage.server.origin, LUNCH);
  for (const colorScheme of ["light", "dark"] as const) {
    const { page } = await stage.person({ viewport: { width: 320, height: 700 }, colorScheme });
    const hub = await enterTalking(page, stage.server.origin, made, { ...OPEN, approve: true });
    const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    const at = new Date().toISOString();
    const sent = { id: 1, text: long, at, expiresAt: new Date(Date.now() + 60_000).toISOString(), delivered: 1_200, seen: 900 };
    hub.tell({
      asks: [
        ask(1, long, { votes: 1_234, pinned: true, name: long.slice(0, 20), reply: long }),
        ask(2, "Who?", { state: "waiting" }),
        ask(3, "What?", { state: "answered" }),
        ask(4, "How?", { hidden: true }),
      ],
      messages: [
        message(1, long, { pinned: true }),
        message(2, "rude", { hidden: true }),
        message(3, "Hello", { host: true, name: "" }),
      ],
      sent: [{ ...sent, to: "all" }],
    });
    const person = { person: "Anna-001", name: long.slice(0, 20), since: at, present: true, muted: true };
    await page.route("**/people?*", (route) =>
      route.fulfill({ json: { people: [person], total: 60, present: 1, page: 0, pages: 2 } }),
    );
    for (const name of ["asks", "chat", "people", "notices"] as const) {
      await tab(page, name).click();
      if (name === "people") await page.locator(".roomrow-person").waitFor();
      if (name === "asks" || name === "chat") await button(page, words.moreOn(long)).click();
      expect(await violationsOn(page), name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(320);
    }
  }
});

test("[N52] by keyboard alone: a question is let through, put on the big screen, called, answered and brought back, and the focus stays among them", async () => {
  const made = await makePoll(stage.server.origin, { ...LUNCH, talk: { ...OPEN, approve: true } });
  const { page } = await hostOf(stage, made);
  const [ann, ben] = await Promise.all([talkerAt(stage.server, made, "Ann"), talkerAt(stage.server, made, "Ben")]);
  expect(await ann.ask("Why?")).toMatchObject({ type: "ack", ask: 1 });
  await ann.ask("How?");
  await section(page, words.asks.waiting(2)).waitFor();
  expect(ben.asks()).toEqual([]);
  const press = async (what: keyof typeof words.name, text: string) => {
    await act(page, what, text).focus();
    await page.keyboard.press("Enter");
    await toastSays(page, words.done[what as keyof typeof words.done]);
    await isInside(page, "#room");
  };
  await tab(page, "asks").focus();
  await page.keyboard.press("ArrowRight");
  await hasFocus(tab(page, "chat"));
  expect((await truthOf(stage, made)).poll.questions[0]?.phase).toBe("open");
  await page.keyboard.press("ArrowLeft");
  await press("approve", "Why?");
  await section(page, words.asks.waiting(1)).waitFor();
  // Its row is gone: the focus is in the one that came into its place.
  await hasFocus(act(page, "approve", "How?"));
  await page.keyboard.press("Enter");
  await expect.poll(() => ben.asks(), SOON).toEqual(["Why?", "How?"]);
  await isInside(page, "#room");
  await press("pin", "How?");
  await expect.poll(() => ben.marked("pinned"), SOON).toBe("How?");
  await press("next", "Why?");
  await expect.poll(() => ben.marked("next"), SOON).toBe("Why?");
  await press("answered", "How?");
  await expect.poll(() => ben.marked("pinned"), SOON).toBeUndefined();
  await button(page, ui.undo).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => ben.marked("pinned"), SOON).toBe("How?");
  await button(page, words.moreOn("Why?")).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await hasFocus(page.getByLabel(`${words.asks.reply}: Why?`));
  await page.keyboard.insertText("Because.");
  await page.keyboard.press("Control+Enter");
  await page.locator(".roomreply", { hasText: "Because." }).waitFor();
  await isInside(page, "#room");
});

test("[N52] in the chat: hidden, shown, pinned, muted, each with its way back; removed only after asking, and then it is gone for everybody", async () => {
  const made = await makePoll(stage.server.origin, { ...LUNCH, talk: OPEN });
  const { page } = await hostOf(stage, made);
  const [ann, ben] = await Promise.all([talkerAt(stage.server, made, "Ann"), talkerAt(stage.server, made, "Ben")]);
  await ann.say("Hello");
  await ben.say("Bad words");
  await tab(page, "chat").click();
  await inMenu(page, "Bad words", words.name.hide);
  await toastSays(page, words.done.hide);
  await expect.poll(() => ann.messages(), SOON).toEqual(["Hello"]);
  await button(page, ui.undo).click();
  await expect.poll(() => ann.messages(), SOON).toEqual(["Hello", "Bad words"]);
  await inMenu(page, "Hello", words.pinMessage);
  await page.locator(".roompinned", { hasText: "Hello" }).waitFor();
  await inMenu(page, "Bad words", words.mutePerson("Ben"));
  await toastSays(page, words.muted("Ben"));
  expect(await ben.say("More")).toMatchObject({ type: "refused", detail: "muted" });
  await button(page, ui.undo).click();
  await toastSays(page, words.unmuted("Ben"));
  expect(await ben.say("More")).toMatchObject({ type: "ack" });
  await inMenu(page, "Bad words", words.name.remove);
  await isAsked(page, words.removeAsk.title);
  await page.keyboard.press("Escape");
  expect(ann.messages()).toContain("Bad words");
  await inMenu(page, "Bad words", words.name.remove);
  await sayYes(page, words.removeAsk.yes);
  await expect.poll(() => ann.messages(), SOON).toEqual(["Hello", "More"]);
  await isInside(page, "#room");
  await page.getByLabel(words.chat.write).fill("Welcome, all");
  await page.keyboard.press("Enter");
  await expect.poll(() => ann.messages(), SOON).toEqual(["Hello", "More", "Welcome, all"]);
  await button(page, words.part.chat.close).click();
  await page.getByText(words.part.chat.closed).waitFor();
  expect(await ann.say("Too late")).toMatchObject({ type: "refused", detail: "chat-closed" });
  await button(page, words.part.chat.reopen).click();
  await page.getByText(words.part.chat.open).waitFor();
  // Another host was faster.
  await strangerCommands(stage, made, { command: "message", message: 3, change: "remove" });
  await expect.poll(() => ann.messages(), SOON).toEqual(["Hello", "Welcome, all"]);
  await page.locator(".roomlog", { hasNotText: "More" }).waitFor();
});

test("[N54] a notice for one person is delivered and seen, which the host sees; one for all is withdrawn again", async () => {
  const made = await makePoll(stage.server.origin, { ...LUNCH, talk: OPEN });
  const { page } = await hostOf(stage, made);
  const [ann, ben] = await Promise.all([talkerAt(stage.server, made, "Ann"), talkerAt(stage.server, made, "Ben")]);
  await ann.say("Hello");
  await tab(page, "chat").click();
  await inMenu(page, "Hello", words.writeToPerson("Ann"));
  const text = page.getByRole("textbox", { name: words.notices.text });
  await hasFocus(text);
  await button(page, words.notices.send).click();
  await page.getByText(words.notices.lacksText).waitFor();
  await text.fill("Please come to the front.");
  await button(page, words.notices.send).click();
  await toastSays(page, words.notices.isSent);
  await expect.poll(() => ann.notices.map((notice) => notice.text), SOON).toEqual(["Please come to the front."]);
  const row = page.locator(".roomrow", { hasText: "Please come to the front." });
  await row.getByText(words.notices.counts(1, 0)).waitFor();
  await row.getByText(words.notices.toPerson("Ann")).waitFor();
  await ann.saw(ann.notices[0]?.id ?? 0);
  await row.getByText(words.notices.counts(1, 1)).waitFor();
  expect(ben.notices).toEqual([]);
  await text.fill("The break is over.");
  await button(page, words.notices.send).click();
  const all = page.locator(".roomrow", { hasText: "The break is over." });
  await all.getByText(words.notices.toName.all).waitFor();
  await expect.poll(() => ben.notices.length, SOON).toBe(1);
  await button(page, words.notices.withdrawIt("The break is over.")).click();
  await toastSays(page, words.notices.withdrawn);
  await all.waitFor({ state: "detached" });
  await isInside(page, "#room");
});
