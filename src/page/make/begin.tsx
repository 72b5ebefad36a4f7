/** A quiet row to begin with something: a template, or a poll from a file. */
import { useEffect, useRef, useState } from "preact/hooks";
import { file as fileWords, make as words } from "../../words/en.ts";
import { draftFromFile } from "../form/file.ts";
import { DOWNLOAD, Icon } from "../ui/icons.tsx";
import { replaceDraft } from "./desk.ts";
import { TEMPLATES } from "./templates.ts";

const FILE_BYTES_MAX = 4_000_000; // the largest poll with 2 MB of pictures, in base64

export function Begin() {
  const [importing, setImporting] = useState<string | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    // Without this a dropped file opens in the place of the page, and what was written is out of sight.
    addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault(), abort);
    addEventListener("drop", (event) => void dropped(event, setImporting), abort);
    return () => abort.abort();
  }, []);
  return (
    <div class="begin">
      <fieldset class="begin-row" aria-label={words.templates}>
        <span class="soft small" aria-hidden="true">
          {words.templates}
        </span>
        {TEMPLATES.map(({ name, said, draft }) => (
          <button key={name} type="button" class="button-quiet begin-one" onClick={() => replaceDraft(draft(), said)}>
            {name}
          </button>
        ))}
        <button type="button" class="button-quiet begin-one" onClick={() => setImporting("")}>
          <Icon shape={DOWNLOAD} /> {fileWords.open}
        </button>
      </fieldset>
      {importing !== null && <ImportDialog first={importing} onClose={() => setImporting(null)} />}
    </div>
  );
}

/** A file on the page is a poll; a picture on an option has been taken before. */
async function dropped(event: DragEvent, open: (text: string) => void): Promise<void> {
  const file = event.dataTransfer?.files[0];
  if (!file || event.defaultPrevented) return;
  event.preventDefault();
  if (!file.type.startsWith("image/")) open(await textIn(file));
}

function ImportDialog({ first, onClose }: { first: string; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState(first);
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
    if (first) take(first);
  }, [first]);
  const take = (given: string) => {
    const read = draftFromFile(given);
    if ("problem" in read) return setWrong(fileWords.problemAt(read.line, read.problem));
    replaceDraft(read.draft, fileWords.taken);
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} class="sheet import" aria-labelledby="import-title" onClose={onClose}>
      <h2 id="import-title">{fileWords.title}</h2>
      <p class="soft small">{fileWords.line}</p>
      <div class="field">
        <label for="import-text">{fileWords.label}</label>
        <textarea
          id="import-text"
          rows={7}
          value={text}
          spellcheck={false}
          aria-invalid={wrong !== null}
          aria-describedby="import-note"
          onInput={(event) => {
            setText(event.currentTarget.value);
            setWrong(null);
          }}
        />
        <p id="import-note" class="field-error" role="alert" hidden={wrong === null}>
          {wrong}
        </p>
      </div>
      <details class="more">
        <summary>
          <span>{fileWords.how}</span>
        </summary>
        <p class="small">{fileWords.howLine}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
        <pre class="import-example" tabIndex={0}>
          {fileWords.example}
        </pre>
      </details>
      <div class="edit-buttons">
        <button type="button" class="button-quiet" onClick={() => dialog.current?.close()}>
          {fileWords.cancel}
        </button>
        <label class="button-quiet facefile">
          {fileWords.choose}
          <input
            type="file"
            accept=".txt,.json,.md,text/plain,application/json"
            onChange={async (event) => {
              const chosen = event.currentTarget.files?.[0];
              if (!chosen) return;
              const read = await textIn(chosen);
              setText(read);
              take(read);
            }}
          />
        </label>
        <button type="button" class="button" onClick={() => take(text)}>
          {fileWords.take}
        </button>
      </div>
    </dialog>
  );
}

async function textIn(file: File): Promise<string> {
  return file.size > FILE_BYTES_MAX ? "" : file.text().catch(() => "");
}
