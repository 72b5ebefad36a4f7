/** [M7] The order of options and questions, changed by mouse, by finger, by buttons and by keys. */
import { expect, test } from "vitest";
import { form, make } from "../../src/words/en.ts";
import {
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
  write,
} from "../support/making.ts";
import { PHONE, useStage } from "../support/stage.ts";

const stage = useStage();
test("[M7] options move by Alt and arrows and by buttons, and the focus moves along", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi", "Salad"]);
  await page.keyboard.press("Alt+ArrowUp");
  await saysOptions(page, ["Pizza", "Salad", "Sushi"]);
  await hasFocus(option(page, "B"));
  await page.getByText(form.movedTo("Salad", 2, 3)).waitFor({ state: "attached" });
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown"); // it is the last already
  await saysOptions(page, ["Pizza", "Sushi", "Salad"]);
  await button(page, form.moveDown("A")).click();
  await saysOptions(page, ["Sushi", "Pizza", "Salad"]);
  await hasFocus(button(page, form.moveDown("B")));
  await page.keyboard.press("Enter");
  await saysOptions(page, ["Sushi", "Salad", "Pizza"]);
  await hasFocus(button(page, form.moveUp("C"))); // down is dead at the end
});

test("[M7] options move by dragging their grip; Escape puts them back", async () => {
  const { page } = await openMake(stage);
  await write(page, "Where to?", ["Pizza", "Sushi", "Salad"]);
  const grip = async (at: number) => {
    const { x, y, width, height } = (await page.locator(".grip").nth(at).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    return [x + width / 2, y + height / 2] as const;
  };
  const drag = async (from: number, to: number) => {
    const end = await grip(to);
    await page.mouse.move(...(await grip(from)));
    await page.mouse.down();
    await page.mouse.move(end[0], end[1] + Math.sign(to - from) * 12, { steps: 6 });
  };
  await drag(2, 0);
  await page.mouse.up();
  await saysOptions(page, ["Salad", "Pizza", "Sushi"]);
  await drag(0, 1);
  await page.mouse.up();
  await saysOptions(page, ["Pizza", "Salad", "Sushi"]);
  await drag(0, 2);
  await page.locator(".is-dragged").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".is-dragged").waitFor({ state: "detached" });
  await page.mouse.up();
  expect(await options(page)).toEqual(["Pizza", "Salad", "Sushi"]);
});

test("[M7] on a phone options move by a finger on the grip, and by buttons that Reorder brings", async () => {
  const { page, context } = await openMake(stage, { viewport: PHONE, hasTouch: true });
  await write(page, "Where to?", ["Pizza", "Sushi", "Salad"]);
  await button(page, form.moveDown("A")).waitFor({ state: "hidden" });
  await button(page, form.order).click();
  await button(page, form.moveDown("A")).click();
  await saysOptions(page, ["Sushi", "Pizza", "Salad"]);
  await button(page, form.orderDone).click();
  const finger = await context.newCDPSession(page);
  await page.locator(".grip").nth(2).scrollIntoViewIfNeeded();
  const boxes = await Promise.all([0, 2].map((at) => page.locator(".grip").nth(at).boundingBox()));
  const [top = 0, bottom = 0] = boxes.map((box) => (box?.y ?? 0) + 20);
  const x = (boxes[0]?.x ?? 0) + 20;
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    finger.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x, y }] });
  await touch("touchStart", bottom);
  for (let step = 1; step <= 6; step++) await touch("touchMove", bottom + ((top - 12 - bottom) * step) / 6);
  await touch("touchEnd");
  await saysOptions(page, ["Salad", "Sushi", "Pizza"]);
});

test("[M7] several questions move by Alt and arrows and by buttons, and are sent in their order", async () => {
  const { page } = await openMake(stage);
  await write(page, "One?", ["a", "b"]);
  for (const [number, text] of [
    [2, "Two?"],
    [3, "Three?"],
  ] as const) {
    await button(page, make.addQuestion).click();
    await hasFocus(question(page, number));
    await page.keyboard.type(text);
    for (const one of ["c", "d"]) {
      await page.keyboard.press("Enter");
      await page.keyboard.type(one);
    }
  }
  await question(page, 3).press("Alt+ArrowUp");
  await expect.poll(() => questions(page), SOON).toEqual(["One?", "Three?", "Two?"]);
  await hasFocus(question(page, 2));
  await button(page, make.moveQuestionDown(1)).click();
  await expect.poll(() => questions(page), SOON).toEqual(["Three?", "One?", "Two?"]);
  await hasFocus(button(page, make.moveQuestionDown(2)));
  await button(page, make.moveQuestionUp(2)).press("Enter");
  await expect.poll(() => questions(page), SOON).toEqual(["One?", "Three?", "Two?"]);
  expect(await button(page, make.moveQuestionUp(1)).isDisabled()).toBe(true);
  const sent = await sentBy(page, () => button(page, make.makePoll).click());
  expect(sent.questions).toMatchObject([
    { text: "One?", options: ["a", "b"] },
    { text: "Three?" },
    { text: "Two?", options: ["c", "d"] },
  ]);
});
