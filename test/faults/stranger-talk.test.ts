/**
 * An evening of a room that talks, on the README's server, among strangers who know only the two published files. All that anybody receives is
 * recorded, and searched for what is not for them.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { leaksIn, type Recordings, type Secret, UNGUESSABLE } from "../support/secrets.ts";
import { makePoll, type Server, startServer } from "../support/server.ts";
import { Published, Stranger } from "../support/stranger.ts";

const COMMANDS = "/api/polls/{id}/commands";
const WITHIN = { timeout: 10_000, interval: 20 };

let server: Server;
let published: Published;
beforeAll(async () => {
  server = await startServer();
  published = await Published.at(server.origin);
}, 120_000);
afterAll(() => server?.stop());

const soon = (check: () => void) => vi.waitFor(check, WITHIN);
const texts = ({ notices }: Stranger) => notices.map(({ text }) => text);

async function room() {
  const talk = { chat: "open", questions: "open", reactions: true, approve: true };
  const made = await makePoll(server.origin, { question: "Where to?", options: ["Pizza", "Sushi"], results: "host", talk });
  const enter = async (hello: { token?: string; key?: string; role?: string } = {}) => {
    const stranger = new Stranger(published, made.id, hello);
    await stranger.enter();
    return stranger;
  };
  const [host, wall] = [await enter({ key: made.hostKey }), await enter({ key: made.hostKey, role: "stage" })];
  const [ann, ben, cid] = [await enter(), await enter(), await enter()];
  /** Hears no talk; has a page that only votes. */
  const deaf = new Stranger(published, made.id);
  await deaf.line.join();
  const order = async (body: object) => {
    const authorization = `Bearer ${made.hostKey}`;
    return JSON.parse(await published.call("post", COMMANDS, made.id, { authorization, body })) as { notice?: number };
  };
  return { ...made, enter, order, people: { host, wall, ann, ben, cid, deaf } };
}

type Room = Awaited<ReturnType<typeof room>>;

const heardBy = (people: Record<string, Stranger>) =>
  Object.fromEntries(Object.entries(people).map(([name, { line }]) => [name, line.frames]));

/** What the API answers without a socket, to somebody with this token and to anybody. */
const answersTo = (id: string, token?: string) => {
  const authorization = token === undefined ? {} : { authorization: `Voter ${token}` };
  return Promise.all(
    ["/api/polls/{id}", "/api/polls/{id}/talk", "/api/polls/{id}/results", "/api/polls/{id}/results.csv"].map((path) =>
      published.call("get", path, id, path.includes("results") ? {} : authorization),
    ),
  );
};

async function personOf({ people: { host } }: Room, text: string): Promise<string> {
  await soon(() => expect(host.texts("messages")).toContain(text));
  return [...host.messages.values()].find((message) => message.text === text)?.person ?? "";
}

test("[N61] a stranger joins the chat, says, hears, asks, votes up, reacts, and is told what is meant for them, once", async () => {
  const evening = await room();
  const { order, enter, people } = evening;
  const { host, wall, ann, ben, cid, deaf } = people;
  expect(await ann.say("say", { text: "Good evening!", name: "Ann", n: 1 })).toMatchObject({ status: "done", message: 1 });
  expect(await ann.say("say", { text: "Good evening!", name: "Ann", n: 1 })).toMatchObject({ status: "same", message: 1 });
  await soon(() => {
    for (const person of [host, wall, ann, ben, cid]) expect(person.texts("messages")).toEqual(["Good evening!"]);
  });

  expect(await ann.say("ask", { text: "Is there tea?", n: 1 })).toMatchObject({ status: "done", ask: 1 });
  await soon(() => expect(host.asks.get(1)).toMatchObject({ state: "waiting" }));
  expect([ben.asks.size, wall.asks.size]).toEqual([0, 0]);
  await order({ command: "ask", ask: 1, change: "approve" });
  await soon(() => expect(ben.texts("asks")).toEqual(["Is there tea?"]));
  await soon(() => expect(ann.notices.map(({ code }) => code)).toEqual(["ask-approved"]));
  expect(await ben.say("upvote", { ask: 1, up: true, n: 1 })).toMatchObject({ status: "counted", ask: 1 });
  expect(await cid.say("upvote", { ask: 1, up: true, n: 1 })).toMatchObject({ status: "counted" });
  expect(await cid.say("upvote", { ask: 1, up: false, n: 2 })).toMatchObject({ status: "changed" });
  await soon(() => {
    for (const person of [host, wall, ann, ben, cid]) expect(person.asks.get(1)).toMatchObject({ votes: 1, state: "open" });
  });

  ben.line.leave();
  await soon(() => expect(ben.line.closedWith).not.toBeNull());
  await ann.say("say", { text: "Ben is out", name: "Ann", n: 2 });
  const from = ben.line.frames.length;
  await ben.enter();
  await soon(() => expect(ben.texts("messages")).toEqual(["Good evening!", "Ben is out"]));
  expect(ben.line.frames.slice(from).join()).not.toContain("Good evening!"); // only what was missed

  ann.react("🎉");
  await soon(() => expect(ben.reactions).toEqual({ "🎉": 1 }));

  const person = await personOf(evening, "Good evening!");
  const { notice } = await order({ command: "notice", to: { person }, text: "You won the draw" });
  const tab = await enter({ token: ann.line.token });
  await soon(() => expect(texts(ann)).toContain("You won the draw"));
  await soon(() => expect(texts(tab)).toContain("You won the draw"));
  expect(await ann.say("got", { notices: ann.notices.map(({ id }) => id), seen: true })).toMatchObject({ status: "done" });
  expect(ann.notices.map(({ id }) => id)).toContain(notice);
  const back = await enter({ token: ann.line.token });
  await soon(() => expect(back.texts("messages")).toEqual(["Good evening!", "Ben is out"]));
  for (const person of [host, wall, ben, cid, deaf, back]) expect(texts(person)).toEqual([]);
  expect(deaf.line.frames.join()).not.toMatch(/"type":"(talk|reactions|notices)"/);
  for (const person of [...Object.values(people), tab, back]) expect(person.problems).toEqual([]);
  for (const person of [...Object.values(people), tab, back]) person.line.leave();
}, 60_000);

describe("[N62] what is not for somebody is in nothing that they receive", () => {
  let recordings: Recordings = {};
  const secrets: Secret[] = [UNGUESSABLE];

  beforeAll(async () => {
    const evening = await room();
    const { id, order, enter, people } = evening;
    const { ann, ben, cid } = people;
    await ann.line.vote("q1", [0], 1);
    await ann.say("say", { text: "words of ann", n: 1 });
    await ben.say("say", { text: "words to hide", name: "Ben", n: 1 });
    await cid.say("say", { text: "words to remove", name: "Cid", n: 1 });
    await cid.say("ask", { text: "an ask that waits", n: 1 });
    await ben.say("ask", { text: "an ask to archive", n: 1 });
    await order({ command: "ask", ask: 2, change: "approve" });
    await order({ command: "ask", ask: 2, change: "archive" });
    const persons = [];
    for (const text of ["words of ann", "words to hide", "words to remove"]) persons.push(await personOf(evening, text));
    const [annsName, bensName] = persons;
    await order({ command: "notice", to: { person: annsName }, text: "notice for ann" });
    await order({ command: "notice", to: "hosts", text: "notice for hosts" });
    await order({ command: "notice", to: "voters", text: "notice for voters" });
    await order({ command: "notice", to: { person: bensName }, text: "notice withdrawn" }).then(({ notice }) =>
      order({ command: "withdraw", notice }),
    );
    await order({ command: "person", person: bensName, change: "mute" });
    await order({ command: "message", message: 2, change: "hide" });
    await order({ command: "message", message: 3, change: "remove" });
    await soon(() => expect(texts(ann)).toContain("notice for ann"));
    await soon(() => expect(ben.notices.map(({ code }) => code)).toContain("muted"));
    // From here on those words are nobody's: who comes now, or back, must not hear them.
    const late: Record<string, Stranger> = {};
    for (const [name, { line }] of Object.entries({ ann, ben, cid })) {
      line.leave();
      late[`${name}, back`] = await enter({ token: line.token });
    }
    late.newcomer = await enter();
    await soon(() => {
      for (const person of Object.values(late)) expect(person.texts("messages")).toEqual(["words of ann"]);
    });
    await soon(() => expect(late["cid, back"]?.mine?.waiting).toMatchObject([{ text: "an ask that waits" }]));
    recordings = {
      ...heardBy({ ...people, ...late }),
      "ann, by HTTP": await answersTo(id, ann.line.token),
      "cid, by HTTP": await answersTo(id, cid.line.token),
      anybody: await answersTo(id),
    };
    const here = Object.keys(people);
    secrets.push(
      { what: "who wrote something", text: new RegExp(persons.join("|")), knownTo: ["host"] },
      { what: "counts that are hidden", text: '"counts":[', knownTo: ["host"] },
      { what: "what the host has sent", text: '"sent":', knownTo: ["host"] },
      { what: "a notice to ann", text: "notice for ann", knownTo: ["host", "ann", "ann, back", "ann, by HTTP"] },
      { what: "a notice to hosts", text: "notice for hosts", knownTo: ["host"] },
      { what: "a notice that was withdrawn", text: "notice withdrawn", knownTo: ["host", "ben"] },
      { what: "that ben is muted", text: /"code":"muted"|"muted":true/, knownTo: ["host", "ben", "ben, back"] },
      { what: "an ask that waits", text: "an ask that waits", knownTo: ["host", "cid", "cid, back", "cid, by HTTP"] },
      { what: "an ask put away", text: "an ask to archive", knownTo: here },
      { what: "hidden words", text: "words to hide", knownTo: here },
      { what: "removed words", text: "words to remove", knownTo: here },
    );
    for (const person of Object.values({ ...people, ...late })) expect(person.problems).toEqual([]);
    for (const person of Object.values({ ...people, ...late })) person.line.leave();
  }, 60_000);

  test("by socket, back on another, by HTTP, on the big screen, without listening", () => {
    for (const [person, heard] of Object.entries(recordings)) expect(heard.length, person).toBeGreaterThan(1);
    expect(leaksIn(recordings, secrets)).toEqual([]);
  });

  test("and it would be found: to a newcomer, what the host, ann, ben and cid heard is a leak of all of it", () => {
    const heard = ["host", "ann", "ben", "cid, back"].flatMap((person) => recordings[person] ?? []);
    const planted = { newcomer: heard, anybody: ['{"voter":"AbCdEfGhIjKlMnOpQrSt_-"}'] };
    const all = secrets.slice(1).map(({ what }) => `newcomer: ${what}`);
    expect(leaksIn(planted, secrets)).toEqual([...all, "anybody: something unguessable"]);
    expect(all).toHaveLength(11);
  });

  test("notices to all who vote came to all of them, and to nobody else", () => {
    const heard = (name: string) => (recordings[name] ?? []).some((frame) => frame.includes("notice for voters"));
    const voters = ["ann", "ben", "cid", "deaf", "newcomer", "ann, by HTTP"];
    for (const name of voters) expect([name, heard(name)]).toEqual([name, true]);
    for (const name of ["wall", "anybody"]) expect([name, heard(name)]).toEqual([name, false]);
  });
});
