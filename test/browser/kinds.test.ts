/** Writing questions of every kind in real Chromium: by keys alone, at each width and light without a violation, with faces, files and templates. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { file, form, make, ui } from "../../src/words/en.ts";
import { templates } from "../../src/words/templates.ts";
import {
  becameHost,
  button,
  hasFocus,
  openMake,
  pollMade,
  question,
  questions,
  SOON,
  saysOptions,
  sentBy,
  settingsLine,
  write,
} from "../support/making.ts";
import { PHONE, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
const KINDS = ["choice", "rating", "ranking", "text", "number"] as const;
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const kind = (page: Page, name: (typeof KINDS)[number]) => page.getByRole("radio", { name: form.kindName[name] });

for (const colorScheme of ["light", "dark"] as const) {
  test(`[M9][D8] every kind, ${colorScheme}: no violation, nothing wider than the screen`, async () => {
    const { page } = await stage.person({ colorScheme });
    await page.goto(stage.server.origin);
    await write(page, "What now?", ["Pizza", "Sushi"]);
    for (const name of KINDS) {
      await kind(page, name).check();
      await page.locator(".more > summary").first().click();
      if (name === "choice") await field(page, form.marksName.several).check();
      for (const viewport of [PHONE, { width: 1280, height: 800 }]) {
        await page.setViewportSize(viewport);
        expect(await violationsOn(page), `${name} at ${viewport.width}`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, `${name} at ${viewport.width}`).toBeLessThanOrEqual(0);
      }
      await page.locator(".more > summary").first().click();
    }
    await kind(page, "choice").check();
    await button(page, form.face("A")).click();
    expect(await violationsOn(page), "faces").toEqual([]);
    await page.keyboard.press("Escape");
    await button(page, file.open).click();
    expect(await violationsOn(page), "file").toEqual([]);
    await page.keyboard.press("Escape");
    await settingsLine(page).click();
    expect(await violationsOn(page), "settings").toEqual([]);
  }, 90_000);
}

test("[M9] trying another kind loses nothing; the phone beside the form shows each", async () => {
  const { page } = await openMake(stage);
  await write(page, "What now?", ["Pizza", "Sushi"]);
  await kind(page, "rating").check();
  await field(page, form.endLabel(5)).fill("superb");
  await page.locator(".preview").getByText("superb").waitFor();
  await kind(page, "number").check();
  await field(page, form.numberField.unit).fill("beans");
  await page.locator(".preview").getByText("beans").waitFor();
  await kind(page, "ranking").check();
  await saysOptions(page, ["Pizza", "Sushi"]);
  await page.locator(".preview").getByText("Pizza").waitFor();
  await kind(page, "text").check();
  await page.locator(".preview").getByText(make.previewAnswer).waitFor();
  await kind(page, "rating").check();
  expect(await field(page, form.endLabel(5)).inputValue()).toBe("superb");
  await kind(page, "choice").check();
  await saysOptions(page, ["Pizza", "Sushi"]);
});

test("[M9] one question of each kind by keyboard alone, and the server has what was written", async () => {
  const { page } = await openMake(stage);
  const { keyboard } = page;
  const tabTo = async (target: ReturnType<Page["locator"]>) => {
    for (let presses = 0; presses < 60; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press("Tab");
    }
    throw new Error(`no Tab leads to ${target}`);
  };
  /** From the picked radio of a group to another one. */
  const arrows = async (presses: number) => {
    for (let at = 0; at < presses; at++) await keyboard.press("ArrowRight");
  };
  await hasFocus(question(page));
  await keyboard.type("Pick");
  await keyboard.press("Enter");
  await keyboard.type("a");
  await keyboard.press("Enter");
  await keyboard.type("b");
  for (const [number, presses] of [1, 2, 3, 4].entries()) {
    await tabTo(button(page, make.addQuestion));
    await keyboard.press("Enter");
    await hasFocus(question(page, number + 2));
    await keyboard.type(KINDS[presses] ?? "");
    await keyboard.press("Tab");
    await arrows(presses);
    const card = page.getByRole("region", { name: make.questionNumber(number + 2) });
    const type = async (label: string, text: string) => {
      await tabTo(card.getByLabel(label, { exact: true }));
      await keyboard.press("ControlOrMeta+a");
      await keyboard.type(text);
    };
    if (presses === 1) await type(form.endLabel(1), "poor");
    if (presses === 2)
      for (const [letter, text] of [
        ["A", "first"],
        ["B", "second"],
      ] as const)
        await type(form.option(letter), text);
    if (presses === 4) {
      await type(form.numberField.to, "10");
      await type(form.numberField.unit, "kg");
    }
  }
  await tabTo(button(page, make.makePoll));
  await keyboard.press("Enter");
  await becameHost(page);
  expect((await pollMade(stage, page)).questions).toMatchObject([
    { kind: "choice", options: ["a", "b"] },
    { kind: "rating", text: "rating", steps: 5, labels: ["poor", ""] },
    { kind: "ranking", text: "ranking", options: ["first", "second"], method: "irv" },
    { kind: "text", text: "text", look: "wall" },
    { kind: "number", text: "number", from: 0, to: 10, unit: "kg" },
  ]);
}, 60_000);

test("[M5][M9] what a number lacks is said at its field, and the focus goes there", async () => {
  const { page } = await openMake(stage);
  await question(page).fill("How many?");
  await kind(page, "number").check();
  const to = field(page, form.numberField.to);
  await to.fill("-5");
  await button(page, make.makePoll).click();
  await hasFocus(to);
  await page.getByRole("alert").getByText(form.rangeEmpty).waitFor();
  expect(await to.getAttribute("aria-invalid")).toBe("true");
  await to.fill("50");
  await field(page, form.numberField.unit).fill("x".repeat(21));
  await button(page, make.makePoll).click();
  await hasFocus(field(page, form.numberField.unit));
});

test("[M12] a template takes the place of what was typed, and Undo brings that back", async () => {
  const { page } = await openMake(stage);
  await write(page, "Mine?", ["a", "b"]);
  await button(page, templates.retro.name).click();
  await expect
    .poll(() => questions(page), SOON)
    .toEqual([templates.retro.mood.text, templates.retro.well, templates.retro.better, templates.retro.first.text]);
  await button(page, ui.undo).click();
  await expect.poll(() => questions(page), SOON).toEqual(["Mine?"]);
  await saysOptions(page, ["a", "b"]);
});

test("[M13] a poll from pasted text, from a chosen file and from a dropped one; what is wrong says its line", async () => {
  const { page } = await openMake(stage);
  await button(page, file.open).click();
  await page.getByLabel(file.label).fill("Where?\n- a\nWhen?");
  await button(page, file.take).click();
  await page.getByRole("alert").getByText(file.problemAt(3, file.textBehind)).waitFor();
  await page.getByLabel(file.label).fill(file.example);
  await button(page, file.take).click();
  await expect.poll(() => questions(page).then(({ length }) => length), SOON).toBe(5);
  await button(page, file.open).click();
  const json = JSON.stringify({ title: "From JSON", questions: [{ text: "Which?", options: ["x", "y"] }] });
  await page
    .locator(".import input[type=file]")
    .setInputFiles({ name: "poll.json", mimeType: "application/json", buffer: Buffer.from(json) });
  await expect.poll(() => questions(page), SOON).toEqual(["Which?"]);
  expect(await page.getByLabel(form.title).inputValue()).toBe("From JSON");
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["Dropped?\n- yes\n- no\n"], "poll.txt", { type: "text/plain" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => questions(page), SOON).toEqual(["Dropped?"]);
  await button(page, ui.undo).click();
  await expect.poll(() => questions(page), SOON).toEqual(["Which?"]);
});

test("[M11] a deadline in the time of the place is said in words, sent as a moment, and refused when it has passed", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi"]);
  await settingsLine(page).click();
  const ends = field(page, form.endsAt);
  await ends.fill("2001-01-01T10:00");
  await settingsLine(page).click(); // folded away again, it is opened for what is wrong in it
  await button(page, make.makePoll).click();
  await hasFocus(ends);
  await page.getByText(form.endsPast).waitFor();
  await ends.fill("2099-11-27T14:00");
  const iso = await page.evaluate(() => new Date("2099-11-27T14:00").toISOString());
  await page.getByText("Friday 27 November", { exact: false }).first().waitFor();
  await page.getByLabel(form.showFrom).selectOption({ label: form.showFromName(5) });
  const sent = await sentBy(page, () => button(page, make.makePoll).click());
  expect(sent).toMatchObject({ endsAt: iso, showFrom: 5 });
  await becameHost(page);
});
