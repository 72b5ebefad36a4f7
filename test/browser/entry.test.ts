/** Being let in, on phones; what a host sees of it; and the sheet of tickets as it comes out of a printer. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { EntryView, TicketRow, TicketsPage } from "../../src/protocol/entry.ts";
import type { Made } from "../../src/protocol/server.ts";
import { details, entryForm, entryHost, host, rehearsal, ticketSheet, vote, entry as words } from "../../src/words/en.ts";
import { hostOf, isCounted, LUNCH, strangerCommands, voteOn } from "../support/hosting.ts";
import { button, hasFocus, SOON } from "../support/making.ts";
import { textInQr } from "../support/qr.ts";
import { makePoll } from "../support/server.ts";
import { isStill, useStage, violationsOn } from "../support/stage.ts";

const stage = useStage();
const { origin } = stage.server;

const entered = (entry: object, more: object = LUNCH): Promise<Made> => makePoll(origin, { ...more, entry });

async function asHost<Body>({ id, hostKey }: Made, part: string): Promise<Body> {
  const answer = await fetch(`${origin}/api/polls/${id}/${part}`, { headers: { authorization: `Bearer ${hostKey}` } });
  return (await answer.json()) as Body;
}

const codeOf = async (made: Made): Promise<string> => (await asHost<EntryView>(made, "entry")).code ?? "";

async function ticketsOf(made: Made, count: number): Promise<TicketRow[]> {
  await strangerCommands(stage, made, { command: "tickets", count });
  return (await asHost<TicketsPage>(made, "tickets")).tickets;
}

async function open(address: string, options = {}): Promise<Page> {
  const { page } = await stage.person(options);
  await page.goto(address.startsWith("http") ? address : origin + address);
  return page;
}

const field = (page: Page, label: string) => page.getByLabel(label);
const question = (page: Page) => page.getByRole("heading", { name: LUNCH.question });

test("[E9] a phone asks for the code, says what was wrong, goes in with the right one, and is not asked again", async () => {
  const made = await entered({ level: "code" });
  const page = await open(`/p/${made.id}`);
  await page.getByRole("heading", { name: words.code.title }).waitFor();
  await hasFocus(field(page, words.code.field));
  expect(await question(page).isVisible()).toBe(false);
  await page.keyboard.type("222222");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText(details["wrong-code"]).waitFor();
  expect(await field(page, words.code.field).inputValue()).toBe("222222");
  await field(page, words.code.field).fill((await codeOf(made)).toUpperCase());
  await button(page, words.code.button).click();
  await question(page).waitFor();
  await voteOn(page, "Sushi");
  await isCounted(stage, made, [0, 1, 0]);
  await page.reload();
  await page.locator(".chip", { hasText: vote.chip.saved }).waitFor();
});

test("[E9] a ticket is taken from the link, leaves the address bar, and is one voter on two devices", async () => {
  const made = await entered({ level: "tickets" });
  const [one, two] = await ticketsOf(made, 2);
  const link = `/p/${made.id}#ticket=${one?.letters}`;
  const [phone, tablet] = [await open(link), await open(link)];
  for (const page of [phone, tablet]) {
    await question(page).waitFor();
    expect(page.url()).toBe(`${origin}/p/${made.id}`);
  }
  await voteOn(phone, "Pizza");
  await tablet.locator(".chip", { hasText: vote.chip.saved }).waitFor();
  await isCounted(stage, made, [1, 0, 0]);
  await phone.reload();
  await phone.locator(".chip", { hasText: vote.chip.saved }).waitFor();
  // The next one in the family, on the same phone.
  await phone.goto("about:blank");
  await phone.goto(`${origin}/p/${made.id}#ticket=${two?.letters}`);
  await voteOn(phone, "Sushi");
  await isCounted(stage, made, [1, 1, 0]);
});

test("[E9] a ticket is typed as it stands on the paper; one that is taken back says so, on the open page too", async () => {
  const made = await entered({ level: "tickets" });
  const [one] = await ticketsOf(made, 1);
  const page = await open(`/p/${made.id}`);
  await field(page, words.tickets.field).fill("2222 2222 2222");
  await button(page, words.tickets.button).click();
  await page.getByRole("alert").getByText(details["wrong-ticket"]).waitFor();
  await field(page, words.tickets.field).fill(`${one?.letters.slice(0, 4)} ${one?.letters.slice(4, 8)} ${one?.letters.slice(8)}`);
  await button(page, words.tickets.button).click();
  await question(page).waitFor();
  await voteOn(page, "Salad");
  await isCounted(stage, made, [0, 0, 1]);
  await strangerCommands(stage, made, { command: "revoke-ticket", ticket: 1, revoked: true });
  await page.getByText(details["ticket-revoked"]).waitFor();
  await isCounted(stage, made, [0, 0, 0]);
});

test("[E9] a player of a quiz is asked at the door", async () => {
  const right = { text: "Capital of Peru?", options: ["Lima", "Quito"], right: [0] };
  const made = await entered({ level: "code" }, { pace: "quiz", quiz: { autoStart: false }, questions: [right] });
  const page = await open(`/p/${made.id}`);
  await field(page, words.code.field).fill(await codeOf(made));
  await button(page, words.code.button).click();
  await page.locator(".play-join").waitFor();
});

test.each(["light", "dark"] as const)(
  "[E9] the step fits a phone of 320 px, and axe finds nothing in it, %s",
  async (colorScheme) => {
    for (const level of ["code", "tickets"] as const) {
      const made = await entered({ level });
      const page = await open(`/p/${made.id}`, { colorScheme, viewport: { width: 320, height: 568 } });
      await field(page, words[level].field).fill("2222");
      await button(page, words[level].button).click();
      await page.getByRole("alert").getByText(/\w/).waitFor();
      await isStill(page);
      expect(await violationsOn(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  },
);

test("[E10] the host reads what each step stops and what not, draws another code, makes tickets and takes one back", async () => {
  const made = await makePoll(origin, LUNCH);
  const { page } = await hostOf(stage, made);
  await button(page, rehearsal.begin).waitFor();
  await page.locator("summary", { hasText: host.settings }).click();
  await page.locator("summary", { hasText: entryForm.title }).click();
  for (const hint of [entryForm.hint.open, entryForm.hint.code, entryForm.hint.tickets]) await page.getByText(hint).waitFor();
  expect(await page.getByText(entryForm.hint.turnstile).count()).toBe(0); // not set up here
  await page.getByRole("radio", { name: entryForm.name.code }).check();
  const code = page.locator(".entryhost .share-letters");
  await code.waitFor();
  // Beside the way in, not only in the settings; and nobody can pretend to have the code.
  await page.locator(".share", { hasText: entryHost.needs.code }).waitFor();
  expect(await button(page, rehearsal.begin).count()).toBe(0);
  const first = await code.textContent();
  await button(page, entryHost.drawCode).click();
  await expect.poll(() => code.textContent(), SOON).not.toBe(first);
  await page.getByRole("radio", { name: entryForm.name.tickets }).check();
  await field(page, entryHost.howMany).fill("30");
  await button(page, entryHost.makeTickets).click();
  await page.getByText(entryHost.ticketsLine(30, 0)).waitFor();
  await page.locator(".share", { hasText: entryHost.needs.tickets }).waitFor();
  await field(page, entryHost.number).fill("7");
  await button(page, entryHost.takeBack).click();
  await page.getByText(entryHost.ticketsLine(30, 1)).waitFor();
  await isStill(page);
  expect(await violationsOn(page)).toEqual([]);
});

test("[E11] the sheet has a code to scan and letters to type for each ticket, 24 on a page, and none that was taken back", async () => {
  const made = await entered(
    { level: "tickets" },
    { ...LUNCH, title: "Who is the chair of the tenants' association for the next two years?" },
  );
  const tickets = await ticketsOf(made, 50);
  await strangerCommands(stage, made, { command: "revoke-ticket", ticket: 2, revoked: true });
  const page = await open(`/p/${made.id}/tickets#key=${made.hostKey}`, { viewport: { width: 1280, height: 900 } });
  await page.getByText(ticketSheet.ready(49, 3)).waitFor();
  expect(page.url()).not.toContain(made.hostKey);
  await page.locator(".ticket").last().locator("path[d]").waitFor({ state: "attached" });
  expect(await page.locator(".ticket").count()).toBe(49);
  for (const index of [0, 1, 48]) {
    const { link = "", letters = "" } = tickets[index === 0 ? 0 : index + 1] ?? {};
    const ticket = page.locator(".ticket").nth(index);
    expect(await textInQr(ticket.locator("svg.qr"))).toBe(link);
    expect((await ticket.locator(".ticket-letters").textContent())?.replaceAll(" ", "")).toBe(letters);
  }
  await isStill(page);
  expect(await violationsOn(page)).toEqual([]);
  for (const format of ["A4", "Letter"]) {
    const pdf = (await page.pdf({ format, preferCSSPageSize: false })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g), format).toHaveLength(3);
  }
  const stranger = await open(`/p/${made.id}/tickets`);
  await stranger.getByText(ticketSheet.noKey).waitFor();
});
