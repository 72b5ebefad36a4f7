/** What comes in later, and how options are set on the big screen: nothing stands over anything else, or outside. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Made } from "../../src/protocol/server.ts";
import { host, run } from "../../src/words/en.ts";
import { hostOf, strangerVotes } from "../support/hosting.ts";
import { button, SOON } from "../support/making.ts";
import { flawsOf, SIZES } from "../support/screens.ts";
import { makePoll } from "../support/server.ts";
import { PROJECTOR, useStage } from "../support/stage.ts";

const stage = useStage();

async function screenOf({ id }: Made): Promise<Page> {
  const { page } = await stage.person({ viewport: PROJECTOR });
  await page.goto(`${stage.server.origin}/p/${id}/present`);
  await page.locator(".stage").waitFor();
  return page;
}

test("[D9] figures that come in later leave everything on the screen", async () => {
  const options = Array.from({ length: 4 }, (_, at) => `${at + 1} of the answers that just have one whole line there`);
  const made = await makePoll(stage.server.origin, { title: "Friday", questions: [{ text: "Which of these?", options, max: 4 }] });
  const { page: desk } = await hostOf(stage, made);
  await strangerVotes(stage, made, [0, 1, 2, 3]);
  await button(desk, host.closeVoting).click();
  await button(desk, run.again).click();
  const screen = await screenOf(made);
  await screen.locator(".row").first().waitFor();
  await strangerVotes(stage, made, [0, 1, 2, 3]);
  await screen.locator(".row-was").first().waitFor();
  expect(await flawsOf(screen)).toEqual([]);
});

test.each(["irv", "borda", "schulze"] as const)(
  "[D9] %s, asked again: places and figures of a ranking stand beside its bars",
  async (method) => {
    const question = { kind: "ranking", text: "Order", options: ["Docs", "Tests", "Speed"], emoji: ["📄", "🔬", null], method };
    const made = await makePoll(stage.server.origin, { title: "Friday", questions: [question] });
    const { page: desk } = await hostOf(stage, made);
    await strangerVotes(stage, made, [0, 1, 2]);
    await button(desk, host.closeVoting).click();
    await button(desk, run.again).click();
    await strangerVotes(stage, made, [2, 1, 0]);
    const screen = await screenOf(made);
    await screen.locator(".row-was").first().waitFor();
    for (const [width, height] of SIZES) {
      await screen.setViewportSize({ width, height });
      const overlaps = () =>
        screen.locator(".line").evaluateAll(
          (lines) =>
            lines.filter((line) => {
              const figures = [...line.querySelectorAll(".row-figures > *")].map((figure) => figure.getBoundingClientRect().left);
              return Math.min(...figures) < (line.querySelector(".line-track")?.getBoundingClientRect().right ?? 0);
            }).length,
        );
      await expect.poll(overlaps, { ...SOON, message: `${width}x${height}` }).toBe(0);
    }
  },
);

test("[D9] up to six options stand under each other where that fits, and more beside each other", async () => {
  const { page: screen } = await stage.person({ viewport: { width: 1280, height: 720 } });
  const columnsOf = async (options: string[], other: boolean) => {
    const { id } = await makePoll(stage.server.origin, { questions: [{ text: "Where to?", options, other }] });
    await screen.goto(`${stage.server.origin}/p/${id}/present`);
    await screen.locator(".row").first().waitFor();
    const places = await screen.locator(".row").evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().left));
    return new Set(places).size;
  };
  expect(await columnsOf(["Pizza", "Sushi", "Salad", "Burgers", "Ramen"], true)).toBe(1);
  expect(await columnsOf(["Pizza", "Sushi", "Salad", "Burgers", "Ramen", "Tacos"], true)).toBe(2);
});
