/** To take with one: paper, a link, tables, everything. */
import type { PollView } from "../../protocol/server.ts";
import { quizHost as quizWords, results as words } from "../../words/en.ts";
import { hostKeyFor } from "../device.ts";
import { facts } from "../facts.ts";
import { CopyField } from "../ui/copy.tsx";
import { downloadResults } from "../ui/download.ts";
import { DOWNLOAD, Icon } from "../ui/icons.tsx";

export function Files({ poll }: { poll: PollView }) {
  const { id } = poll;
  const isHost = hostKeyFor(id) !== null;
  return (
    <footer class="results-foot">
      <CopyField label={words.link} text={`${facts().origin}/p/${id}/results`} />
      <div class="results-files">
        <button type="button" class="button-quiet" onClick={() => print()}>
          {words.print}
        </button>
        <a class="button-quiet" href={`/api/polls/${id}/results.csv`} download>
          <Icon shape={DOWNLOAD} /> {words.csv}
        </a>
        {isHost && poll.pace === "quiz" && (
          <button type="button" class="button-quiet" onClick={() => void downloadResults(poll, "players")}>
            <Icon shape={DOWNLOAD} /> {quizWords.tableCsv}
          </button>
        )}
        {isHost && (
          <button type="button" class="button-quiet" onClick={() => void downloadResults(poll, "ballots")}>
            <Icon shape={DOWNLOAD} /> {words.csvBallots}
          </button>
        )}
        <a class="button-quiet" href={`/api/polls/${id}/results`} download={`${id}.json`}>
          <Icon shape={DOWNLOAD} /> {words.json}
        </a>
        <a class="button-quiet button-link" href={`/p/${id}`}>
          {words.toVote}
        </a>
      </div>
    </footer>
  );
}
