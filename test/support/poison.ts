/** Polls with something that wants to run in all that a host writes, and in all that voters write. */
import type { Made } from "../../src/protocol/server.ts";
import { PAYLOADS, shortOnes } from "./payloads.ts";
import { type PlayerAt, playerAt } from "./players.ts";
import { makePoll, type Server } from "./server.ts";

const TALK = { chat: "open", questions: "open", reactions: true, filter: false };
const LONG = PAYLOADS.slice(0, 9).join("").slice(0, 290);
const [BOLD, IMAGE] = ["<b>x</b>", "<img src=x>"];

/** Answers 200, or throws. */
async function send(server: Server, path: string, body: object, authorization: string): Promise<void> {
  const headers = { "content-type": "application/json", authorization };
  const answer = await fetch(`${server.origin}/api/polls/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} ${JSON.stringify(body)}: ${answer.status} ${await answer.text()}`);
}
const person = (index: number) => `Voter payload-person-number-${index}`;

export const command = (server: Server, { id, hostKey }: Made, body: object) =>
  send(server, `${id}/commands`, body, `Bearer ${hostKey}`);

/** Every kind of question, with answers of people's own that they and the host have changed, and a room that talks. */
export async function poisonedPoll(server: Server): Promise<Made> {
  const [, foot = "", unit = ""] = [...shortOnes(20), BOLD, "<u>€</u>"].toReversed();
  const made = await makePoll(server.origin, {
    title: LONG,
    talk: TALK,
    questions: [
      { kind: "choice", text: LONG, options: PAYLOADS, emoji: PAYLOADS.map(() => "🍕"), other: true },
      { kind: "text", text: LONG },
      { kind: "rating", text: LONG, low: PAYLOADS[6], high: PAYLOADS[8] },
      { kind: "number", text: LONG, from: 1, to: 9, unit },
      { kind: "ranking", text: LONG, options: PAYLOADS.slice(0, 12) },
    ],
  });
  const { id } = made;
  const sayAll = async (text: string, index: number) => {
    await send(server, `${id}/votes`, { question: "q1", choice: [text.slice(0, 190)], n: 1 }, person(index));
    await send(server, `${id}/votes`, { question: "q2", choice: [PAYLOADS[index + 1] ?? "x"], n: 1 }, person(index));
    await send(server, `${id}/votes`, { question: "q2", choice: [text], n: 2 }, person(index));
    await send(server, `${id}/talk`, { type: "say", text, name: foot, n: 1 }, person(index));
    await send(server, `${id}/talk`, { type: "ask", text, name: foot, n: 1 }, person(index));
  };
  await Promise.all(PAYLOADS.map(sayAll));
  const [first = "", second = "", third = "", fourth = ""] = PAYLOADS;
  for (const body of [
    { command: "notice", to: "all", text: LONG },
    { command: "notice", to: "hosts", text: LONG },
    { command: "ask", ask: 1, change: "reply", text: LONG },
    { command: "ask", ask: 2, change: "pin" },
    { command: "message", message: 1, change: "pin" },
    { command: "merge-answers", question: "q2", answers: [first, second], into: third },
    { command: "hide-answer", question: "q2", answer: fourth },
    { command: "reset", question: "q5", why: LONG },
    { command: "edit", title: `${LONG}2` },
    { command: "edit", question: "q5", text: `${LONG}2` },
    { command: "add-option", question: "q5", text: third },
  ]) {
    await command(server, made, body);
  }
  return made;
}

/** Only who holds a ticket votes, and the sheet has the title. */
export async function poisonedTickets(server: Server): Promise<Made> {
  const made = await makePoll(server.origin, {
    title: LONG,
    question: LONG,
    options: PAYLOADS.slice(0, 4),
    entry: { level: "tickets" },
  });
  await command(server, made, { command: "tickets", count: 30 });
  return made;
}

/** In its lobby, with people in it; the last one stays to be waited for. */
export async function poisonedQuiz(server: Server): Promise<{ made: Made; player: PlayerAt }> {
  const made = await makePoll(server.origin, {
    title: LONG,
    pace: "quiz",
    quiz: { teams: ["<i>x</i>", "<svg onload=x>"], countdownSeconds: 1, pauseSeconds: null, autoStart: false },
    talk: TALK,
    questions: [{ kind: "choice", text: LONG, options: PAYLOADS.slice(0, 4), right: [0], seconds: 240 }],
  });
  const names = ["<script>x</script>", ...shortOnes(20).slice(0, 4)];
  for (const [index, name] of names.entries()) await send(server, `${made.id}/players`, { name, team: index % 2 }, person(index));
  return { made, player: await playerAt(server, made, IMAGE) };
}

/** Until the hub is in this phase by itself. */
export async function untilPhase(server: Server, { id }: Made, phase: string): Promise<void> {
  for (;;) {
    const { poll } = (await (await fetch(`${server.origin}/api/polls/${id}`)).json()) as { poll: { quiz: { phase: string } } };
    if (poll.quiz.phase === phase) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
