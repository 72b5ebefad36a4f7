/** A player's phone in each phase, against a hub that says what it is told to say. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { vote, play as words } from "../../src/words/en.ts";
import {
  ANNA,
  BOARD,
  CHOICE,
  enterQuiz,
  LONG,
  NUMBER,
  PLACED,
  running,
  SEVERAL,
  snapshotOf,
  TEXT,
  type Told,
} from "../support/quiz-frames.ts";
import { useStage, violationsOn } from "../support/stage.ts";

const ORIGIN = "http://quiz.test";
const shown = fileURLToPath(new URL("../../public", import.meta.url));
const shell = readFileSync(`${shown}/quiz.html`, "utf8");
/** What a page would have said by then, it does not say. */
const UNHEARD_MS = 300;
const SMALL = { width: 320, height: 568 };

const stage = useStage();

/** A phone whose files come from the build; only the hub is not one. */
async function phone(told: Told, options: BrowserContextOptions = {}) {
  const { context, page } = await stage.person(options);
  await page.route(`${ORIGIN}/build/**`, (route) => route.fulfill({ path: `${shown}${new URL(route.request().url()).pathname}` }));
  await page.route(`${ORIGIN}/api/**`, (route) => route.abort());
  const hub = await enterQuiz(page, ORIGIN, shell, told);
  return { context, page, hub };
}

const tile = (page: Page, name: string) => page.locator(".play-tile", { hasText: name });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const votes = (hub: { said: Record<string, unknown>[] }) => hub.said.filter(({ type }) => type === "vote");
const spoken = (page: Page) => page.locator(".play > [role=status]").innerText();

const revealed = (scored: { points: number; right: boolean; streak: number } | null, mine: number[]): Told => ({
  question: { ...CHOICE, open: false, phase: "closed" },
  mine,
  player: { ...PLACED, answered: mine.length > 0, scored },
  tallies: { q1: { ballots: 12, counts: [1, 4, 6, 1] } },
  quiz: { phase: "revealed", until: Date.now() + 5_000, key: { kind: "choice", right: [2] }, board: BOARD },
});

const withTeams = {
  settings: { ...(snapshotOf({}).poll.quiz as { settings: object }).settings, teams: ["Foxes", "Owls"] },
} as Told["quiz"];

test("[Y2] every phase is whole at 320 px, and axe finds nothing in it, light or dark", async () => {
  const phases: Record<string, Told> = {
    [words.join.title]: { player: null, quiz: withTeams },
    [ANNA.name]: { player: ANNA },
    [words.countdown.ready(ANNA.name)]: { player: ANNA, quiz: { phase: "countdown", until: Date.now() + 60_000 } },
    [CHOICE.text]: running(CHOICE, PLACED, 60),
    [LONG.text]: running(LONG, PLACED, 60),
    [NUMBER.text]: running(NUMBER, PLACED, 60),
    [TEXT.text]: running(TEXT, PLACED, 60),
    [words.verdict.right.title]: revealed({ points: 890, right: true, streak: 3 }, [2]),
    [words.verdict.wrong.title]: revealed({ points: 0, right: false, streak: 0 }, [1]),
    [words.end.title(3)]: { question: CHOICE, player: PLACED, quiz: { phase: "finished", board: BOARD } },
  };
  for (const colorScheme of ["light", "dark"] as const) {
    const { page, hub, context } = await phone({ player: null }, { viewport: SMALL, colorScheme, reducedMotion: "reduce" });
    for (const [title, told] of Object.entries(phases)) {
      hub.tell(told);
      await heading(page, title).waitFor();
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, title).toBe(0);
      expect(await violationsOn(page), title).toEqual([]);
    }
    await context.close();
  }
}, 120_000);

test("[Y1] one tap joins under the offered name; a taken one is mended by one more; a locked lobby is said", async () => {
  const { page, hub } = await phone({ player: null });
  const offered = await page.getByLabel(words.join.name).getAttribute("placeholder");
  await page.getByRole("button", { name: words.join.as(offered ?? "?") }).waitFor();
  hub.answer = ({ type, ref, name }) => {
    if (type !== "join") return;
    if (name === "Anna")
      return { type: "refused", ref, code: "not-allowed", message: "", detail: "name-taken", suggested: "Anna 2" };
    return { type: "joined", ref, player: { ...ANNA, name } };
  };
  await page.getByLabel(words.join.name).fill("Anna");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: words.join.offer("Anna 2") }).click();
  await page.getByRole("button", { name: words.join.as("") }).click();
  await heading(page, "Anna 2").waitFor();
  const other = await phone({ player: null, quiz: { lobby: "locked" } });
  await other.page.getByText(words.join.locked).waitFor();
  expect(await other.page.locator("button[type=submit]").getAttribute("aria-disabled")).toBe("true");
}, 60_000);

test("[Y1] removed is said; readmitted is back in the game", async () => {
  const { page, hub } = await phone({ player: ANNA });
  await heading(page, "Anna").waitFor();
  hub.answer = ({ type, ref }) =>
    type === "join" ? { type: "refused", ref, code: "not-allowed", message: "", detail: "removed" } : undefined;
  hub.tell({ player: null });
  await heading(page, words.removed.title).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  hub.tell(running(CHOICE, PLACED, 30));
  await heading(page, CHOICE.text).waitFor();
}, 60_000);

test("[Y3] [Y6] a key answers once, the question has the focus, and each step is one sentence", async () => {
  const { page, hub } = await phone({ player: ANNA });
  await heading(page, "Anna").waitFor();
  hub.tell({ player: ANNA, quiz: { phase: "countdown", until: Date.now() + 3_000 } });
  await heading(page, words.countdown.ready("Anna")).waitFor();
  expect(await spoken(page)).toBe(words.heard.countdown(3));
  hub.tell(running(CHOICE, PLACED, 30));
  await page.locator("h1:focus", { hasText: CHOICE.text }).waitFor();
  expect(await spoken(page)).toBe(words.heard.question(1, 5, 30));
  await page.keyboard.press("3");
  await page.getByText(words.in, { exact: true }).first().waitFor();
  expect(await spoken(page)).toBe(words.in);
  await page.keyboard.press("1");
  await tile(page, "Earth").click({ force: true });
  await page.waitForTimeout(UNHEARD_MS);
  expect(votes(hub)).toMatchObject([{ question: "q1", choice: [2], round: 1 }]);
  expect(await tile(page, "Saturn").getAttribute("aria-pressed")).toBe("true");
  expect(await page.locator("[aria-pressed=true]").count()).toBe(1);
}, 60_000);

test("[Y3] several marks need the button, and keys mark as taps do", async () => {
  const { page, hub } = await phone(running(SEVERAL, PLACED, 30));
  await tile(page, "7").click();
  await page.keyboard.press("3");
  expect(votes(hub)).toEqual([]);
  await page.getByRole("button", { name: words.send(2) }).click();
  expect(votes(hub)).toMatchObject([{ choice: [0, 2] }]);
}, 60_000);

test("[Y3] an answer given without a line is kept through a reload and arrives", async () => {
  const { page, hub } = await phone(running(CHOICE, PLACED, 60));
  await heading(page, CHOICE.text).waitFor();
  hub.answer = () => undefined;
  await hub.cut();
  await tile(page, "Saturn").click();
  await page.getByText(words.sending).waitFor();
  await page.reload();
  await page.getByText(words.sending).waitFor();
  expect(await tile(page, "Saturn").getAttribute("aria-pressed")).toBe("true");
  const sent = new Set(votes(hub).map(({ n }) => n));
  expect(sent.size).toBe(1);
  hub.answer = ({ type, ref }) => (type === "vote" ? { type: "ack", ref, status: "counted", seq: 999 } : undefined);
  await page.getByText(words.in, { exact: true }).first().waitFor({ timeout: 10_000 });
}, 60_000);

test("[Y4] at the end what is typed is sent, and then nothing; late is said kindly; more time is shown", async () => {
  const { page, hub } = await phone(running(TEXT, PLACED, 3));
  await page.locator(".play-input").fill("Canberra");
  hub.answer = ({ type, ref }) =>
    type === "vote" ? { type: "refused", ref, code: "closed", message: "", detail: "late" } : undefined;
  await page.getByText(words.late, { exact: true }).first().waitFor({ timeout: 8_000 });
  expect(votes(hub)).toMatchObject([{ choice: ["Canberra"] }]);
  const slow = await phone(running(CHOICE, { ...PLACED, stretch: "none" }, 1));
  await slow.page.getByText(words.moreTime("none")).waitFor();
  await slow.page.waitForTimeout(1_500);
  await tile(slow.page, "Mars").click();
  expect(votes(slow.hub)).toMatchObject([{ choice: [3] }]);
  const idle = await phone(running(CHOICE, PLACED, 1));
  await idle.page.getByText(words.over, { exact: true }).first().waitFor({ timeout: 5_000 });
  await tile(idle.page, "Mars").click({ force: true });
  await idle.page.waitForTimeout(UNHEARD_MS);
  expect(votes(idle.hub)).toEqual([]);
}, 60_000);

test("[Y5] the reveal: sign and word, points, streak, place, movement, who is ahead; then the end and the next game", async () => {
  const { page, hub } = await phone(running(CHOICE, PLACED, 30));
  await tile(page, "Saturn").click();
  hub.tell(revealed({ points: 890, right: true, streak: 3 }, [2]));
  await heading(page, words.verdict.right.title).waitFor();
  expect(await spoken(page)).toBe(words.heard.revealed("right", 890, 3));
  for (const said of ["+890", words.streak(3), words.rank(3), words.ahead(120, "Brave Otter"), words.rightYours])
    expect(await page.getByText(said, { exact: true }).count(), said).toBeGreaterThan(0);
  await page.getByText(words.moved(2)).waitFor({ state: "attached" });
  hub.tell({ question: CHOICE, player: PLACED, quiz: { phase: "finished", board: BOARD } });
  await heading(page, words.end.title(3)).waitFor();
  expect(await page.locator(".play-step").count()).toBe(3);
  hub.tell({ player: ANNA, quiz: { game: 2 } });
  await heading(page, "Anna").waitFor();
}, 60_000);

test("[Y6] where somebody wants no motion nothing moves", async () => {
  const { page } = await phone(
    { question: CHOICE, player: PLACED, quiz: { phase: "finished", board: BOARD } },
    { reducedMotion: "reduce" },
  );
  await heading(page, words.end.title(3)).waitFor();
  const moving = () =>
    document
      .getAnimations()
      .map((one) => `${(one.effect as KeyframeEffect).target?.className} ${(one as CSSAnimation).animationName}`);
  expect(await page.evaluate(moving)).toEqual([]);
  expect(await page.locator(".play-confetti svg").first().isVisible()).toBe(false);
}, 60_000);

test("[Y2] a lost line is said beside the game, and the game goes on where the room is", async () => {
  const { page, hub } = await phone(running(CHOICE, PLACED, 60));
  await heading(page, CHOICE.text).waitFor();
  await hub.cut();
  await page.locator(".chip", { hasText: vote.chip.reconnecting }).waitFor();
  await page.locator(".chip").waitFor({ state: "detached", timeout: 10_000 });
  await heading(page, CHOICE.text).waitFor();
}, 60_000);
