/** The ladder's promises as counts of who got in that should not; each of them sees the bug that is planted for it. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { Gate } from "../../src/hub/entry/gate.ts";
import { Guesses } from "../../src/hub/entry/guesses.ts";
import { Networks } from "../../src/hub/entry/networks.ts";
import { ballotsIn, codeOf, command, entered, passFor, show, ticketsOf, vote, withPass, withTicket } from "./entering.ts";
import { Phone } from "./phone.ts";

afterEach(() => void vi.restoreAllMocks());

const WRONG_LETTERS = "222222222222";

/** How many of these strangers' ballots are in the tally. */
async function strangers(): Promise<number> {
  const [byCode, byTicket] = [await entered({ level: "code" }), await entered({ level: "tickets" })];
  const pass = await passFor(byCode, "ann", { code: await codeOf(byCode) });
  const [one] = await ticketsOf(byTicket, 1);
  const near = `${one?.letters.slice(0, 3)}${WRONG_LETTERS.slice(3)}`;
  await vote(byCode, "eve", 1);
  await vote(byCode, "fay", 1, withPass(pass));
  await (await Phone.join(byCode.id, "gus", { pass })).vote([0], 1);
  await vote(byTicket, "eve", 1);
  await vote(byTicket, "fay", 1, withTicket(near));
  await (await Phone.join(byTicket.id, "gus", { ticket: near })).vote([0], 1);
  return (await ballotsIn(byCode)) + (await ballotsIn(byTicket));
}

/** How many ballots one ticket has, behind two devices and a reload of each. */
async function ballotsOfOneTicket(): Promise<number> {
  const poll = await entered({ level: "tickets" });
  const [one] = await ticketsOf(poll, 1);
  for (const device of ["phone", "tablet", "phone"]) {
    await (await Phone.join(poll.id, device, { ticket: one?.letters ?? "" })).vote([0], Date.now());
  }
  await vote(poll, "laptop", Date.now() + 1_000, withTicket(one?.letters ?? ""));
  return ballotsIn(poll);
}

/** How many ballots a revoked ticket has. */
async function ballotsOfRevoked(): Promise<number> {
  const poll = await entered({ level: "tickets" });
  const [one] = await ticketsOf(poll, 1);
  await vote(poll, "ann", 1, withTicket(one?.letters ?? ""));
  await command(poll, "revoke-ticket", { ticket: 1, revoked: true });
  await vote(poll, "ann", 2, withTicket(one?.letters ?? ""));
  return ballotsIn(poll);
}

/** Ballots of a network of three people with a cap of two, of whom the first says the same thing twice and changes it once. */
async function ballotsOfNetwork(): Promise<number> {
  const poll = await entered({ level: "open", networkMax: 2 });
  const from = "203.0.113.99";
  for (const [who, n] of [
    ["ann", 1],
    ["ann", 1],
    ["ann", 2],
    ["bea", 1],
    ["cyd", 1],
  ] as const)
    await vote(poll, who, n, { from });
  return ballotsIn(poll);
}

/** How many of 200 wrong codes from one address were looked at. */
async function codesHeard(): Promise<number> {
  const poll = await entered({ level: "code" });
  let heard = 0;
  for (let tries = 0; tries < 200; tries++) {
    const { error } = await show(poll, "eve", { code: `wrong${tries}` }, "198.51.100.44");
    if (error?.detail === "wrong-code") heard += 1;
  }
  return heard;
}

describe("[E8] the product keeps what the ladder promises", () => {
  test("no stranger's ballot, one of each ticket, none of a revoked one, two of a network of two, sixty guesses", async () => {
    expect(await strangers()).toBe(0);
    expect(await ballotsOfOneTicket()).toBe(1);
    expect(await ballotsOfRevoked()).toBe(0);
    expect(await ballotsOfNetwork()).toBe(2);
    expect(await codesHeard()).toBe(60);
  });
});

describe("[E8] a planted bug is seen", () => {
  test("the gate forgets HTTP", async () => {
    const who = Gate.prototype.who;
    vi.spyOn(Gate.prototype, "who").mockImplementation(function (this: Gate, caller) {
      const found = who.call(this, caller);
      return "refused" in found ? found : { ...found, shown: { generation: 0, ticket: 1 } };
    });
    expect(await strangers()).toBeGreaterThan(0);
  });

  test("a pass is the same for everybody", async () => {
    vi.spyOn(Gate.prototype, "passOf").mockReturnValue("p".repeat(22));
    expect(await strangers()).toBeGreaterThan(0);
  });

  test("a ticket's number is read, and its proof is not", async () => {
    vi.spyOn(Gate.prototype, "ticketOf").mockImplementation((letters) => (letters.startsWith("22") ? 1 : null));
    expect(await strangers()).toBeGreaterThan(0);
  });

  test("a ticket is looked at, and the device is the voter all the same", async () => {
    const greeted = Gate.prototype.greeted;
    vi.spyOn(Gate.prototype, "greeted").mockImplementation(function (this: Gate, hello) {
      return { ...greeted.call(this, hello), voter: hello.voter };
    });
    expect(await ballotsOfOneTicket()).toBeGreaterThan(1);
  });

  test("a revoked ticket's ballots stay", async () => {
    const hostAsk = Gate.prototype.hostAsk;
    vi.spyOn(Gate.prototype, "hostAsk").mockImplementation(function (this: Gate, asked) {
      const { ask } = hostAsk.call(this, asked);
      return { ask: ask.type === "host" ? { type: "host", command: ask.command } : ask };
    });
    expect(await ballotsOfRevoked()).toBeGreaterThan(0);
  });

  test("the cap counts everybody twice, as it would with their resends", async () => {
    const cast = Networks.prototype.cast;
    vi.spyOn(Networks.prototype, "cast").mockImplementation(function (this: Networks, ...where) {
      return cast.apply(this, where) * 2;
    });
    expect(await ballotsOfNetwork()).not.toBe(2);
  });

  test("the cap forgets", async () => {
    vi.spyOn(Networks.prototype, "add").mockImplementation(() => {});
    expect(await ballotsOfNetwork()).not.toBe(2);
  });

  test("wrong codes are not counted", async () => {
    vi.spyOn(Guesses.prototype, "wrong").mockImplementation(() => {});
    expect(await codesHeard()).not.toBe(60);
  });
});
