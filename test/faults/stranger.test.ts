/** The README's server and 200 phones of strangers who know only the contract: what was acknowledged is what everybody sees. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePoll, type Server, startServer } from "../support/server.ts";
import { Voter } from "../support/voter.ts";

const VOTERS = 200;
const VOTES_EACH = 5;
const OPTIONS = 4;

let server: Server;
beforeAll(async () => {
  server = await startServer();
}, 120_000);
afterAll(() => server?.stop());

test("[V1][V2][W7] 200 sockets, 1,000 votes with changes and resends: tallies equal what was acknowledged, everywhere, within a second", async () => {
  const options = Array.from({ length: OPTIONS }, (_, index) => `Option ${index}`);
  const made = await makePoll(server.origin, { question: "Where to?", options });
  const address = `ws://localhost:${server.port}/ws/${made.id}`;
  const voters = Array.from({ length: VOTERS }, () => new Voter(address));
  await Promise.all(voters.map((voter) => voter.join()));
  const expected = new Array<number>(OPTIONS).fill(0);
  let answered = 0;
  await Promise.all(
    voters.map(async (voter, index) => {
      let last = 0;
      for (let vote = 0; vote < VOTES_EACH; vote++) {
        const isResend = vote === 3;
        if (!isResend) last = (index * 7 + vote * 3) % OPTIONS;
        const answer = await voter.vote("q1", [last], isResend ? 2 + 1 : vote + 1);
        expect(answer).toMatchObject({ type: "ack", status: vote === 0 ? "counted" : isResend ? "same" : "changed" });
        answered++;
      }
      expected[last] = (expected[last] ?? 0) + 1;
    }),
  );
  expect(answered).toBe(VOTERS * VOTES_EACH);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  for (const voter of voters) expect(voter.tallies.q1).toEqual({ ballots: VOTERS, counts: expected });
  for (const voter of voters) voter.leave();
}, 60_000);
