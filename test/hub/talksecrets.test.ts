/**
 * All that everybody receives of an evening, searched for what is not for them, with bugs planted one by one: each must be found. Inside the
 * engine it is known under which names the hub keeps people.
 */
import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import type { Ask } from "../../src/hub/inbox.ts";
import { TalkLogs } from "../../src/hub/talk/logs.ts";
import { Notices } from "../../src/hub/talk/notices.ts";
import { TalkRoom } from "../../src/hub/talk/room.ts";
import type { TalkHostCommand } from "../../src/protocol/saying.ts";
import { leaksIn, type Secret, UNGUESSABLE } from "../support/secrets.ts";
import { bearer, call, makePoll, Phone, pause, post, tokenOf, voter } from "./phone.ts";
import { ask, say } from "./talk.ts";

afterEach(() => void vi.restoreAllMocks());

/** Breaks a hub before anybody comes. */
type Plant = (hub: PollHub) => void;

const TALKS = { talk: { chat: "open", questions: "open", approve: true } } as const;
const PEOPLE = ["ann", "ben", "cid"];
/** Longer than the pace at which a small room is told. */
const settled = () => pause(450);

async function namesOf(stub: DurableObjectStub): Promise<{ stored: string[]; shown: string[] }> {
  return runInDurableObject(stub, (instance) => {
    const { ledger } = instance as unknown as PollHub;
    const stored = PEOPLE.map((name) => ledger.nameOf(tokenOf(name)));
    return { stored, shown: stored.map((name) => ledger.publicNameOf(name)) };
  });
}

async function listen(id: string, name: string, hello: object = {}): Promise<Phone> {
  const phone = await Phone.join(id, name, hello);
  phone.send({ type: "listen" });
  await phone.hear("talk");
  return phone;
}

async function evening(plant: Plant = () => {}): Promise<string[]> {
  const { id, hostKey, stub } = await makePoll(TALKS);
  await runInDurableObject(stub, (hub) => plant(hub as unknown as PollHub));
  const { stored, shown } = await namesOf(stub);
  const order = (body: TalkHostCommand) => post(`/api/polls/${id}/commands`, body, bearer(hostKey));
  const host = await listen(id, "host", { key: hostKey });
  const wall = await listen(id, "wall", { key: hostKey, role: "stage" });
  const [ann, ben, cid] = [await listen(id, "ann"), await listen(id, "ben"), await listen(id, "cid")];
  await ann.ask(say("words of ann", 1));
  await ben.ask(say("words to hide", 1));
  await cid.ask(say("words to remove", 1));
  await cid.ask(ask("an ask that waits", 1));
  const annsName = shown[0] ?? "";
  await order({ command: "notice", to: { person: annsName }, text: "notice for ann" });
  await order({ command: "notice", to: "hosts", text: "notice for hosts" });
  await order({ command: "message", message: 2, change: "hide" });
  await order({ command: "message", message: 3, change: "remove" });
  await settled();
  const late = await listen(id, "late");
  const back = await listen(id, "ben");
  await settled();
  const documents = (headers: Record<string, string>) =>
    Promise.all(["", "/talk"].map(async (part) => (await call(`/api/polls/${id}${part}`, { headers })).text()));
  const recordings = {
    ...{ host: host.frames, wall: wall.frames, ann: ann.frames, ben: ben.frames, cid: cid.frames },
    ...{ late: late.frames, "ben, back": back.frames, "late, by HTTP": await documents(voter(tokenOf("late"))) },
    anybody: await documents({}),
  };
  const here = ["host", "wall", ...PEOPLE];
  const secrets: Secret[] = [
    UNGUESSABLE,
    { what: "names of people in storage", text: new RegExp(stored.join("|")), knownTo: [] },
    { what: "who wrote something", text: new RegExp(shown.join("|")), knownTo: ["host"] },
    { what: "a notice to ann", text: "notice for ann", knownTo: ["host", "ann"] },
    { what: "a notice to hosts", text: "notice for hosts", knownTo: ["host"] },
    { what: "an ask that waits", text: "an ask that waits", knownTo: ["host", "cid"] },
    { what: "hidden words", text: "words to hide", knownTo: here },
    { what: "removed words", text: "words to remove", knownTo: here },
  ];
  return leaksIn(recordings, secrets);
}

/** Whatever comes into a turn, changed by a bug. */
const misheard =
  (wrong: (command: TalkHostCommand) => Partial<TalkHostCommand>): Plant =>
  ({ inbox }) => {
    const put = inbox.put.bind(inbox);
    inbox.put = (asked: Ask) => {
      const { command } = asked;
      if (command.type !== "talk-host") return put(asked);
      put({ ...asked, command: { ...command, command: { ...command.command, ...wrong(command.command) } as TalkHostCommand } });
    };
  };

const LEAKS: [name: string, plant: Plant, leak: string][] = [
  [
    "everybody hears what hosts hear",
    () => {
      const { told } = TalkLogs.prototype;
      vi.spyOn(TalkLogs.prototype, "told").mockImplementation(function (this: TalkLogs, setting, _, since) {
        return told.call(this, setting, "host", since);
      });
    },
    "wall: who wrote something",
  ],
  [
    "what waits is told to who comes late, as theirs",
    ({ ledger }) => {
      const { minesOf } = TalkRoom.prototype;
      vi.spyOn(TalkRoom.prototype, "minesOf").mockImplementation(function (this: TalkRoom, voters) {
        const [cids] = minesOf.call(this, [ledger.nameOf(tokenOf("cid"))]).values();
        return new Map(cids ? voters.map((name) => [name, cids]) : []);
      });
    },
    "late: an ask that waits",
  ],
  [
    "a notice to one person is told to all",
    misheard((command) => (command.command === "notice" && typeof command.to === "object" ? { to: "all" } : {})),
    "ben: a notice to ann",
  ],
  [
    "without a socket everybody gets everybody's notices",
    ({ ledger }) => {
      const { of } = Notices.prototype;
      vi.spyOn(Notices.prototype, "of").mockImplementation(function (this: Notices, _, now) {
        return of.call(this, ledger.nameOf(tokenOf("ann")), now);
      });
    },
    "late, by HTTP: a notice to ann",
  ],
  [
    "what is removed stays",
    misheard((command) => (command.command === "message" && command.change === "remove" ? { change: "unpin" } : {})),
    "late: removed words",
  ],
  [
    "what is hidden stays",
    misheard((command) => (command.command === "message" && command.change === "hide" ? { change: "show" } : {})),
    "anybody: hidden words",
  ],
  [
    "people are shown as they are stored",
    ({ ledger }) => {
      ledger.publicNameOf = (name) => name;
    },
    "host: names of people in storage",
  ],
];

test("[N62] nobody receives what is not for them", async () => {
  expect(await evening()).toEqual([]);
});

test.each(LEAKS)("[N62] planted bug: %s, and that is found", async (_, plant, leak) => {
  expect(await evening(plant)).toContain(leak);
});
