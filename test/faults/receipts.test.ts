/** [J5] Receipts of a real server: everybody who was acknowledged is in the list with their last vote, once, and a cheating list is seen. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { verdictOn } from "../../src/page/results/receipts/recount.ts";
import { receiptsText } from "../../src/protocol/receipts.ts";
import type { Ack, Choice, ReceiptsList, Snapshot } from "../../src/protocol/server.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { chanceOf } from "../support/random.ts";
import { makePoll, startServer } from "../support/server.ts";

const VOTERS = size(1_000, 100);
const AT_ONCE = 20;

test("[J5] every acknowledged vote is in the list by its receipt, once, as it was last", async () => {
  const [server, seed] = [await startServer(), seedOf()];
  const chance = chanceOf(seed);
  const pick = (below: number) => Math.floor(chance() * below);
  try {
    const made = await makePoll(server.origin, { question: "Which?", options: ["a", "b", "c"], receipts: true });
    const api = `${server.origin}/api/polls/${made.id}`;
    const last = new Map<string, Choice>();
    const receipts = new Map<string, string>();
    const vote = async (voter: string, choice: Choice, n: number) => {
      const headers = { "content-type": "application/json", authorization: `Voter ${voter}` };
      const answer = await fetch(`${api}/votes`, { method: "POST", headers, body: JSON.stringify({ question: "q1", choice, n }) });
      const { receipt = "" } = (await answer.json()) as Ack;
      expect([answer.status, receipts.get(voter) ?? receipt]).toEqual([200, receipt]);
      receipts.set(voter, receipt);
    };
    const person = async (voter: string) => {
      const said = Array.from({ length: 1 + pick(3) }, (): Choice => (pick(8) === 0 ? [] : [pick(3)]));
      for (const [n, choice] of said.entries()) {
        await vote(voter, choice, n + 1);
        if (pick(3) === 0) await vote(voter, choice, n + 1);
      }
      last.set(voter, said.at(-1) ?? []);
    };
    const voters = Array.from({ length: VOTERS }, (_, at) => `voter-of-receipts-${seed}-${at}`.padEnd(24, "x"));
    for (let from = 0; from < VOTERS; from += AT_ONCE) await Promise.all(voters.slice(from, from + AT_ONCE).map(person));
    const headers = { "content-type": "application/json", authorization: `Bearer ${made.hostKey}` };
    await fetch(`${api}/commands`, { method: "POST", headers, body: '{"command":"close","question":"q1"}' });

    const list = (await (await fetch(`${api}/receipts?question=q1`)).json()) as ReceiptsList;
    const { poll, tallies } = (await (await fetch(api)).json()) as Snapshot;
    const judge = (receipts: ReceiptsList["receipts"]) => {
      const hash = createHash("sha256").update(receiptsText(receipts)).digest("hex");
      const verdict = verdictOn(poll.questions[0] as never, tallies.q1 as never, { ...list, receipts }, hash, null);
      return verdict.isWhole && verdict.isSound && verdict.isAsTold && verdict.isSame;
    };
    const listed = new Map(list.receipts);
    const isThere = (voter: string) =>
      JSON.stringify(listed.get(receipts.get(voter) ?? "") ?? []) === JSON.stringify(last.get(voter));
    const lost = voters.filter((voter) => !isThere(voter)).length;
    const counted = [...last.values()].filter((choice) => choice.length > 0).length;
    const [first, second] = list.receipts as [ReceiptsList["receipts"][number], ReceiptsList["receipts"][number]];
    const cheats = [
      list.receipts.slice(1),
      [first, ...list.receipts],
      [[first[0], [(Number(first[1][0]) + 1) % 3]], second, ...list.receipts.slice(2)],
    ];
    const gotIn = cheats.filter((cheat) => judge(cheat as ReceiptsList["receipts"])).length;
    prove({
      what: "receipts",
      tried: `${VOTERS} voters, ${cheats.length} cheating lists`,
      lost,
      doubled: list.receipts.length - counted,
      gotIn,
      seed,
    });
    expect([judge(list.receipts), lost, list.receipts.length, gotIn]).toEqual([true, 0, counted, 0]);
  } finally {
    await server.stop();
  }
});
