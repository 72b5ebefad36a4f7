/** Who may come in, and the notice of a crowd of newcomers that has locked the lobby by itself. */
import { useEffect, useState } from "preact/hooks";
import { quizHost as words } from "../../../words/en.ts";
import { Icon, LOCK, PEOPLE } from "../../ui/icons.tsx";
import { run } from "../run.ts";
import type { QuizProps } from "./console.tsx";

/** A lock by itself is over at its moment, whether or not the hub has had a reason to say so. */
export function isLobbyLocked({ room, quiz: { lobby, lobbyOpensAt } }: Pick<QuizProps, "room" | "quiz">): boolean {
  return lobby === "locked" && (lobbyOpensAt === undefined || room.now() < lobbyOpensAt);
}

export function Burst(props: QuizProps) {
  const { room, quiz } = props;
  const opensAt = quiz.lobbyOpensAt ?? null;
  const [, drawAgain] = useState(0);
  useEffect(() => {
    if (opensAt === null) return;
    const timer = setTimeout(() => drawAgain((times) => times + 1), Math.max(0, opensAt - room.now()) + 50);
    return () => clearTimeout(timer);
  }, [opensAt]);
  if (opensAt === null || !isLobbyLocked(props)) return null;
  return (
    <section class="burst" role="alert">
      <p>
        <strong>{words.burst.title}</strong> {words.burst.line}
      </p>
      <div class="burst-ways">
        <button type="button" class="button" onClick={() => void run(room, { command: "lobby", locked: false })}>
          <Icon shape={PEOPLE} /> {words.burst.letIn}
        </button>
        <button type="button" class="button-quiet" onClick={() => void run(room, { command: "lobby", locked: true })}>
          <Icon shape={LOCK} /> {words.burst.keep}
        </button>
      </div>
    </section>
  );
}
