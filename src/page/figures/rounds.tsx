/** Asked again: the vote before beside the vote now. */
import type { ComponentChildren } from "preact";
import { figures as words } from "../../words/en.ts";

export function Rounds({ before, children }: { before: ComponentChildren; children: ComponentChildren }) {
  if (!before) return <>{children}</>;
  return (
    <div class="fig-rounds">
      <div>
        <p class="fig-heading">{words.voteBefore}</p>
        {before}
      </div>
      <div>
        <p class="fig-heading">{words.voteNow}</p>
        {children}
      </div>
    </div>
  );
}
