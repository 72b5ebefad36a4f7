/** Who plays, under which name, and what a host can do about it; and how long their lines are. */
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import type { PlayersPage } from "../../src/protocol/server.ts";
import { quiz } from "./game.ts";
import { makePoll, Phone, pause, tokenOf } from "./phone.ts";

type Made = Awaited<ReturnType<typeof makePoll>>;

const lobby = (settings: object = {}, seconds?: number[]) => makePoll(quiz({ autoStart: false, ...settings }, seconds));

function listOf({ stub, hostKey }: Made, page = 0): Promise<PlayersPage> {
  return runInDurableObject(stub, (hub: PollHub) => hub.list(hostKey, "players", page) as PlayersPage);
}

/** So many strangers at once, without sockets. */
function flood({ stub }: Made, count: number, from = 0): Promise<string[]> {
  return runInDurableObject(stub, async (hub: PollHub) => {
    const joins = Array.from({ length: count }, (_, index) =>
      hub.join({ voter: tokenOf(`s${from + index}`) }, { name: null, team: null }),
    );
    return (await Promise.all(joins)).map((reply) => ("player" in reply ? "in" : (reply.detail ?? reply.refused)));
  });
}

describe("[Z16] [Z17] names", () => {
  test("a taken name comes with a free one, also where it only looks like it", async () => {
    const { id } = await lobby();
    const [ann, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    await ann.play("Annika");
    expect(await ben.play("ANNIKA")).toMatchObject({ type: "refused", detail: "name-taken", suggested: "ANNIKA 2" });
    expect(await ben.play("Аnnika")).toMatchObject({ type: "refused", detail: "name-taken" });
    expect(await ben.play("   ")).toMatchObject({ type: "refused", detail: "name-empty" });
    expect(await ben.play("ANNIKA 2")).toMatchObject({ type: "joined", player: { name: "ANNIKA 2" } });
    expect(await ben.play(null)).toMatchObject({ type: "joined", player: { name: "ANNIKA 2" } });
    expect(await ben.play("Ben")).toMatchObject({ type: "joined", player: { name: "Ben" } });
    expect(await ann.play("ANNIKA 2")).toMatchObject({ type: "joined" });
  });

  test("two who want the same name in one moment", async () => {
    const { id } = await lobby();
    const phones = await Promise.all(["a", "b", "c"].map((name) => Phone.join(id, name)));
    const replies = await Promise.all(phones.map((phone) => phone.play("Same")));
    expect(replies.map(({ type }) => type).sort()).toEqual(["joined", "refused", "refused"]);
  });

  test("other tabs follow, and a screen that opens later sees who is in", async () => {
    const made = await lobby();
    const [ann, tab] = [await Phone.join(made.id, "ann"), await Phone.join(made.id, "ann")];
    expect(tab.player).toBeNull();
    await ann.play("Ann");
    await tab.until((said) => said.type === "snapshot" && said.player?.name === "Ann");
    const wall = await Phone.join(made.id, "wall", { role: "stage" });
    expect(wall.snapshots[0]?.poll.quiz).toMatchObject({ players: 1, newest: ["Ann"] });
    expect(ann.frames.join()).not.toContain("newest");
    expect(ann.frames.join()).not.toContain("right");
  });

  test("[Z15] teams are dealt evenly, and anew where there are others", async () => {
    const made = await lobby({ teams: ["Red", "Blue"] });
    await flood(made, 5);
    const sizesOf = ({ players }: PlayersPage) => [0, 1, 2].map((index) => players.filter(({ team }) => team === index).length);
    expect(sizesOf(await listOf(made)).sort()).toEqual([0, 2, 3]);
    const host = await Phone.join(made.id, "host", { key: made.hostKey });
    expect(await host.command("edit", { quiz: { teams: [] } })).toMatchObject({ status: "done" });
    expect((await listOf(made)).players.every(({ team }) => team === null)).toBe(true);
    await host.command("edit", { quiz: { teams: ["A", "B", "C"] } });
    expect(sizesOf(await listOf(made))).toEqual([2, 2, 1]);
  });
});

describe("[Z18] the host's lobby", () => {
  test("a burst locks it, who is in stays in, and the host lets the others in", async () => {
    const made = await lobby();
    const host = await Phone.join(made.id, "host", { key: made.hostKey });
    const ann = await Phone.join(made.id, "ann");
    await ann.play("Ann");
    const told = await flood(made, 150);
    const inside = told.filter((reply) => reply === "in").length;
    expect(inside).toBeGreaterThanOrEqual(95);
    expect(inside).toBeLessThanOrEqual(105);
    expect(told.slice(inside)).toEqual(told.slice(inside).map(() => "lobby-locked"));
    await host.until((said) => said.type === "snapshot" && said.poll.quiz?.lobby === "locked");
    expect(await ann.play(null)).toMatchObject({ type: "joined" });
    expect(await host.command("lobby", { locked: false })).toMatchObject({ status: "done" });
    expect(new Set(await flood(made, 150))).toEqual(new Set(["in"]));
    const { of, pages, players } = await listOf(made, 1);
    expect([of, pages, players.length]).toEqual([151, 4, 50]);
    await host.command("lobby", { locked: true });
    expect(await flood(made, 1, 500)).toEqual(["lobby-locked"]);
  });

  test("renames, removes, lets in again, grants time", async () => {
    const made = await lobby({ pauseSeconds: null }, [60]);
    const host = await Phone.join(made.id, "host", { key: made.hostKey });
    const [ann, ben] = [await Phone.join(made.id, "ann"), await Phone.join(made.id, "ben")];
    await ann.play("Rude");
    await ben.play("Ben");
    const rude = (await listOf(made)).players.find(({ name }) => name === "Rude")?.player ?? "";
    const change = (more: object) => host.command("player", { player: rude, ...more });
    expect(await ann.command("player", { player: rude, change: "remove" })).toMatchObject({ code: "not-host" });
    expect(await change({ change: "rename", name: "Kind" })).toMatchObject({ status: "done" });
    await ann.until((said) => said.type === "snapshot" && said.player?.name === "Kind");
    expect(await change({ change: "stretch", stretch: 0.5 })).toMatchObject({ type: "refused", detail: "stretch" });
    expect(await change({ change: "stretch", stretch: 2 })).toMatchObject({ status: "done" });
    await host.command("quiz-start", {});
    const { poll, player } = await ann.reaches("question", 0);
    expect((player?.endsAt ?? 0) - (poll.quiz?.from ?? 0)).toBe(120_000);
    expect(await ben.vote([1], 1)).toMatchObject({ status: "counted" });
    // Who is removed is not waited for.
    expect(await change({ change: "remove" })).toMatchObject({ status: "done" });
    await ben.reaches("revealed", 0);
    expect(ann.player).toBeNull();
    expect(await ann.play("Another")).toMatchObject({ type: "refused", detail: "removed" });
    expect(await ann.vote([1], 1)).toMatchObject({ type: "refused", detail: "removed" });
    expect((await Phone.join(made.id, "ann")).player).toBeNull();
    expect(ben.snapshots.at(-1)?.poll.quiz?.board).toMatchObject({ of: 1 });
    expect(await change({ change: "readmit" })).toMatchObject({ status: "done" });
    expect(await ann.play(null)).toMatchObject({ type: "joined", player: { name: "Kind" } });
    expect(await host.command("player", { player: "AAAAAAAA", change: "remove" })).toMatchObject({ detail: "no-such-player" });
  });
});

test("[Z7] what a measured line took is taken off, and nothing that was not measured", { timeout: 20_000 }, async () => {
  const made = await lobby({}, [20]);
  const host = await Phone.join(made.id, "host", { key: made.hostKey });
  const [slow, silent] = [await Phone.join(made.id, "slow"), await Phone.join(made.id, "silent")];
  await slow.play("Slow");
  await silent.play("Silent");
  // The first probe's echo is invented, all others take their time.
  for (let echoes = 0; echoes < 4; echoes++) {
    const isNext = ({ type }: { type: string }) => type === "probe";
    await slow.until(() => slow.heard.filter(isNext).length > echoes);
    const probe = slow.heard.filter(isNext)[echoes];
    slow.send({ type: "echo", nonce: "AAAAAAAAAAA" });
    await pause(120);
    if (probe?.type === "probe") slow.send({ type: "echo", nonce: probe.nonce });
  }
  await host.command("quiz-start", {});
  await slow.reaches("question", 0);
  await silent.reaches("question", 0);
  await pause(600);
  await Promise.all([slow.vote([1], 1), silent.vote([1], 1)]);
  const rows = await runInDurableObject(made.stub, (_, { storage }) =>
    storage.sql
      .exec<{ name: string; ms: number }>("SELECT name, ms FROM ballots JOIN players USING (voter) ORDER BY name")
      .toArray(),
  );
  const [silentMs = 0, slowMs = 0] = rows.map(({ ms }) => ms);
  expect(silentMs).toBeGreaterThanOrEqual(550);
  expect(silentMs - slowMs).toBeGreaterThanOrEqual(100);
  expect(silentMs - slowMs).toBeLessThanOrEqual(250);
});
