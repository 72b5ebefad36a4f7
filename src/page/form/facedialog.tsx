/** An emoji or a picture for an option. */
import { useEffect, useRef, useState } from "preact/hooks";
import { emoji as EMOJI } from "../../words/emoji.ts";
import { form as words } from "../../words/en.ts";
import { CROSS, Icon, PICTURE } from "../ui/icons.tsx";
import { newPicture } from "./album.ts";
import type { OptionDraft } from "./draft.ts";
import { emojiIn } from "./emoji.ts";
import { scaledPicture } from "./scale.ts";

export type OptionFace = Pick<OptionDraft, "emoji" | "picture">;

const NO_FACE: OptionFace = { emoji: null, picture: null };

interface FaceDialogProps {
  letter: string;
  face: OptionFace;
  onFace(face: OptionFace): void;
  onClose(): void;
}

export function FaceDialog({ letter, face, onFace, onClose }: FaceDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  const choose = (chosen: OptionFace) => {
    onFace(chosen);
    close();
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    const made = await faceOf(file);
    if (made) choose(made);
    else setWrong(words.noPicture);
  };
  return (
    <dialog
      ref={dialog}
      class="sheet facedialog"
      aria-labelledby="face-title"
      onClose={onClose}
      onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
      onClick={(event) => event.target === dialog.current && close()}
      onPaste={(event) => {
        const file = pictureIn(event.clipboardData);
        if (file) event.preventDefault();
        void take(file);
      }}
    >
      <div class="facehead">
        <h2 id="face-title">{words.faceTitle(letter)}</h2>
        <button type="button" class="button-quiet button-icon" aria-label={words.faceClose} onClick={close}>
          <Icon shape={CROSS} />
        </button>
      </div>
      <label class="button-quiet facefile">
        <Icon shape={PICTURE} /> {words.facePicture}
        <input type="file" accept="image/*" onChange={(event) => void take(event.currentTarget.files?.[0])} />
      </label>
      <p class={wrong ? "field-error" : "field-hint"} role={wrong ? "alert" : undefined}>
        {wrong ?? words.facePictureHint}
      </p>
      <EmojiGrid face={face} onFace={choose} />
      <FaceFoot face={face} onFace={choose} />
    </dialog>
  );
}

type FaceProps = Pick<FaceDialogProps, "face" | "onFace">;

function EmojiGrid({ face, onFace }: FaceProps) {
  return (
    <ul class="emojis" aria-label={words.faceEmoji}>
      {EMOJI.map(([emoji, name]) => (
        <li key={emoji}>
          <button
            type="button"
            class="emoji"
            aria-label={name}
            aria-pressed={face.emoji === emoji}
            onClick={() => onFace({ emoji, picture: null })}
          >
            {emoji}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What the grid has not: any emoji of the device's own keyboard, and none at all. */
function FaceFoot({ face, onFace }: FaceProps) {
  return (
    <div class="facefoot">
      <label class="faceown">
        {words.faceOwn}
        <input
          class="input"
          autocomplete="off"
          placeholder="🙂"
          onInput={(event) => {
            const emoji = emojiIn(event.currentTarget.value);
            if (emoji) onFace({ emoji, picture: null });
          }}
        />
      </label>
      {(face.emoji || face.picture) && (
        <button type="button" class="button-quiet" onClick={() => onFace(NO_FACE)}>
          {words.faceNone}
        </button>
      )}
    </div>
  );
}

/** Null where the file is no picture. */
export async function faceOf(file: File): Promise<OptionFace | null> {
  const src = await scaledPicture(file);
  return src === null ? null : { emoji: null, picture: newPicture(src) };
}

export function pictureIn(data: DataTransfer | null): File | undefined {
  return [...(data?.files ?? [])].find(({ type }) => type.startsWith("image/"));
}
