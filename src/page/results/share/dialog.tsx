/** A picture of one result: looked at first, then shared by the device or saved. */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PollView, QuestionView, TallyView } from "../../../protocol/server.ts";
import { results as words } from "../../../words/en.ts";
import { fileName, save } from "../../ui/download.ts";
import { CROSS, DOWNLOAD, Icon, SHARE } from "../../ui/icons.tsx";
import { toast } from "../../ui/toast.tsx";
import { drawingOf } from "./model.ts";
import { painted, SIZES, type Size } from "./paint.ts";

interface Result {
  poll: PollView;
  question: QuestionView;
  tally: TallyView;
}

const ROWS_MAX: Record<Size, number> = { wide: 5, square: 8 }; // more are too small in a chat

const chosen = signal<Result | null>(null);

export function sharePicture(result: Result): void {
  chosen.value = result;
}

/** Once on a page. */
export function SharePicture() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [size, setSize] = useState<Size>("wide");
  const result = chosen.value;
  const picture = usePicture(result, size);
  useEffect(() => {
    if (result && !dialog.current?.open) dialog.current?.showModal();
  }, [result]);
  const close = () => dialog.current?.close();
  const closed = () => {
    chosen.value = null;
  };
  return (
    <dialog ref={dialog} class="sheet picture" aria-labelledby="picture-title" onClose={closed}>
      <div class="facehead">
        <h2 id="picture-title">{words.picture}</h2>
        <button type="button" class="button-quiet button-icon" aria-label={words.close} onClick={close}>
          <Icon shape={CROSS} />
        </button>
      </div>
      <fieldset class="segments">
        <legend class="visually-hidden">{words.pictureSize}</legend>
        {(["wide", "square"] as const).map((name) => (
          <label key={name}>
            <input type="radio" name="picture-size" checked={size === name} onChange={() => setSize(name)} />
            <span>{words.pictureSizes[name]}</span>
          </label>
        ))}
      </fieldset>
      <div class={`picture-frame picture-${size}`}>
        {picture && result && <img src={picture.url} alt={words.pictureAlt(result.question.text)} {...SIZES[size]} />}
      </div>
      <div class="picture-buttons">
        {picture && canShare(picture.file) && (
          <button type="button" class="button" onClick={() => void share(picture.file)}>
            <Icon shape={SHARE} /> {words.share}
          </button>
        )}
        <button
          type="button"
          class={picture && canShare(picture.file) ? "button-quiet" : "button"}
          disabled={!picture}
          onClick={() => picture && save(picture.file, picture.file.name)}
        >
          <Icon shape={DOWNLOAD} /> {words.savePicture}
        </button>
      </div>
    </dialog>
  );
}

interface Picture {
  file: File;
  url: string;
}

function usePicture(result: Result | null, size: Size): Picture | null {
  const [picture, setPicture] = useState<Picture | null>(null);
  useEffect(() => {
    let current = true;
    let url = "";
    setPicture(null);
    if (result) {
      void fileOf(result, size).then((file) => {
        if (!current || !file) return;
        url = URL.createObjectURL(file);
        setPicture({ file, url });
      });
    }
    return () => {
      current = false;
      if (url) URL.revokeObjectURL(url);
    };
  }, [result, size]);
  return picture;
}

function fileOf({ poll, question, tally }: Result, size: Size): Promise<File | null> {
  const drawing = drawingOf(question, tally, ROWS_MAX[size]);
  const poster = {
    title: poll.title,
    question: question.text,
    people: (poll.quiz ? words.answered : words.voted)(tally.ballots),
    drawing,
  };
  const name = `${fileName(question.text)}.png`;
  return new Promise((resolve) => {
    painted(poster, size).toBlob((blob) => resolve(blob && new File([blob], name, { type: "image/png" })), "image/png");
  });
}

/** Not every browser, and none on plain http. */
function canShare(file: File): boolean {
  return navigator.canShare?.({ files: [file] }) ?? false;
}

async function share(file: File): Promise<void> {
  try {
    await navigator.share({ files: [file] });
  } catch (error) {
    if ((error as Error).name !== "AbortError") toast(words.notShared);
  }
}
