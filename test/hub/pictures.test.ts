/** Pictures of options: what is taken, kept, shown and thrown away, through the real hub. */
import { evictDurableObject, listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { PICTURE_ID } from "../../src/protocol/ids.ts";
import { PICTURE_BYTES_MAX, PICTURES_BYTES_MAX } from "../../src/protocol/limits.ts";
import type { PollView, Refusal } from "../../src/protocol/server.ts";
import { GIF, JPEG, PNG, padded, WEBP_LOSSLESS, WEBP_LOSSY } from "../support/images.ts";
import { bearer, call, makePoll, Phone, post } from "./phone.ts";

const upload = (poll: { id: string; hostKey: string }, body: BodyInit | null, headers: Record<string, string> = {}) =>
  call(`/api/polls/${poll.id}/pictures`, { method: "POST", headers: { ...bearer(poll.hostKey), ...headers }, body });

async function uploaded(poll: { id: string; hostKey: string }, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const response = await upload(poll, bytes);
  expect(response.status).toBe(201);
  const { picture } = await response.json<{ picture: string }>();
  expect(picture).toMatch(PICTURE_ID);
  return picture;
}

async function refusalOf(response: Response): Promise<(string | number | undefined)[]> {
  const { error } = await response.json<Refusal>();
  return [response.status, error.code, error.detail];
}

const edit = (poll: { id: string; hostKey: string }, fields: object) =>
  post(`/api/polls/${poll.id}/commands`, { command: "edit", question: "q1", ...fields }, bearer(poll.hostKey));

const show = (poll: { id: string }, picture: string) => call(`/api/polls/${poll.id}/pictures/${picture}`);

const statusesOf = (poll: { id: string }, pictures: string[]) =>
  Promise.all(pictures.map(async (picture) => (await show(poll, picture)).status));

test.each([
  ["image/png", PNG],
  ["image/jpeg", JPEG],
  ["image/gif", GIF],
  ["image/webp", WEBP_LOSSY],
  ["image/webp", WEBP_LOSSLESS],
])("[I1] [I4] %s comes out as it went in, whatever its header said, and can be nothing else", async (type, bytes) => {
  const poll = await makePoll();
  const response = await upload(poll, bytes, { "content-type": "text/html" });
  const { picture } = await response.json<{ picture: string }>();
  const shown = await show(poll, picture);
  expect(shown.status).toBe(200);
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    "content-type": type,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, max-age=31536000, immutable",
  });
});

test("[I1] what is no picture is refused, whatever it is called, and wakes no hub", async () => {
  const poll = { id: "23456789abcdefg", hostKey: "k".repeat(27) };
  const before = (await listDurableObjectIds(env.HUB)).length;
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const body of [svg, "GIF89a", "<html>", PNG.slice(0, 32), new Uint8Array()]) {
    expect(await refusalOf(await upload(poll, body, { "content-type": "image/png" }))).toEqual([415, "wrong-type", "no-picture"]);
  }
  expect(await refusalOf(await upload(poll, padded(PNG, PICTURE_BYTES_MAX + 1)))).toEqual([413, "too-large", undefined]);
  const keyless = await call(`/api/polls/${poll.id}/pictures`, { method: "POST", body: PNG });
  expect(await refusalOf(keyless)).toEqual([401, "not-host", undefined]);
  expect((await show(poll, "too-short")).status).toBe(404);
  expect((await call(`/api/polls/${poll.id}/pictures`)).status).toBe(405);
  expect((await call(`/api/polls/${poll.id}/pictures/${"a".repeat(16)}`, { method: "DELETE" })).status).toBe(405);
  expect((await call(`/api/polls/NOT/pictures/${"a".repeat(16)}`)).status).toBe(404);
  expect((await listDurableObjectIds(env.HUB)).length).toBe(before);
});

test("[I2] the largest picture fits; a wrong key keeps nothing", async () => {
  const poll = await makePoll();
  await uploaded(poll, padded(PNG, PICTURE_BYTES_MAX));
  expect(await refusalOf(await upload({ ...poll, hostKey: "k".repeat(27) }, PNG))).toEqual([401, "not-host", undefined]);
  expect(await refusalOf(await upload({ ...poll, id: "23456789abcdefg" }, PNG))).toEqual([404, "no-such-poll", undefined]);
});

describe("[I3] options", () => {
  test.each([false, true])("show what was uploaded before, and nothing else; evicted between: %s", async (evicted) => {
    const poll = await makePoll();
    const picture = await uploaded(poll, PNG);
    const ann = await Phone.join(poll.id, "ann");
    const from = ann.heard.length;
    if (evicted) await evictDurableObject(poll.stub);
    for (const pictures of [["a".repeat(16), null], [picture]]) {
      const detail = pictures.length === 1 ? "faces" : "no-such-picture";
      expect(await refusalOf(await edit(poll, { pictures }))).toEqual([400, "bad-message", detail]);
    }
    expect((await edit(poll, { pictures: [picture, null], emoji: [null, "🍣"] })).status).toBe(200);
    const told = await ann.hear("snapshot", from);
    expect(told.poll.questions[0]).toMatchObject({ pictures: [picture, null], emoji: [null, "🍣"] });
    if (evicted) await evictDurableObject(poll.stub);
    expect((await show(poll, picture)).status).toBe(200);
    await edit(poll, { pictures: null });
    const { poll: seen } = await (await call(`/api/polls/${poll.id}`)).json<{ poll: PollView }>();
    expect(seen.questions[0]).not.toHaveProperty("pictures");
  });

  test("a new poll or question cannot name a picture that nobody uploaded", async () => {
    const poll = await makePoll();
    const question = { kind: "choice", text: "?", options: ["a", "b"], pictures: [null, "a".repeat(16)] };
    expect(await refusalOf(await post("/api/polls", { questions: [question] }))).toEqual([400, "bad-message", "no-such-picture"]);
    const add = { command: "add-question", ...question };
    const answer = await post(`/api/polls/${poll.id}/commands`, add, bearer(poll.hostKey));
    expect(await refusalOf(answer)).toEqual([400, "bad-message", "no-such-picture"]);
  });

  test("an upload is nobody's news, and an option that is added has no face", async () => {
    const poll = await makePoll();
    const ann = await Phone.join(poll.id, "ann");
    const heard = ann.heard.length;
    const picture = await uploaded(poll, PNG);
    await edit(poll, { pictures: [picture, picture] });
    const told = await ann.hear("snapshot", heard);
    expect(ann.heard.slice(heard).filter(({ type }) => type === "snapshot")).toEqual([told]);
    await post(`/api/polls/${poll.id}/commands`, { command: "add-option", question: "q1", text: "Ramen" }, bearer(poll.hostKey));
    const more = await ann.hear("snapshot", ann.heard.indexOf(told) + 1);
    expect(more.poll.questions[0]).toMatchObject({ options: ["Pizza", "Sushi", "Ramen"], pictures: [picture, picture, null] });
  });
});

describe("[I2] two megabytes a poll", () => {
  const FIT = Math.floor(PICTURES_BYTES_MAX / PICTURE_BYTES_MAX);
  const largest = (seed: number) => padded(PNG, PICTURE_BYTES_MAX, seed);

  test("what no option shows makes room, the oldest first; what is shown stays", async () => {
    const poll = await makePoll();
    const pictures: string[] = [];
    for (let seed = 0; seed < FIT; seed++) pictures.push(await uploaded(poll, largest(seed)));
    const [first = "", second = "", third = ""] = pictures;
    await edit(poll, { pictures: [first, null] });
    expect(await uploaded(poll, largest(1))).toBe(second); // the same again costs nothing, and is new again
    const more = await uploaded(poll, largest(FIT));
    expect(await statusesOf(poll, [first, second, third, more])).toEqual([200, 200, 404, 200]);
    await evictDurableObject(poll.stub);
    expect(await statusesOf(poll, [first, second, third, more])).toEqual([200, 200, 404, 200]);
    expect(await refusalOf(await edit(poll, { pictures: [third, null] }))).toEqual([400, "bad-message", "no-such-picture"]);
  });

  test("where all are shown there is no more room", async () => {
    const options = Array.from({ length: FIT }, (_, index) => `option ${index}`);
    const poll = await makePoll({ question: "?", options });
    const pictures: string[] = [];
    for (let seed = 0; seed < FIT; seed++) pictures.push(await uploaded(poll, largest(seed)));
    await edit(poll, { pictures });
    expect(await refusalOf(await upload(poll, largest(FIT)))).toEqual([403, "not-allowed", "pictures-full"]);
    expect(await statusesOf(poll, pictures)).toEqual(pictures.map(() => 200));
  });
});

test("[I4] pictures go with the poll", async () => {
  const poll = await makePoll();
  const picture = await uploaded(poll, PNG);
  expect((await show(poll, picture)).status).toBe(200);
  expect((await call(`/api/polls/${poll.id}`, { method: "DELETE", headers: bearer(poll.hostKey) })).status).toBe(204);
  expect((await show(poll, picture)).status).toBe(404);
});
