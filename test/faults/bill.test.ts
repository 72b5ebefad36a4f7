/** The meeting that the bill is counted from, in short, on the real engine. */
import { test } from "vitest";
import { holdMeeting } from "../../bench/bill/meeting.ts";

test.concurrent("[U4] a small meeting uses what the bill says", async ({ expect }) => {
  const counted = await holdMeeting({ phones: 14, questions: 2, alone: 2, idleMs: 1_000 });
  expect(counted.vote).toMatchObject({ workerRequests: 0, objectRequests: 0, messages: 1, rowsWritten: 2 });
  expect(counted.change.rowsWritten).toBe(2);
  expect(counted.voteInTurn.rowsWritten).toBeGreaterThanOrEqual(1);
  expect(counted.voteInTurn.rowsWritten + counted.turn.rowsWritten).toBe(2);
  expect(counted.resend).toMatchObject({ messages: 1, rowsWritten: 0 });
  expect(counted.arrival).toMatchObject({ workerRequests: 2, objectRequests: 2, messages: 1, rowsWritten: 0 });
  expect(counted.comeback).toMatchObject({ workerRequests: 1, objectRequests: 1, messages: 1, rowsWritten: 0 });
  expect(counted.question).toMatchObject({ objectRequests: 0, messages: 1, rowsWritten: 1 });
  expect(counted.idleSecond).toEqual({
    workerRequests: 0,
    objectRequests: 0,
    messages: 0,
    rowsWritten: 0,
    rowsRead: 0,
    awakeMs: 0,
  });
  expect(counted.framesOut).toBeGreaterThan(14 * 2);
});

test.concurrent("[U4] behind a relay a vote is three calls more at most, and the same rows; pings wake neither relay nor hub", async ({
  expect,
}) => {
  const { vote, resend, arrival, idleSecond } = await holdMeeting({
    phones: 8,
    questions: 1,
    alone: 2,
    idleMs: 1_000,
    relayed: true,
  });
  expect(vote).toMatchObject({ workerRequests: 0, messages: 1, rowsWritten: 2 });
  expect(vote.objectRequests).toBeGreaterThanOrEqual(2);
  expect(vote.objectRequests).toBeLessThanOrEqual(3);
  expect(resend).toMatchObject({ objectRequests: 2, messages: 1, rowsWritten: 0 });
  expect(arrival.objectRequests).toBeGreaterThanOrEqual(4);
  expect(idleSecond).toMatchObject({ objectRequests: 0, messages: 0, awakeMs: 0 });
});
