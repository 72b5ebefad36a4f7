/** Making a poll in real Chromium: the form, drafts, refusals, settings, a whole poll by keys alone. */
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { form, host, make, ui } from "../../src/words/en.ts";
import {
  becameHost,
  button,
  hasFocus,
  openMake,
  option,
  options,
  question,
  questions,
  SOON,
  saysOptions,
  sentBy,
  settingsLine,
  write,
} from "../support/making.ts";
import { useStage } from "../support/stage.ts";

/** A choice with nothing special about it. */
const PLAIN = { other: false, look: "bars", emoji: null, seconds: null };

const stage = useStage();
test("[M1] Enter goes to the blank option behind or makes one; Backspace removes a blank one; two always stay", async () => {
  const { page } = await openMake(stage);
  await hasFocus(question(page));
  await page.keyboard.type("Where to?");
  await page.keyboard.press("Enter");
  await hasFocus(option(page, "A"));
  await page.keyboard.type("Pizza");
  await page.keyboard.press("Enter");
  await hasFocus(option(page, "B"));
  await saysOptions(page, ["Pizza", ""]);
  await page.keyboard.press("Backspace");
  await page.keyboard.type("Sushi");
  await saysOptions(page, ["Pizza", "Sushi"]);
  await page.keyboard.press("Enter");
  await hasFocus(option(page, "C"));
  await option(page, "A").press("Enter");
  await hasFocus(option(page, "B"));
  await saysOptions(page, ["Pizza", "", "Sushi", ""]);
  await page.keyboard.press("Backspace");
  await hasFocus(option(page, "A"));
  await saysOptions(page, ["Pizza", "Sushi", ""]);
  await page.keyboard.press("Backspace");
  await saysOptions(page, ["Pizz", "Sushi", ""]);
  await page.keyboard.press("ArrowDown");
  await hasFocus(option(page, "B"));
});

test("[M2] a pasted list of two lines or more becomes options; one line stays text", async () => {
  const { page, context } = await openMake(stage);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stage.server.origin });
  const paste = async (text: string, field: Locator) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await field.press("ControlOrMeta+v");
  };
  await paste("1. Pizza\n2) Sushi\n\n- Salad", option(page, "A"));
  await saysOptions(page, ["Pizza", "Sushi", "Salad"]);
  await hasFocus(option(page, "C"));
  await page.getByText(form.pasted(3)).waitFor({ state: "attached" });
  await paste(" bowl", option(page, "C"));
  await saysOptions(page, ["Pizza", "Sushi", "Salad bowl"]);
  await paste("• Soup\n• 3.5 beans", option(page, "A"));
  await saysOptions(page, ["Pizza", "Soup", "3.5 beans", "Sushi", "Salad bowl"]);
});

test("[M3] blank options and wholly blank further questions are not sent, and the poll is what was written", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi"]);
  await option(page, "A").press("Enter");
  await button(page, make.addQuestion).click();
  await hasFocus(question(page, 2));
  const sent = await sentBy(page, () => page.keyboard.press("ControlOrMeta+Enter"));
  expect(sent.questions).toEqual([{ kind: "choice", text: "Where to?", options: ["Pizza", "Sushi"], min: 1, max: 1, ...PLAIN }]);
  await becameHost(page);
  await page.getByRole("heading", { name: "Where to?" }).waitFor();
});

test("[M4] a draft survives a reload and failed requests; a poll that was made clears it", async () => {
  const { page } = await openMake(stage);
  await page.getByLabel(form.title).fill("Friday");
  await write(page, "Where to?", ["Pizza", "Sushi"]);
  await settingsLine(page).click();
  await page.getByLabel(form.resultsName.host).check();
  await page.reload();
  await page.getByText(make.restored).waitFor();
  const saysAll = async () => {
    expect(await page.getByLabel(form.title).inputValue()).toBe("Friday");
    expect([await questions(page), await options(page)]).toEqual([["Where to?"], ["Pizza", "Sushi"]]);
  };
  await saysAll();
  // No network, then a proxy's own page of an error.
  for (const fails of ["abort", "page"]) {
    await page.route("**/api/polls", (route) =>
      fails === "abort" ? route.abort() : route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
    );
    await button(page, make.makePoll).click();
    await page.getByText(make.noAnswer).waitFor();
    await page.unroute("**/api/polls");
    await saysAll();
    await page.reload();
    await page.getByText(make.restored).waitFor();
    await saysAll();
  }
  const sent = await sentBy(page, () => button(page, make.makePoll).click());
  expect(sent).toMatchObject({ title: "Friday", results: "host" });
  await becameHost(page);
  await page.goto(stage.server.origin);
  await question(page).waitFor();
  expect([await questions(page), await options(page), await page.getByLabel(form.title).inputValue()]).toEqual([
    [""],
    ["", ""],
    "",
  ]);
  expect(await page.getByText(make.restored).count()).toBe(0);
});

test("[M4][M6] a draft is thrown away only by Start fresh, which can be undone", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi"]);
  await page.reload();
  await button(page, make.startFresh).click();
  await saysOptions(page, ["", ""]);
  await button(page, ui.undo).click();
  await saysOptions(page, ["Pizza", "Sushi"]);
  expect(await questions(page)).toEqual(["Where to?"]);
});

test("[M5] a refusal is said at its field, and the focus goes there", async () => {
  const { page } = await openMake(stage);
  const refusedAt = async (field: Locator, sentence: string) => {
    await button(page, make.makePoll).click();
    await hasFocus(field);
    await expect.poll(() => page.getByRole("alert").allInnerTexts(), SOON).toContain(sentence);
  };
  const isMarked = async (field: Locator) => {
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    return page.locator(`[id="${await field.getAttribute("aria-describedby")}"]`).textContent();
  };
  await refusedAt(question(page), form.lacksText);
  expect(await isMarked(question(page))).toBe(form.lacksText);
  await question(page).fill("Where to?");
  expect(await question(page).getAttribute("aria-invalid")).toBe("false");
  await option(page, "A").fill("Pizza");
  await refusedAt(option(page, "B"), form.lacksOptions);
  await option(page, "B").fill("Sushi");
  await button(page, make.addQuestion).click();
  await button(page, make.addQuestion).click();
  await question(page, 3).fill("When?");
  for (const text of ["Now", "Later"]) {
    await page.keyboard.press("Enter");
    await page.keyboard.insertText(text);
  }
  await option(page, "A", 3).press("Enter"); // a blank one between
  for (const field of [option(page, "C", 3), question(page, 3), page.getByLabel(form.title)]) {
    await field.fill("x".repeat(301));
    const answered = page.waitForResponse((response) => response.url().endsWith("/api/polls"));
    await button(page, make.makePoll).click();
    const { error } = (await (await answered).json()) as { error: { message: string } };
    await hasFocus(field);
    expect(await isMarked(field)).toBe(error.message);
    expect(await page.locator("[aria-invalid=true]").count()).toBe(1);
    await field.fill("Later on");
  }
  await button(page, make.makePoll).click();
  await becameHost(page);
});

test("[M6] options and questions that are removed come back by Undo, and keep what was typed since", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi", "Salad"]);
  await button(page, form.removeOption("B")).click();
  await saysOptions(page, ["Pizza", "Salad"]);
  await page.locator(".toast", { hasText: form.removed("Sushi") }).waitFor();
  await option(page, "B").fill("Salad bowl");
  await button(page, ui.undo).click();
  await saysOptions(page, ["Pizza", "Sushi", "Salad bowl"]);
  await option(page, "C").press("Enter");
  await button(page, form.removeOption("D")).click(); // blank: nobody misses it
  await saysOptions(page, ["Pizza", "Sushi", "Salad bowl"]);
  expect(await button(page, ui.undo).count()).toBe(0);
  await button(page, make.addQuestion).click();
  await question(page, 2).fill("When?");
  await button(page, make.removeQuestion(1)).click();
  await expect.poll(() => questions(page), SOON).toEqual(["When?"]);
  await hasFocus(question(page));
  await question(page).fill("When then?");
  await button(page, ui.undo).click();
  await expect.poll(() => questions(page), SOON).toEqual(["Where to?", "When then?"]);
  await saysOptions(page, ["Pizza", "Sushi", "Salad bowl"]);
});

test("the settings line says what is set, and what it says is what is sent", async () => {
  const { page } = await openMake(stage);
  const settings = { results: "always", revote: true, oneTap: false, sharedDevice: false, keepDays: 30 };
  const saysLine = (line: string) => settingsLine(page).getByText(line, { exact: true }).waitFor();
  await saysLine("One answer, may change it, results at once, gone after 30 days");
  await write(page, "Where to?", ["Pizza", "Sushi", "Salad"]);
  await settingsLine(page).click();
  await page.getByLabel(form.resultsName["after-close"]).check();
  await page.getByRole("switch", { name: form.revote.label }).click();
  await page.getByLabel(form.keepDays, { exact: true }).selectOption({ label: form.days(1) });
  await saysLine("One answer, no changes, results at the end, gone after a day");
  await page.getByRole("switch", { name: form.revote.label }).click();
  await page.getByRole("switch", { name: form.oneTap.label }).click();
  await page.getByRole("switch", { name: form.sharedDevice.label }).click();
  await page.getByLabel(form.paceName.host).check();
  await page.getByLabel(form.marksName.several, { exact: true }).check();
  await page.getByLabel(form.atMost).selectOption({ label: "2" });
  await page.getByLabel(form.atLeast).selectOption({ label: "2" });
  await saysLine(
    "Several answers, may change them, results at the end, one tap votes, one phone for many, I show each question, gone after a day",
  );
  const sent = await sentBy(page, () => button(page, make.makePoll).click());
  const chosen = { ...settings, results: "after-close", oneTap: true, sharedDevice: true, keepDays: 1 };
  expect(sent).toMatchObject({ ...chosen, pace: "host", questions: [{ min: 2, max: 2 }] });
  await becameHost(page);
  const id = new URL(page.url()).pathname.split("/")[2];
  const { poll } = (await (await fetch(`${stage.server.origin}/api/polls/${id}`)).json()) as { poll: object };
  expect(poll).toMatchObject({ ...chosen, pace: "host", questions: [{ min: 2, max: 2, phase: "waiting" }] });
});

test("a whole poll by keyboard alone, with two questions and a setting", async () => {
  const { page } = await openMake(stage);
  const { keyboard } = page;
  const tabTo = async (field: Locator) => {
    for (let presses = 0; presses < 40; presses++) {
      if (await field.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press("Tab");
    }
    throw new Error(`no Tab leads to ${field}`);
  };
  const type = async (...lines: string[]) => {
    for (const [at, line] of lines.entries()) {
      if (at > 0) await keyboard.press("Enter");
      await keyboard.type(line);
    }
  };
  await hasFocus(question(page));
  await type("Where to?", "Pizza", "Sushi");
  await tabTo(button(page, make.addQuestion));
  await keyboard.press("Enter");
  await hasFocus(question(page, 2));
  await type("When?", "Now", "Later", "Never");
  await keyboard.press("Alt+ArrowUp");
  await tabTo(page.getByLabel(form.marksName.one).nth(1));
  await keyboard.press("ArrowRight");
  await tabTo(settingsLine(page));
  await keyboard.press("Enter");
  await tabTo(page.getByRole("switch", { name: form.revote.label }));
  await keyboard.press("Space");
  await tabTo(button(page, make.makePoll));
  const sent = await sentBy(page, () => keyboard.press("Enter"));
  expect(sent).toMatchObject({
    revote: false,
    questions: [
      { text: "Where to?", options: ["Pizza", "Sushi"], max: 1 },
      { text: "When?", options: ["Now", "Never", "Later"], min: 1, max: 3 },
    ],
  });
  await becameHost(page);
  await button(page, host.closeVoting).waitFor();
});
