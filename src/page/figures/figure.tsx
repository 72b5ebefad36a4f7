/**
 * The results of one question, drawn by its kind, sized in em, without hooks. Nothing where this reader may not see them. Its sheet is
 * `src/page/style/figures.css`.
 */
import type { Choice, QuestionView, TallyView } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { ChoiceFigure } from "./choice.tsx";
import { NumberFigure } from "./number.tsx";
import { RankingFigure } from "./ranking.tsx";
import { RatingFigure } from "./rating.tsx";
import { TextFigure } from "./text.tsx";

interface Props {
  question: QuestionView;
  tally: TallyView | undefined;
  /** Its id, for pictures. */
  poll: string;
  mine?: Choice | undefined;
  /** Of a ranking, from 0: one round of the instant-runoff instead of the order. */
  round?: number;
}

export function Figure(props: Props) {
  const { question, tally } = props;
  if (!tally?.counts) return null;
  return (
    <div class={`fig fig-of-${question.kind}`}>
      <OfKind {...props} tally={tally} />
      {tally.cut && question.kind !== "text" && <p class="fig-note">{words.notAll}</p>}
    </div>
  );
}

function OfKind({ question, tally, poll, mine, round }: Props & { tally: TallyView }) {
  switch (question.kind) {
    case "choice":
      return <ChoiceFigure question={question} tally={tally} poll={poll} mine={mine} />;
    case "rating":
      return <RatingFigure question={question} tally={tally} mine={mine} />;
    case "number":
      return <NumberFigure question={question} tally={tally} mine={mine} />;
    case "ranking":
      return <RankingFigure question={question} tally={tally} poll={poll} mine={mine} round={round} />;
    case "text":
      return <TextFigure question={question} tally={tally} mine={mine} />;
  }
}
