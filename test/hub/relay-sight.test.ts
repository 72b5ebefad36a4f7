/**
 * What relays are told, all of it: nothing that is not for a phone of theirs, and nothing that their phones may not know. That phones hear nothing
 * that they may not know is what `sight.test.ts` and `transcripts.test.ts` show, which run behind relays too.
 */
import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import type { PollRelay } from "../../src/relay/relay.ts";
import type { Down } from "../../src/relay/wire.ts";
import type { RelayLine } from "../../src/sockets/relayed.ts";
import { holdersOf } from "./objects.ts";
import { makePoll, Phone } from "./phone.ts";

const VOTERS = 12; // so that some relay has no host, and every relay a voter

afterEach(() => void vi.restoreAllMocks());

/** Which relay was told what. */
type Told = { relay: object; down: Down }[];

async function listenIn(stub: DurableObjectStub): Promise<Told> {
  const told: Told = [];
  const [holder] = await holdersOf(stub);
  if (!holder) throw new Error("nobody is behind a relay");
  await runInDurableObject(holder, (relay) => {
    const { tell } = Object.getPrototypeOf(relay) as PollRelay;
    vi.spyOn(Object.getPrototypeOf(relay) as PollRelay, "tell").mockImplementation(function (this: PollRelay, life, downs) {
      told.push(...downs.map((down) => ({ relay: this, down })));
      return tell.call(this, life, downs);
    });
  });
  return told;
}

/** Whose results are hidden until the end, and whose host is told something that nobody else is. */
async function secretiveRoom(plant: (hub: PollHub) => void = () => {}) {
  const poll = await makePoll({ results: "after-close", talk: { chat: "open", questions: "open" } });
  const phones = await Promise.all(Array.from({ length: VOTERS }, (_, index) => Phone.join(poll.id, `voter${index}`)));
  const told = await listenIn(poll.stub);
  await runInDurableObject(poll.stub, (hub) => plant(hub as unknown as PollHub));
  const host = await Phone.join(poll.id, "host", { key: poll.hostKey });
  for (const phone of [...phones, host]) phone.send({ type: "listen" });
  for (const [index, phone] of phones.entries()) expect(await phone.vote([index % 2], 1)).toMatchObject({ status: "counted" });
  await phones[0]?.ask({ type: "say", text: "for everybody", n: 1 });
  expect(await host.command("notice", { to: "hosts", text: "for hosts only" })).toMatchObject({ type: "ack" });
  await Promise.all(phones.map((phone) => phone.until((said) => JSON.stringify(said).includes("for everybody"))));
  await host.upTo(1 + VOTERS);
  // Other rooms' relays are told things, too.
  const relays = await Promise.all((await holdersOf(poll.stub)).map((holder) => runInDurableObject(holder, (relay) => relay)));
  return { phones, host, told: told.filter(({ relay }) => relays.includes(relay as PollRelay)) };
}

const WAIT = { timeout: 6_000 };
const NOBODY = -1;

/** A hub that leaves it to its relays who is to hear what. */
function tellsAll({ door }: PollHub): void {
  const lines = () => new Set(door.sockets().flatMap((socket) => ("relay" in socket ? [socket.relay as RelayLine] : [])));
  const [any] = lines();
  const { say } = Object.getPrototypeOf(any) as RelayLine;
  vi.spyOn(Object.getPrototypeOf(any) as RelayLine, "say").mockImplementation(function (this: RelayLine, phone, frame) {
    const ours = lines();
    for (const line of ours.has(this) ? ours : [this]) say.call(line, line === this ? phone : NOBODY, frame); // other hubs have lines, too
  });
}

const frameOf = ({ down }: Told[number]) => ("frame" in down ? down.frame : "");
const TELLING = /"counts"|for hosts only/;

/** What tells too much, and was told to somebody else than the host. */
function leaksIn(told: Told): string[] {
  const host = told.find(({ down }) => "kept" in down && down.kept.identity?.host);
  if (!host || !("kept" in host.down)) throw new Error("no host has come");
  const { phone } = host.down;
  return told.flatMap((one) => {
    const isForHost = one.relay === host.relay && "to" in one.down && one.down.to.every((to) => to === phone);
    return TELLING.test(frameOf(one)) && !isForHost ? [frameOf(one)] : [];
  });
}

describe("[G2] a relay", () => {
  test("is told nothing that its phones may not know", async () => {
    const { told, host } = await secretiveRoom();
    expect(new Set(told.map(({ relay }) => relay)).size).toBeGreaterThan(1);
    expect(host.frames.some((frame) => TELLING.test(frame))).toBe(true);
    expect(leaksIn(told)).toEqual([]);
  });

  test("is told nothing that none of its phones hears", async () => {
    const { told, phones, host } = await secretiveRoom();
    await vi.waitFor(() => {
      const heard = new Set([...phones, host].flatMap(({ frames }) => frames));
      expect(
        told
          .map(frameOf)
          .filter((frame) => frame && !heard.has(frame))
          .join("\n"),
      ).toBe("");
    }, WAIT);
    expect(told.length).toBeGreaterThan(VOTERS);
  });

  test("planted bug: a hub that tells all relays what one of them needs is found", async () => {
    const { told } = await secretiveRoom(tellsAll);
    expect(leaksIn(told)).not.toEqual([]);
  });
});
