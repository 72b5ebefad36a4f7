/** Pictures of drafts, kept on the device beside the draft: 2 MB of them would not fit where its words are. */
import type { OptionDraft, Picture, PollDraft, QuestionDraft } from "./draft.ts";
import { isHere } from "./upload.ts";

const NAME = "showhands-pictures";
const STORE = "pictures";

let made = 0;

/** Under a name that no other picture of this device has. */
export function newPicture(src: string): Picture {
  return { key: `here-${Date.now().toString(36)}-${++made}`, src };
}

export function picturesIn({ questions }: PollDraft): Picture[] {
  return questions.flatMap(({ options }) => options.flatMap(({ picture }) => (picture ? [picture] : [])));
}

/** What is stored of a draft: its pictures by name only. */
export function withoutSources(name: string, value: unknown): unknown {
  return name === "src" ? undefined : value;
}

const stored = new Set<string>();

/** A browser that stores nothing keeps the pictures for as long as the page lives. */
export function storePictures(draft: PollDraft): void {
  const fresh = picturesIn(draft).filter((picture) => isHere(picture) && !stored.has(picture.key));
  if (fresh.length === 0) return;
  for (const { key } of fresh) stored.add(key);
  void inStore("readwrite", (store) => {
    for (const { key, src } of fresh) store.put(src, key);
  });
}

/** What is on the device of these, by key. All others are cleared away: no draft names them any more. */
export async function foundPictures(named: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  await inStore("readwrite", (store) => {
    const opened = store.openCursor();
    opened.onsuccess = () => {
      const at = opened.result;
      if (!at) return;
      if (named.has(String(at.key))) found.set(String(at.key), String(at.value));
      else at.delete();
      at.continue();
    };
  });
  for (const key of found.keys()) stored.add(key);
  return found;
}

/** Pictures that are gone from the device are left out. */
export function withFound(draft: PollDraft, found: ReadonlyMap<string, string>): PollDraft {
  const recalled = (option: OptionDraft): OptionDraft => {
    if (!option.picture || option.picture.src !== null) return option;
    const src = found.get(option.picture.key);
    return { ...option, picture: src === undefined ? null : { key: option.picture.key, src } };
  };
  const questions = draft.questions.map((question): QuestionDraft => ({ ...question, options: question.options.map(recalled) }));
  return { ...draft, questions };
}

/** Resolves when it is done, also where nothing can be stored. */
function inStore(mode: IDBTransactionMode, act: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = () => resolve();
    try {
      const opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
      opening.onerror = done;
      opening.onblocked = done;
      opening.onsuccess = () => {
        const transaction = opening.result.transaction(STORE, mode);
        const close = () => {
          opening.result.close();
          done();
        };
        transaction.oncomplete = close;
        transaction.onabort = close;
        act(transaction.objectStore(STORE));
      };
    } catch {
      done(); // a browser that denies storage throws
    }
  });
}
