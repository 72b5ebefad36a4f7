/** The scene as the room sees it, as small as its container: for the host's page. A picture, without the way in. */
import { useMemo } from "preact/hooks";
import type { PollView, QuestionView, TalliesView } from "../../protocol/server.ts";
import { Scene } from "./scene.tsx";
import { newView } from "./view.ts";

export function Miniature({ poll, question, tallies }: { poll: PollView; question: QuestionView; tallies: TalliesView }) {
  const view = useMemo(newView, [question.id, question.round]);
  return (
    <div class="stage stage-small" inert>
      <Scene key={question.id} poll={poll} question={question} tallies={tallies} view={view} lost={false} />
    </div>
  );
}
