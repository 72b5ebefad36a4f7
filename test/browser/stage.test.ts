/** Every kind of question on the big screen, in real Chromium: what fits, what a screen reader meets, what the keys do, what moves. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { QuestionBody } from "../../src/protocol/client.ts";
import type { Made } from "../../src/protocol/server.ts";
import { figures, stage as words } from "../../src/words/en.ts";
import { hostOf, strangerVotes, truthOf } from "../support/hosting.ts";
import { SOON } from "../support/making.ts";
import { CASES, type Case } from "../support/scenes.ts";
import { flawsOf, SIZES } from "../support/screens.ts";
import { makePoll } from "../support/server.ts";
import { isStill, PROJECTOR, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
async function screenOf({ id }: Made, options = {}): Promise<Page> {
  const { page } = await stage.person({ viewport: PROJECTOR, ...options });
  await page.goto(`${stage.server.origin}/p/${id}/present`);
  await page.locator(".stage").waitFor();
  return page;
}

test.each(Object.entries(CASES))(
  "[D9] %s fits every screen, and has no violation that axe can see",
  async (_, { asked, votes, shown }) => {
    const made = await makePoll(stage.server.origin, { title: "Friday", questions: [asked] });
    const screen = await screenOf(made);
    await screen.locator("h1").waitFor();
    expect(await flawsOf(screen), "without a vote").toEqual([]);
    for (const choice of votes) await strangerVotes(stage, made, choice);
    await screen.locator(shown).first().waitFor();
    for (const [width, height] of SIZES) {
      await screen.setViewportSize({ width, height });
      await isStill(screen);
      await expect.poll(() => flawsOf(screen), { ...SOON, message: `${width}x${height}` }).toEqual([]);
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await screen.emulateMedia({ colorScheme });
      expect(await violationsOn(screen), colorScheme).toEqual([]);
    }
  },
);

test("[D9] a short question has 1/14 of the height", async () => {
  const screen = await screenOf(await makePoll(stage.server.origin, { questions: [CASES.bars?.asked as QuestionBody] }));
  const size = await screen.locator("h1").evaluate((title) => Number.parseFloat(getComputedStyle(title).fontSize));
  expect(size).toBeGreaterThanOrEqual(PROJECTOR.height / 14);
});

test("[D10] a session that the host paces is run by the space key, in each state without a violation", async () => {
  const asked = [CASES.bars, CASES.rating].map((one) => (one as Case).asked);
  const made = await makePoll(stage.server.origin, { title: "Friday", pace: "host", results: "host", questions: asked });
  const { context } = await hostOf(stage, made);
  const screen = await context.newPage();
  await screen.setViewportSize(PROJECTOR);
  await screen.goto(`${stage.server.origin}/p/${made.id}/present`);
  const state = async () => {
    const { poll } = await truthOf(stage, made);
    const question = poll.questions.find(({ id }) => id === poll.current);
    return question ? `${question.id} ${question.phase} ${question.shown ?? ""}`.trim() : "lobby";
  };
  const press = async (key: string, then: string) => {
    await screen.keyboard.press(key);
    await expect.poll(state, SOON).toBe(then);
    expect(await violationsOn(screen), then).toEqual([]);
  };
  await screen.getByText(words.lobby).waitFor();
  expect(await violationsOn(screen), "lobby").toEqual([]);
  await press("Space", "q1 open");
  await strangerVotes(stage, made, [1]);
  await screen.getByText(words.hidden).waitFor();
  await screen.keyboard.press("a");
  await screen.getByText(words.againLater).waitFor();
  await screen.keyboard.press("t");
  await screen.getByRole("timer").waitFor();
  await screen.keyboard.press("Shift+T");
  await screen.getByRole("timer").waitFor({ state: "detached" });
  await press("Space", "q1 closed");
  await screen.getByText(words.closedHidden).waitFor();
  await press("Space", "q1 closed true");
  await screen.getByText("100%").waitFor();
  await press("a", "q1 open");
  await strangerVotes(stage, made, [0]);
  await press("Space", "q1 closed");
  await press("Space", "q1 closed true");
  await screen.getByText(words.was(0)).waitFor();
  await press("Space", "q2 open");
  await strangerVotes(stage, made, [4], "q2");
  await screen.locator(".hidden-value", { hasText: "1" }).waitFor();
  await press("PageUp", "q1 closed true");
  await press("ArrowRight", "q2 closed");
  await press("Space", "q2 closed true");
  await press("Space", "q2 closed true");
  await screen.getByText(words.atTheEnd).waitFor();
  await screen.keyboard.press("?");
  await screen.getByRole("dialog").getByText(words.keys.hostTitle).waitFor();
  expect(await violationsOn(screen), "keys").toEqual([]);
  await screen.keyboard.press("Escape");
  await screen.getByRole("dialog").waitFor({ state: "detached" });
  await press(".", "q2 closed false");
});

test("[D11] R and the arrows walk through the count of a ranking without a word to the hub", async () => {
  const ranking = { kind: "ranking", text: "Order", options: ["Ann", "Bob", "Cyn"] } as const;
  const made = await makePoll(stage.server.origin, { questions: [ranking] });
  for (const order of [
    [0, 1],
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
  ])
    await strangerVotes(stage, made, order);
  const { page } = await stage.person({ viewport: PROJECTOR });
  const sent: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => sent.push(String(payload))));
  await page.goto(`${stage.server.origin}/p/${made.id}/present`);
  const names = () => page.locator(".line-text").allTextContents();
  await expect.poll(names, SOON).toEqual(["Bob", "Ann", "Cyn"]);
  await page.keyboard.press("r");
  await page.getByText(words.roundOf(1, 2)).waitFor();
  await page.getByText(figures.goes("Cyn")).waitFor();
  expect(await violationsOn(page), "first round").toEqual([]);
  await page.keyboard.press("ArrowRight");
  await page.getByText(figures.wins("Bob", 3, 5)).waitFor();
  expect(await page.locator("[data-gain]").count()).toBe(1);
  expect(await page.locator(".line-out").allTextContents()).toEqual([expect.stringContaining(figures.out)]);
  expect(await flawsOf(page)).toEqual([]);
  await page.keyboard.press("ArrowRight");
  await page.getByText(words.roundOf(2, 2)).waitFor({ state: "detached" });
  expect(sent.filter((frame) => frame.includes('"command"'))).toEqual([]);
});

test.each(["cloud", "wall", "bars", "donut", "ranking"])(
  "[D12] %s: calm when nothing happens, still under reduced motion",
  async (name) => {
    const { asked, votes, shown } = CASES[name] as Case;
    const made = await makePoll(stage.server.origin, { questions: [asked] });
    const screen = await screenOf(made, { reducedMotion: "no-preference" });
    const still = await screenOf(made, { reducedMotion: "reduce" });
    // A transition or an animation that has begun, on the page that must have none.
    await still.evaluate(() => {
      const seen = globalThis as unknown as { moved: string[] };
      seen.moved = [];
      for (const kind of ["transitionrun", "animationstart"])
        addEventListener(kind, ({ target }) => seen.moved.push((target as Element).outerHTML), true);
    });
    for (const choice of votes) await strangerVotes(stage, made, choice);
    await Promise.all([screen, still].map((page) => page.locator(shown).first().waitFor()));
    await screen.waitForTimeout(1_500); // what waits its turn has had it
    await expect.poll(() => screen.evaluate(() => document.getAnimations().length), SOON).toBe(0);
    const changes = await screen.evaluate(async () => {
      let count = 0;
      const watcher = new MutationObserver((all) => {
        count += all.length;
      });
      watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return count;
    });
    expect(changes).toBe(0);
    expect(await still.evaluate(() => (globalThis as unknown as { moved: string[] }).moved)).toEqual([]);
    expect(await still.evaluate(() => document.getAnimations().length)).toBe(0);
  },
);

test("[D12] words of a cloud keep their places while others come", async () => {
  const made = await makePoll(stage.server.origin, { questions: [{ kind: "text", text: "One word?", look: "cloud" }] });
  for (const word of ["sunny", "sunny", "sunny", "rain", "rain", "fog"]) await strangerVotes(stage, made, [word]);
  const screen = await screenOf(made);
  const places = () =>
    screen.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>(".cloud-word")].map((word) => {
          const { e = 0, f = 0 } = new DOMMatrix(getComputedStyle(word).transform);
          return [word.firstElementChild?.textContent ?? "", [e, f] as const];
        }),
      ),
    );
  const count = async () => Object.keys(await places()).length;
  await expect.poll(count, SOON).toBe(3);
  await screen.waitForTimeout(500);
  const before = await places();
  for (const word of ["storm", "hail", "snow"]) await strangerVotes(stage, made, [word]);
  await expect.poll(count, SOON).toBe(6);
  await screen.waitForTimeout(500);
  const after = await places();
  // A word may make a little room; it never goes elsewhere.
  for (const [word, [x, y]] of Object.entries(before)) {
    const [newX, newY] = after[word] ?? [Number.NaN, Number.NaN];
    expect(Math.hypot(newX - x, newY - y), word).toBeLessThan(PROJECTOR.height / 12);
  }
});
