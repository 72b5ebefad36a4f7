/** Where there is nothing to vote on: what happened, and what to do next. */
import type { Code } from "../../protocol/codes.ts";
import { vote as words } from "../../words/en.ts";
import type { Wire } from "../room.ts";
import { Hand } from "../ui/hand.tsx";

export function Ended({ why }: { why: Wire["ended"] }) {
  if (why === "refused" || why === "wrong-key") return <Notice {...words.refusedPage} reload />;
  return <Notice {...(why === "deleted" ? words.deleted : words.gone)} />;
}

/** The Worker found no poll for this page, or could not ask for one. */
export function Failed({ problem }: { problem: Code }) {
  if (problem === "busy") return <Notice title={words.busyTitle} line={words.refused.busy ?? ""} reload />;
  return <Notice {...(problem === "no-such-page" ? words.noPage : words.gone)} />;
}

function Notice({ title, line, reload }: { title: string; line: string; reload?: boolean }) {
  return (
    <div class="notice" role="alert">
      <Hand />
      <h1>{title}</h1>
      <p>{line}</p>
      {reload ? (
        <button type="button" class="button" onClick={() => location.reload()}>
          {words.reload}
        </button>
      ) : (
        <a class="button-quiet" href="/">
          {words.home}
        </a>
      )}
    </div>
  );
}
