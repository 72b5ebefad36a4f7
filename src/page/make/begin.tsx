/** A quiet row to begin with something: a template, or a poll from a file. */
import { useEffect, useState } from "preact/hooks";
import { file as fileWords, make as words } from "../../words/en.ts";
import { DOWNLOAD, Icon } from "../ui/icons.tsx";
import { replaceDraft } from "./desk.ts";
import { ImportDialog, textIn } from "./import.tsx";
import { TEMPLATES } from "./templates.ts";

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
