/** A poll from a file: pasted, chosen or dropped. */
import { useEffect, useRef, useState } from "preact/hooks";
import { file as words } from "../../words/en.ts";
import { draftFromFile } from "../form/file.ts";
import { replaceDraft } from "./desk.ts";

const FILE_BYTES_MAX = 4_000_000; // the largest poll with 2 MB of pictures, in base64

export function ImportDialog({ first, onClose }: { first: string; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState(first);
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
    if (first) take(first);
  }, [first]);
  const take = (given: string) => {
    const read = draftFromFile(given);
    if ("problem" in read) return setWrong(words.problemAt(read.line, read.problem));
    replaceDraft(read.draft, words.taken);
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} class="sheet import" aria-labelledby="import-title" onClose={onClose}>
      <h2 id="import-title">{words.title}</h2>
      <p class="soft small">{words.line}</p>
      <div class="field">
        <label for="import-text">{words.label}</label>
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
      <Example />
      <div class="edit-buttons">
        <button type="button" class="button-quiet" onClick={() => dialog.current?.close()}>
          {words.cancel}
        </button>
        <label class="button-quiet facefile">
          {words.choose}
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
          {words.take}
        </button>
      </div>
    </dialog>
  );
}

function Example() {
  return (
    <details class="more">
      <summary>
        <span>{words.how}</span>
      </summary>
      <p class="small">{words.howLine}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <pre class="import-example" tabIndex={0}>
        {words.example}
      </pre>
    </details>
  );
}

export async function textIn(file: File): Promise<string> {
  return file.size > FILE_BYTES_MAX ? "" : file.text().catch(() => "");
}
