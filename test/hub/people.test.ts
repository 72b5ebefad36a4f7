/** Who is in the room, for its host: names, since when, here or away, muted. Never what or whether somebody voted. */
import { expect, test } from "vitest";
import { PEOPLE_PAGE } from "../../src/protocol/limits.ts";
import type { PeoplePage, PersonRow } from "../../src/protocol/talk.ts";
import { evict } from "./objects.ts";
import { bearer, call, makePoll, Phone, post, tokenOf, voter } from "./phone.ts";

const TALKING = { talk: { chat: "open", questions: "open" } };

let refs = 0;

async function says(phone: Phone, name: string): Promise<void> {
  const ref = ++refs;
  phone.send({ type: "say", text: "Hello", name, n: ref, ref });
  expect(await phone.until((said) => "ref" in said && said.ref === ref)).toMatchObject({ type: "ack" });
}

async function listOf({ id, hostKey }: { id: string; hostKey: string }, page?: number): Promise<PeoplePage> {
  const answer = await call(`/api/polls/${id}/people${page === undefined ? "" : `?page=${page}`}`, { headers: bearer(hostKey) });
  expect(answer.status).toBe(200);
  return answer.json<PeoplePage>();
}

const seen = ({ people }: PeoplePage) => people.map(({ name, present, muted }) => [name, present, muted]);

test("[N36] those who are here come first, then the others, by name with the nameless last; hosts and screens are not among them", async () => {
  const made = await makePoll(TALKING);
  const before = Date.now();
  const host = await Phone.join(made.id, "host", { key: made.hostKey });
  await Phone.join(made.id, "wall", { role: "stage", key: made.hostKey });
  const [zoe, ann, mia] = [await Phone.join(made.id, "zoe"), await Phone.join(made.id, "ann"), await Phone.join(made.id, "mia")];
  await Phone.join(made.id, "zoe");
  await Phone.join(made.id, "nameless");
  await says(host, "The host");
  for (const [phone, name] of [
    [zoe, "Zoe"],
    [ann, "Ann"],
    [mia, "Mia"],
  ] as const)
    await says(phone, name);
  await post(`/api/polls/${made.id}/talk`, { type: "say", text: "By HTTP", name: "Bob", n: 1 }, voter(tokenOf("bob")));
  mia.hangUp();
  await mia.ended();
  const list = await listOf(made);
  expect(list).toMatchObject({ total: 5, present: 3, page: 0, pages: 1 });
  const expected = [
    ["Ann", true, false],
    ["Zoe", true, false],
    ["", true, false],
    ["Bob", false, false],
    ["Mia", false, false],
  ];
  expect(seen(list)).toEqual(expected);
  for (const { person, since } of list.people) {
    expect(person).toMatch(/^[\w-]{8}$/);
    expect(Date.parse(since)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(since)).toBeLessThanOrEqual(Date.now());
  }
  expect(new Set(list.people.map(({ person }) => person)).size).toBe(5);
  await evict(made.stub);
  expect(await listOf(made)).toEqual(list);
});

test("[N36] somebody in the list can be muted and written to by the name that stands there, also when they have never said a word", async () => {
  const made = await makePoll(TALKING);
  const host = await Phone.join(made.id, "host", { key: made.hostKey });
  const quiet = await Phone.join(made.id, "quiet");
  const [{ person } = {} as PersonRow] = (await listOf(made)).people;
  expect(await host.command("person", { person, change: "mute" })).toMatchObject({ status: "done" });
  expect(await host.command("notice", { to: { person }, text: "Psst" })).toMatchObject({ status: "done" });
  await quiet.until((said) => said.type === "notices" && said.notices.some(({ text }) => text === "Psst"));
  quiet.hangUp();
  await quiet.ended();
  expect(seen(await listOf(made))).toEqual([["", false, true]]);
});

test("[N36] in a quiz people have the names that they play under", async () => {
  const made = await makePoll({ pace: "quiz", questions: [{ text: "?", options: ["a", "b"], right: [0] }] });
  const ann = await Phone.join(made.id, "ann");
  await ann.play("Ann the Great");
  expect(seen(await listOf(made))).toEqual([["Ann the Great", true, false]]);
});

test("[N36] page by page", async () => {
  const made = await makePoll(TALKING);
  const body = (index: number) => ({ type: "say", text: "Hi", name: `P${String(index).padStart(3, "0")}`, n: 1 });
  const says = Array.from({ length: PEOPLE_PAGE + 5 }, (_, index) => index);
  await Promise.all(says.map((index) => post(`/api/polls/${made.id}/talk`, body(index), voter(tokenOf(`p${index}`)))));
  const [first, second, beyond] = [await listOf(made), await listOf(made, 1), await listOf(made, 9)];
  expect(first).toMatchObject({ total: PEOPLE_PAGE + 5, present: 0, page: 0, pages: 2 });
  expect(first.people.length).toBe(PEOPLE_PAGE);
  expect([...first.people, ...second.people].map(({ name }) => name)).toEqual(says.map((index) => body(index).name));
  expect(beyond).toEqual(second);
});

test("[N37] the list is the same before and after somebody votes, changes, takes back, by socket or by HTTP", async () => {
  const made = await makePoll(TALKING);
  const [ann, ben] = [await Phone.join(made.id, "ann"), await Phone.join(made.id, "ben")];
  await says(ann, "Ann");
  const before = await listOf(made);
  await ann.vote([0], 1);
  await ben.vote([1], 1);
  await ben.vote([0], 2);
  await ann.vote([], 2);
  const away = await post(`/api/polls/${made.id}/votes`, { question: "q1", choice: [0], n: 1 }, voter(tokenOf("away")));
  expect(away.status).toBe(200);
  expect(await listOf(made)).toEqual(before);
  expect(Object.keys(before.people[0] ?? {}).toSorted()).toEqual(["muted", "name", "person", "present", "since"]);
});

test("[N37] only for its host", async () => {
  const { id, hostKey } = await makePoll();
  expect((await call(`/api/polls/${id}/people`)).status).toBe(401);
  expect((await call(`/api/polls/${id}/people`, { headers: bearer("x".repeat(27)) })).status).toBe(401);
  expect((await call(`/api/polls/${id}/people`, { headers: voter(tokenOf("ann")) })).status).toBe(401);
  expect((await call(`/api/polls/${id}/people?page=-1`, { headers: bearer(hostKey) })).status).toBe(400);
  expect((await post(`/api/polls/${id}/people`, {}, bearer(hostKey))).status).toBe(405);
});
