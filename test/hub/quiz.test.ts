/** A quiz over real sockets, from the lobby to the end. */
import { describe, expect, test } from "vitest";
import { quiz } from "./game.ts";
import { makePoll, Phone } from "./phone.ts";

describe("[Z9] [Z10] [Z12] [Z14] a whole game", () => {
  test("by itself, from two players to the end, and once more", { timeout: 30_000 }, async () => {
    const { id, hostKey } = await makePoll(quiz());
    const host = await Phone.join(id, "host", { key: hostKey });
    const wall = await Phone.join(id, "wall", { role: "stage" });
    const [ann, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    expect(ann.snapshots[0]).toMatchObject({ player: null, poll: { quiz: { phase: "not-started", of: 2 }, questions: [] } });
    expect(await ann.play("Ann")).toMatchObject({ type: "joined", player: { name: "Ann", answered: false, place: null } });
    expect(await ben.play("Ben")).toMatchObject({ type: "joined", player: { name: "Ben" } });
    await wall.until((said) => said.type === "snapshot" && said.poll.quiz?.newest?.join() === "Ben,Ann");
    await ann.reaches("countdown");
    const first = await ann.reaches("question", 0);
    expect(first.poll.questions.map(({ text }) => text)).toEqual(["Question 1?"]);
    expect(first.player).toMatchObject({ answered: false, endsAt: first.poll.quiz?.endsAt });
    expect(await ann.vote([1], 1)).toMatchObject({ type: "ack", status: "counted" });
    expect(await ann.vote([2], 2)).toMatchObject({ type: "ack", status: "same" });
    await wall.until((said) => said.type === "results" && said.quiz?.answered === 1 && said.quiz.players === 2);
    expect(await ben.vote([2], 1)).toMatchObject({ type: "ack", status: "counted" });
    await ben.reaches("locked", 0);
    const told = await ann.reaches("revealed", 0);
    expect(told).toMatchObject({
      player: { scored: { points: 1_000, right: true, streak: 1 }, place: { rank: 1, ahead: null } },
      poll: { quiz: { key: { kind: "choice", right: [1] }, board: { of: 2, top: [{ name: "Ann" }, { name: "Ben" }] } } },
      tallies: { q1: { ballots: 2, counts: [0, 1, 1, 0] } },
    });
    expect((await ben.reaches("revealed", 0)).player).toMatchObject({ scored: { points: 0 }, place: { rank: 2 } });
    await ann.reaches("question", 1);
    await ann.vote([1], 3, { question: "q2" });
    await ben.vote([1], 3, { question: "q2" });
    await ann.reaches("finished", 1);
    expect(ann.player).toMatchObject({ place: { rank: 1, points: 2_100 } });
    expect(ben.player).toMatchObject({ place: { rank: 2, points: 1_000, moved: 0 } });
    expect(await host.command("quiz-again", {})).toMatchObject({ status: "done" });
    const again = await ann.until((said) => said.type === "snapshot" && said.poll.quiz?.game === 2);
    expect(again).toMatchObject({ mine: {}, player: { place: null }, poll: { quiz: { board: null }, questions: [] } });
  });
});
