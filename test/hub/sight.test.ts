/** All that a voter ever hears, for each setting: no number in it that the voter may not know. */
import { describe, expect, test, vi } from "vitest";
import type { ResultsWhen, TalliesView } from "../../src/protocol/server.ts";
import { evict } from "./objects.ts";
import { bearer, call, makePoll, Phone, pause, tokenOf, voter } from "./phone.ts";

type Stage = "before" | "voted" | "taken back" | "closed" | "shown" | "hidden" | "reset";

/** When a voter who does all this may see the counts. */
const MAY: Record<ResultsWhen, readonly Stage[]> = {
  always: ["before", "voted", "taken back", "closed", "shown", "reset"],
  "after-vote": ["voted", "closed", "shown"],
  "after-close": ["closed", "shown"],
  host: ["shown"],
};

const settings = Object.keys(MAY) as ResultsWhen[];

/** Every way out by HTTP for somebody without the key. */
async function exportsOf(id: string, name: string): Promise<string[]> {
  const asked = [
    call(`/api/polls/${id}`, { headers: voter(tokenOf(name)) }),
    call(`/api/polls/${id}`, { headers: voter(tokenOf("stranger")) }),
    call(`/api/polls/${id}`),
    call(`/api/polls/${id}/results`),
    call(`/api/polls/${id}/results.csv`),
    call(`/p/${id}`),
  ];
  return Promise.all(asked.map(async (response) => (await response).text()));
}

describe.each(settings)("results: %s", (results) => {
  test.each([false, true])(
    "[S1] [S2] [S4] [R5] no frame says more than its reader may know (evicted between: %s)",
    async (evicted) => {
      const { id, hostKey, stub } = await makePoll({ results });
      const host = await Phone.join(id, "host", { key: hostKey });
      const ann = await Phone.join(id, "ann");
      const tab = await Phone.join(id, "ann");
      for (const name of ["b1", "b2", "b3"]) await (await Phone.join(id, name)).vote([1], 1);

      const stages: [Stage, () => Promise<unknown>][] = [
        ["before", () => host.vote([1], 1)],
        ["voted", () => ann.vote([0], 1)],
        ["taken back", () => ann.vote([], 2)],
        ["voted", () => ann.vote([0], 3)],
        ["closed", () => host.command("close")],
        ["hidden", () => host.command("hide")],
        ["shown", () => host.command("show", {})],
        ["hidden", () => host.command("hide")],
      ];
      for (const [stage, act] of stages) {
        const from = [ann.heard.length, tab.heard.length] as const;
        const answer = await act();
        const { seq } = answer as { seq: number };
        await Promise.all([ann.until((said) => "seq" in said && said.type !== "ack" && said.seq >= seq), tab.upTo(seq)]);
        const sees = MAY[results].includes(stage);
        for (const [index, phone] of [ann, tab].entries()) {
          const told = phone.heard.slice(from[index]).filter((said) => "tallies" in said && said.seq >= seq);
          expect(told.length).toBeGreaterThan(0);
          for (const { tallies } of told as { tallies: TalliesView }[])
            expect([stage, "counts" in (tallies.q1 ?? {})]).toEqual([stage, sees]);
        }
        if (evicted) await evict(stub);
      }
      expect(host.heard.every((said) => !("tallies" in said) || "counts" in (said.tallies.q1 ?? {}))).toBe(true);
    },
  );
});

describe("ways out", () => {
  // Counts that appear nowhere else: 7 for one option, 13 for the other.
  const TELLING = /"counts"|\b(7|13)\b(?=[,\]])/;

  test.each(["after-vote", "after-close", "host"] as const)(
    "[S1] [A7] %s: nothing by HTTP without the key, all of it with the key",
    async (results) => {
      const { id, hostKey } = await makePoll({ results });
      const phones = await Promise.all(Array.from({ length: 20 }, (_, index) => Phone.join(id, `phone${index}`)));
      await Promise.all(phones.map((phone, index) => phone.vote([index < 7 ? 0 : 1], 1)));
      for (const text of await exportsOf(id, "stranger")) {
        expect(text).not.toMatch(TELLING);
        expect(text).toMatch(/20/);
      }
      const seen = await call(`/api/polls/${id}`, { headers: voter(tokenOf("phone0")) });
      const { tallies } = await seen.json<{ tallies: TalliesView }>();
      expect(tallies.q1).toStrictEqual(results === "after-vote" ? { ballots: 20, counts: [7, 13] } : { ballots: 20 });
      const whole = await (await call(`/api/polls/${id}/results`, { headers: bearer(hostKey) })).json<{
        tallies: TalliesView;
        ballots: unknown[];
      }>();
      expect(whole.tallies.q1).toStrictEqual({ ballots: 20, counts: [7, 13] });
      expect(whole.ballots).toHaveLength(20);
      const looked = await (await call(`/api/polls/${id}`, { headers: bearer(hostKey) })).json<{ tallies: TalliesView }>();
      expect(looked.tallies.q1).toStrictEqual({ ballots: 20, counts: [7, 13] });
      expect((await call(`/api/polls/${id}`, { headers: bearer(tokenOf("wrong")) })).status).toBe(401);
      const csv = await (await call(`/api/polls/${id}/results.csv`, { headers: bearer(hostKey) })).text();
      expect(csv).toContain("Pizza,7,20");
    },
  );

  test("[A7] ballots of an export name nobody, and stand in an order that says nothing", async () => {
    const { id, hostKey } = await makePoll();
    for (const [name, mark] of [
      ["ann", 1],
      ["ben", 0],
      ["cid", 1],
      ["dot", 0],
    ] as const)
      await (await Phone.join(id, name)).vote([mark], 1);
    const exported = await (await call(`/api/polls/${id}/results`, { headers: bearer(hostKey) })).json<{ ballots: object[] }>();
    expect(exported.ballots).toStrictEqual([0, 0, 1, 1].map((mark) => ({ question: "q1", round: 1, choice: [mark] })));
    const csv = await (await call(`/api/polls/${id}/results.csv?rows=ballots`, { headers: bearer(hostKey) })).text();
    expect(csv.split("\r\n")).toEqual([
      "question,text,round,choice",
      ...["Pizza", "Pizza", "Sushi", "Sushi"].map((option) => `q1,Where to?,1,${option}`),
      "",
    ]);
    expect((await call(`/api/polls/${id}/results.csv?rows=ballots`)).status).toBe(401);
  });

  test("[S3] a big screen with the key sees what the room may see, without it what a stranger sees", async () => {
    const { id, hostKey } = await makePoll({ results: "after-vote" });
    const ann = await Phone.join(id, "ann");
    await ann.vote([0], 1);
    const wall = await Phone.join(id, "wall", { role: "stage", key: hostKey });
    const passer = await Phone.join(id, "passer", { role: "stage" });
    expect(wall.snapshots[0]?.tallies.q1).toStrictEqual({ ballots: 1, counts: [1, 0] });
    expect(passer.snapshots[0]?.tallies.q1).toStrictEqual({ ballots: 1 });
    const host = await Phone.join(id, "host", { key: hostKey });
    await host.command("edit", { results: "after-close" });
    await vi.waitFor(() => expect(wall.snapshots.at(-1)).toMatchObject({ poll: { results: "after-close" } }));
    expect(wall.newest?.tallies.q1).toStrictEqual({ ballots: 1 });
    expect(host.newest?.tallies.q1).toStrictEqual({ ballots: 1, counts: [1, 0] });
  });

  test("[S2] a new round hides again what the vote before it had opened", async () => {
    const { id, hostKey } = await makePoll({ results: "after-vote" });
    const host = await Phone.join(id, "host", { key: hostKey });
    const ann = await Phone.join(id, "ann");
    await ann.vote([0], 1);
    await host.command("reset");
    await (await Phone.join(id, "ben")).vote([1], 1);
    await pause(120);
    expect(ann.newest?.tallies.q1).toStrictEqual({ ballots: 1 });
    expect(
      ann.heard.filter((said) => "tallies" in said && said.seq >= 3).every((said) => !JSON.stringify(said).includes("counts")),
    ).toBe(true);
  });
});
