/**
 * [S1] Everything that somebody received, recorded: frames, answers by HTTP, files, page sources. The same poll is run twice, and only what
 * the others say differs. As long as results are hidden, the two recordings must be the same to the letter; once they are shown they must
 * not be, or the recording would miss what it looks for.
 */
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import { HOST } from "../../src/poll/view.ts";
import type { Choice } from "../../src/protocol/server.ts";
import { bearer, call, makePoll, Phone, post, tokenOf, voter } from "./phone.ts";

interface Kind {
  asks: object;
  /** What three others say, in one run and in the other. */
  others: [Choice[], Choice[]];
  /** What the voter who is recorded says, in both. */
  own: Choice;
  /** In the other run only; a secret of the host's. */
  secretly?: object;
}

const KINDS: Record<string, Kind> = {
  choice: {
    asks: { options: ["a", "b"] },
    others: [
      [[0], [0], [1]],
      [[1], [1], [1]],
    ],
    own: [0],
  },
  "own answers": {
    asks: { options: ["a", "b"], max: 2, other: true },
    others: [
      [["Zebra"], [0, "Zebra"], [1]],
      [["Yak"], [1, "Gnu"], [1]],
    ],
    own: [1],
  },
  rating: {
    asks: { kind: "rating", steps: 7 },
    others: [
      [[1], [2], [3]],
      [[5], [5], [7]],
    ],
    own: [4],
  },
  number: {
    asks: { kind: "number", from: 0, to: 1_000, answer: 500 },
    others: [
      [[111], [222], [333]],
      [[666], [777], [888]],
    ],
    own: [400],
    secretly: { answer: 700 },
  },
  ranking: {
    asks: { kind: "ranking", options: ["a", "b", "c"] },
    others: [
      [[0, 1, 2], [0, 2, 1], [1]],
      [[2, 1, 0], [2], [0]],
    ],
    own: [1, 2],
  },
  wall: {
    asks: { kind: "text" },
    others: [
      [["Zebra"], ["zebra"], ["Yak"]],
      [["Gnu"], ["Emu"], ["Ibis"]],
    ],
    own: ["Cow"],
  },
  cloud: {
    asks: { kind: "text", look: "cloud", filter: true },
    others: [
      [["big zebra"], ["shit zebra"], ["yak"]],
      [["gnu"], ["small emu"], ["damned ibis"]],
    ],
    own: ["cow"],
  },
};

/** Breaks a hub before anybody comes. */
type Plant = (hub: PollHub, hostKey: string) => void;

interface Recording {
  /** Who has not voted. */
  guest: Set<string>;
  /** Who has. */
  voted: Set<string>;
}

/** What any number of ballots may be is known to all, and how many frames there were is chance. */
function normal(text: string, known: Record<string, string | null>): string {
  let plain = text;
  for (const [name, value] of Object.entries(known)) if (value) plain = plain.replaceAll(value, name);
  return plain
    .replaceAll(/"(seq|present|ballots)":\d+/g, '"$1":N')
    .replaceAll(/"(at|expiresAt)":"[^"]*Z"/g, '"$1":"then"')
    .replaceAll(/"from":"[^"]*Z","stepMs":\d+,"ballots":\[[\d,]*\]/g, '"timeline":"of people"');
}

async function documents(id: string, name: string): Promise<string[]> {
  const paths = ["", "/results", "/results.csv", "/results.csv?rows=ballots"].map((path) => `/api/polls/${id}${path}`);
  const pages = [`/p/${id}`, `/p/${id}/host`, `/p/${id}/present`, `/p/${id}/results`, `/embed/${id}`];
  const mine = call(`/api/polls/${id}`, { headers: voter(tokenOf(name)) });
  const got = await Promise.all([mine, ...[...paths, ...pages].map((path) => call(path))]);
  return Promise.all(got.map((response) => response.text()));
}

async function record(
  { asks, others, own, secretly }: Kind,
  run: 0 | 1,
  settings: object,
  orders: readonly string[],
  plant: Plant,
): Promise<Recording> {
  const question = { text: "Which?", ...asks, ...(run === 1 && secretly) };
  const { id, hostKey, code, stub } = await makePoll({ title: "Secrets", questions: [question], ...settings });
  await runInDurableObject(stub, (hub) => plant(hub as unknown as PollHub, hostKey));
  const [guest, voted] = [await Phone.join(id, "guest"), await Phone.join(id, "voted")];
  expect(await voted.vote(own, 1)).toMatchObject({ status: "counted" });
  let seq = 0;
  for (const [index, choice] of others[run].entries()) {
    const answer = await post(`/api/polls/${id}/votes`, { question: "q1", choice, n: 1 }, voter(tokenOf(`other-${index}`)));
    ({ seq } = await answer.json<{ seq: number }>());
  }
  await Promise.all([guest.upTo(seq), voted.upTo(seq)]);
  for (const command of [...orders, "edit"]) {
    const fields = command === "edit" ? { title: "Secrets kept" } : { question: "q1" };
    const answer = await post(`/api/polls/${id}/commands`, { command, ...fields }, bearer(hostKey));
    ({ seq } = await answer.json<{ seq: number }>());
    await Promise.all([guest.upTo(seq), voted.upTo(seq)]); // or two changes may share one frame, in one run and not in the other
  }
  const known = { ID: id, CODE: code, EPOCH: guest.snapshots[0]?.epoch ?? null };
  const read = { guest: await documents(id, "guest"), voted: await documents(id, "voted") };
  if ("talk" in settings) await talk(id, hostKey, [guest, voted]);
  const heardBy = (phone: Phone, documents: string[]) =>
    new Set([...phone.frames, ...documents].map((text) => normal(text, known)));
  return { guest: heardBy(guest, read.guest), voted: heardBy(voted, read.voted) };
}

/** Everything that a room can say around its votes, one after the other; at the end they no longer count, and whose they were are told. */
async function talk(id: string, hostKey: string, phones: readonly Phone[]): Promise<void> {
  const upToRev = (rev: number) =>
    Promise.all(phones.map((phone) => phone.until((said) => said.type === "talk" && said.rev >= rev)));
  for (const phone of phones) phone.send({ type: "listen" });
  await upToRev(0);
  const says: [who: string, body: object][] = [
    ["other-0", { type: "say", text: "Hello", n: 1 }],
    ["other-1", { type: "ask", text: "Why?", n: 1 }],
    ["other-2", { type: "upvote", ask: 1, up: true, n: 1 }],
  ];
  for (const [index, [who, body]] of says.entries()) {
    await post(`/api/polls/${id}/talk`, body, voter(tokenOf(who)));
    await upToRev(index + 1);
  }
  const order = (body: object) => post(`/api/polls/${id}/commands`, body, bearer(hostKey));
  await order({ command: "notice", to: "voters", text: "Thank you" });
  await Promise.all(phones.map((phone) => phone.hear("notices")));
  const { seq } = await (await order({ command: "reset", question: "q1", why: "Once more" })).json<{ seq: number }>();
  await Promise.all(phones.map((phone) => phone.upTo(seq)));
  await phones.at(-1)?.until((said) => said.type === "notices" && said.notices.some(({ code }) => code === "vote-reset"));
}

/** What stands in one recording and not in the other. */
async function differences(kind: Kind, settings: object, orders: readonly string[], plant: Plant = () => {}) {
  const [one, other] = [await record(kind, 0, settings, orders, plant), await record(kind, 1, settings, orders, plant)];
  const between = (reader: keyof Recording) => [
    ...[...one[reader]].filter((text) => !other[reader].has(text)),
    ...[...other[reader]].filter((text) => !one[reader].has(text)),
  ];
  return { guest: between("guest"), voted: between("voted") };
}

const HIDDEN: [string, object, string[], ("guest" | "voted")[]][] = [
  ["after-vote, for who has not voted", { results: "after-vote" }, [], ["guest"]],
  ["after-close, while it is open", { results: "after-close" }, [], ["guest", "voted"]],
  ["host, even closed", { results: "host" }, ["close"], ["guest", "voted"]],
  ["always, with fewer ballots than are shown", { results: "always", showFrom: 5 }, ["show"], ["guest", "voted"]],
];

const SHOWN: [string, object, string[], ("guest" | "voted")[]][] = [
  ["after-vote, for who has voted", { results: "after-vote" }, [], ["voted"]],
  ["after-close, closed", { results: "after-close" }, ["close"], ["guest", "voted"]],
  ["host, once they show it", { results: "host" }, ["show"], ["guest", "voted"]],
  ["always, with as many ballots as are shown", { results: "always", showFrom: 4 }, [], ["guest", "voted"]],
];

/** Each shows what only the host may see, and in one place alone. */
const LEAKS: Record<string, Plant> = {
  "frames with results": ({ looks }) => {
    const framesOf = looks.framesOf.bind(looks);
    looks.framesOf = (state) => {
      const frames = framesOf(state);
      const results = frames.results.bind(frames);
      frames.results = () => results(HOST);
      return frames;
    };
  },
  "frames with snapshots": ({ looks }) => {
    const framesOf = looks.framesOf.bind(looks);
    looks.framesOf = (state) => {
      const frames = framesOf(state);
      const snapshot = frames.snapshot.bind(frames);
      frames.snapshot = (_, ...more) => snapshot(HOST, ...more);
      return frames;
    };
  },
  "what a page's source and the API say": (hub) => {
    const { looks } = hub;
    looks.anyone = () => hub.state && JSON.parse(looks.framesOf(hub.state).snapshot(HOST));
  },
  "files that anybody may have": ({ looks }, hostKey) => {
    const results = looks.results.bind(looks);
    looks.results = (_, now) => results(hostKey, now);
  },
  "what the API says to a voter": (hub) => {
    const { looks } = hub;
    looks.voter = () => hub.state && JSON.parse(looks.framesOf(hub.state).snapshot(HOST, {}));
  },
};

async function isFound(kind: Kind, leak: string): Promise<void> {
  const found = await differences(kind, { results: "host" }, ["close"], LEAKS[leak]);
  for (const reader of ["guest", "voted"] as const) expect(found[reader], reader).not.toEqual([]);
}

describe.each(Object.entries(KINDS))("[S1] [S2] [S5] %s", (_, kind) => {
  test.each(HIDDEN)("%s: not a letter tells what others said", async (_, settings, orders, readers) => {
    const found = await differences(kind, settings, orders);
    for (const reader of readers) expect(found[reader]).toEqual([]);
  });

  test.each(SHOWN)("%s: the recordings tell it, so they would have told it above", async (_, settings, orders, readers) => {
    const found = await differences(kind, settings, orders);
    for (const reader of readers) expect(found[reader].length).toBeGreaterThan(5);
  });

  test("planted bug: a frame tells it, and that is found", () => isFound(kind, "frames with results"));
});

describe("[N63] a room that talks", () => {
  const TALKS = { talk: { chat: "open", questions: "open" } };
  const choice = KINDS.choice as Kind;

  test.each(HIDDEN)("%s: not a letter of log, notice or ack tells what others voted", async (_, settings, orders, readers) => {
    const found = await differences(choice, { ...settings, ...TALKS }, orders);
    for (const reader of readers) expect(found[reader]).toEqual([]);
  });

  test("planted bug: a notice tells it, and that is found", async () => {
    const found = await differences(choice, { results: "host", ...TALKS }, ["close"], (hub) => {
      const put = hub.inbox.put.bind(hub.inbox);
      hub.inbox.put = (asked) => {
        const { command } = asked;
        if (command.type !== "talk-host" || command.command.command !== "notice") return put(asked);
        const text = `So far ${JSON.stringify(hub.state?.tallies.q1?.counts)}`;
        put({ ...asked, command: { ...command, command: { ...command.command, text } } });
      };
    });
    for (const reader of ["guest", "voted"] as const) expect(found[reader].join()).toContain("So far [");
  });
});

test.each(Object.keys(LEAKS))("[S1] planted bug: %s tell it, and that is found", (leak) => isFound(KINDS.choice as Kind, leak));
