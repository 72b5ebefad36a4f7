/** The engine killed with SIGKILL in the middle of voting, again and again, with its storage on disk. Two planted bugs show that this can fail. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundle, type Server, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";
import { makePoll } from "../support/server.ts";
import { Voter } from "../support/voter.ts";

const KILLS = 8;
const VOTERS = 60;
const QUESTIONS = 20;
const BETWEEN_VOTES_MS = 250; // so that the voting outlasts the kills
const UNSURE = 0.2;
const ANSWER_WITHIN_MS = 2_000;

interface Outcome {
  acknowledged: number;
  lost: number;
  doubled: number;
  resends: number;
}

const pause = (ms: number) => new Promise<"late">((resolve) => setTimeout(() => resolve("late"), ms));

async function voteThroughCrashes(entry: string): Promise<Outcome> {
  const subject = { ...OURS, entry };
  const code = await bundle(subject);
  const directory = mkdtempSync(join(tmpdir(), "showhands-crash-"));
  let server: Server = await serve(subject, code, directory);
  const question = { text: "?", options: ["yes", "no"] };
  const { id } = await makePoll(server.url, { questions: Array.from({ length: QUESTIONS }, () => question) });
  let resends = 0;
  let isOver = false;

  /** One person with a phone that resends until it is answered. */
  const person = async (): Promise<number> => {
    let phone: Voter | null = null;
    const token = crypto.randomUUID();
    let acknowledged = 0;
    for (let number = 1; number <= QUESTIONS; number++) {
      await pause(Math.random() * BETWEEN_VOTES_MS);
      for (let tries = 0; ; tries++) {
        if (tries > 0) resends++;
        try {
          if (!phone || phone.closedWith !== null) {
            phone = new Voter(`${server.url.replace("http", "ws")}/ws/${id}`, { token });
            await Promise.race([phone.join(), pause(ANSWER_WITHIN_MS)]);
          }
          const answer = await Promise.race([phone.vote(`q${number}`, [0], 1), pause(ANSWER_WITHIN_MS)]);
          if (answer === "late" || answer.type !== "ack") throw new Error("not acknowledged");
          // A phone that is unsure says it once more.
          if (Math.random() < UNSURE) await Promise.race([phone.vote(`q${number}`, [0], 1), pause(ANSWER_WITHIN_MS)]);
          break;
        } catch {
          // Refused, cut or not up yet: the next try is a new line.
        }
        phone?.leave();
        phone = null;
        await pause(20 + Math.random() * 80);
      }
      acknowledged++;
    }
    phone?.leave();
    return acknowledged;
  };

  const killer = async () => {
    for (let kills = 0; kills < KILLS && !isOver; kills++) {
      await pause(150 + Math.random() * 300);
      await server.kill();
      server = await serve(subject, code, directory);
    }
  };
  const crashes = killer();
  const acks = await Promise.all(Array.from({ length: VOTERS }, person));
  isOver = true;
  await crashes;
  await pause(1_000); // a bug that saves late has had its chance
  const seen = (await (await fetch(`${server.url}/api/polls/${id}`)).json()) as { tallies: Record<string, { ballots: number }> };
  await server.kill();
  rmSync(directory, { recursive: true, force: true });
  const outcome = { acknowledged: acks.reduce((sum, count) => sum + count, 0), lost: 0, doubled: 0, resends };
  for (const { ballots } of Object.values(seen.tallies)) {
    outcome.lost += Math.max(0, VOTERS - ballots);
    outcome.doubled += Math.max(0, ballots - VOTERS);
  }
  console.log(`${entry}: ${JSON.stringify(outcome)}`);
  return outcome;
}

test("[V1] the process is killed in the middle of voting: nothing acknowledged is lost, nothing counts twice", async () => {
  const outcome = await voteThroughCrashes("bench/workers/ours.ts");
  expect(outcome).toMatchObject({ acknowledged: VOTERS * QUESTIONS, lost: 0, doubled: 0 });
  expect(outcome.resends).toBeGreaterThan(0); // else no kill met a vote on its way
});

test("[V1] planted bug: acknowledged before it is saved, and votes are lost", async () => {
  expect((await voteThroughCrashes("test/faults/workers/early.ts")).lost).toBeGreaterThan(0);
});

test("[V1] planted bug: voters are not recognised, and resends count twice", async () => {
  expect((await voteThroughCrashes("test/faults/workers/forgetful.ts")).doubled).toBeGreaterThan(0);
});
