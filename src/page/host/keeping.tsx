/** What outlives the evening: a copy of the poll, and its questions and results as files. */
import { useSignal } from "@preact/signals";
import type { Made, PollView, Refusal } from "../../protocol/server.ts";
import { host as hostWords, quizHost as quizWords, keeping as words } from "../../words/en.ts";
import { hostKeyFor, rememberPoll } from "../device.ts";
import { fileOf, jsonOf, pictureSources } from "../form/file.ts";
import { downloadResults, fileName, save } from "../ui/download.ts";
import { COPY, DOWN, DOWNLOAD, Icon } from "../ui/icons.tsx";
import { toast } from "../ui/toast.tsx";

export function Keeping({ poll }: { poll: PollView }) {
  return (
    <details class="card fold">
      <summary>
        <h2 class="card-title">{words.title}</h2>
        <Icon shape={DOWN} />
      </summary>
      <div class="fold-body">
        <Duplicate poll={poll} />
        <div class="keeping">
          <p class="field-label">{words.files}</p>
          <p class="soft small">{words.filesHint}</p>
          <div class="share-buttons">
            <button type="button" class="button-quiet" onClick={() => saveText(poll)}>
              <Icon shape={DOWNLOAD} /> {words.asText}
            </button>
            <button type="button" class="button-quiet" onClick={() => void saveJson(poll)}>
              <Icon shape={DOWNLOAD} /> {words.asJson}
            </button>
          </div>
        </div>
        <div class="keeping">
          <p class="field-label">{words.resultsTitle}</p>
          <div class="share-buttons">
            {poll.pace === "quiz" && (
              <button type="button" class="button-quiet" onClick={() => void downloadResults(poll, "players")}>
                <Icon shape={DOWNLOAD} /> {quizWords.tableCsv}
              </button>
            )}
            <button type="button" class="button-quiet" onClick={() => void downloadResults(poll, "csv")}>
              <Icon shape={DOWNLOAD} /> {hostWords.csv}
            </button>
            <button type="button" class="button-quiet" onClick={() => void downloadResults(poll, "json")}>
              <Icon shape={DOWNLOAD} /> {hostWords.json}
            </button>
          </div>
        </div>
      </div>
    </details>
  );
}

function Duplicate({ poll }: { poll: PollView }) {
  const made = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const copy = (votes: boolean) => async () => {
    if (isBusy.value) return;
    isBusy.value = true;
    const copied = await copyOf(poll, votes);
    isBusy.value = false;
    made.value = "path" in copied ? copied.path : null;
    if ("refused" in copied) toast(copied.refused);
  };
  return (
    <div class="keeping">
      <p class="field-label">{words.copy}</p>
      <p class="soft small">{words.copyHint}</p>
      <div class="share-buttons">
        <button type="button" class="button-quiet" onClick={copy(false)}>
          <Icon shape={COPY} /> {words.copyEmpty}
        </button>
        {poll.pace !== "quiz" && (
          <button type="button" class="button-quiet" onClick={copy(true)}>
            <Icon shape={COPY} /> {words.copyVotes}
          </button>
        )}
      </div>
      <p role="status" class="keeping-made">
        {made.value && (
          <>
            {words.copied}{" "}
            <a class="button-quiet button-link" href={made.value}>
              {words.openCopy}
            </a>
          </>
        )}
      </p>
    </div>
  );
}

function saveText(poll: PollView): void {
  save(new Blob([fileOf(poll)], { type: "text/plain" }), `${fileName(nameOf(poll))}.txt`);
}

/** With its pictures. */
async function saveJson(poll: PollView): Promise<void> {
  const text = jsonOf(poll, await pictureSources(poll));
  save(new Blob([text], { type: "application/json" }), `${fileName(words.fileOf(nameOf(poll)))}.json`);
}

function nameOf({ title, questions }: PollView): string {
  return title || (questions[0]?.text ?? "");
}

/** The path of the copy's console; this device holds its key from now on. Or why there is none. */
async function copyOf(poll: PollView, votes: boolean): Promise<{ path: string } | { refused: string }> {
  const { id } = poll;
  const headers = { authorization: `Bearer ${hostKeyFor(id)}`, "content-type": "application/json" };
  try {
    const response = await fetch(`/api/polls/${id}/copy`, { method: "POST", headers, body: JSON.stringify({ votes }) });
    if (!response.ok) return { refused: ((await response.json()) as Refusal).error.message };
    const copy = (await response.json()) as Made;
    const name = words.copyTitle(nameOf(poll));
    rememberPoll({ id: copy.id, title: name, code: copy.code, at: Date.now(), hostKey: copy.hostKey });
    return { path: `/p/${copy.id}/host` };
  } catch {
    return { refused: words.copyFailed };
  }
}
