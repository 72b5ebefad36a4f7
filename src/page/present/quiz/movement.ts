/** Where places were before a question, told by what everybody gained in it. */
import type { StandingView } from "../../../protocol/quiz.ts";

/** For each of `top` its row before. Who was above them and is not told any more leaves no gap. */
export function rowsBefore(top: readonly StandingView[]): number[] {
  // After the first question everybody comes from nowhere: nothing moves, points only grow.
  if (top.every(({ moved }) => moved === null)) return top.map((_, at) => at);
  const placeBefore = ({ rank, moved }: StandingView) => (moved === null ? Infinity : rank + moved);
  const order = [...top.keys()].sort((one, other) => {
    const [a, b] = [placeBefore(top[one] as StandingView), placeBefore(top[other] as StandingView)];
    return a === b ? one - other : a - b;
  });
  return top.map((_, at) => order.indexOf(at));
}
