/** One option being written: its grip with the letter, its field, the buttons that move and remove it. */
import type { TargetedKeyboardEvent } from "preact";
import { OPTION_POINTS_MAX, OPTIONS_PER_QUESTION_MIN } from "../../protocol/limits.ts";
import { quizForm as quizWords, form as words } from "../../words/en.ts";
import { CHECK, CROSS, DOWN, Icon, SMILE, UP } from "../ui/icons.tsx";
import { letterOf, tintOf } from "../ui/options.ts";
import type { OptionDraft } from "./draft.ts";
import { pictureIn } from "./facedialog.tsx";
import { FieldNote } from "./fieldnote.tsx";
import { fieldId } from "./focus.ts";
import { listItems } from "./list.ts";
import type { OptionEdits } from "./optionlist.tsx";

interface OptionRowProps {
  option: OptionDraft;
  at: number;
  count: number;
  isQuiz: boolean;
  locked: boolean;
  message: string | null;
  edits: OptionEdits;
  onGrip(event: PointerEvent): void;
}

export function OptionRow({ option, at, count, isQuiz, locked, message, edits, onGrip }: OptionRowProps) {
  const id = fieldId.option(option.key);
  const letter = letterOf(at);
  return (
    <li
      class={isQuiz && option.right ? "optrow optrow-right" : "optrow"}
      onDragOver={(event) => event.dataTransfer?.types.includes("Files") && event.preventDefault()}
      onDrop={(event) => {
        if (edits.picture(at, pictureIn(event.dataTransfer))) event.preventDefault();
      }}
    >
      <span class={`grip ${tintOf(at)}`} onPointerDown={onGrip} aria-hidden="true">
        {letter}
      </span>
      <span class="optfield">
        <textarea
          id={id}
          class="input"
          rows={1}
          value={option.text}
          aria-label={words.option(letter)}
          aria-invalid={message !== null}
          aria-describedby={`${id}-note`}
          placeholder={words.optionPlaceholder(at)}
          autocomplete="off"
          enterkeyhint="next"
          onInput={(event) => edits.type(at, event.currentTarget.value)}
          onKeyDown={(event) => optionKey(event, option, at, count, locked, edits)}
          onPaste={(event) => {
            const taken =
              edits.picture(at, pictureIn(event.clipboardData)) ||
              (!locked && edits.paste(at, listItems(event.clipboardData?.getData("text/plain") ?? "")));
            if (taken) event.preventDefault();
          }}
        />
        <FaceButton option={option} letter={letter} onOpen={() => edits.openFace(option.key)} />
      </span>
      {isQuiz && (
        <label class="righttick">
          <input
            type="checkbox"
            id={fieldId.right(option.key)}
            aria-label={quizWords.right(letter)}
            checked={option.right}
            disabled={locked}
            onChange={(event) => edits.mark(at, event.currentTarget.checked)}
          />
          <span class="rightsign">
            <Icon shape={CHECK} />
          </span>
        </label>
      )}
      <MoveButtons option={option} at={at} count={count} locked={locked} edits={edits} />
      <button
        type="button"
        class="button-quiet button-icon optrow-remove"
        aria-label={words.removeOption(letter)}
        disabled={locked}
        onClick={() => edits.remove(at)}
      >
        <Icon shape={CROSS} />
      </button>
      <FieldNote id={`${id}-note`} text={option.text} pointsMax={OPTION_POINTS_MAX} message={message} />
    </li>
  );
}

function FaceButton({ option: { emoji, picture }, letter, onOpen }: { option: OptionDraft; letter: string; onOpen(): void }) {
  return (
    <button type="button" class="button-quiet button-icon optface" aria-label={words.face(letter)} onClick={onOpen}>
      {picture?.src ? (
        <img src={picture.src} alt="" />
      ) : emoji ? (
        <span class="optface-emoji">{emoji}</span>
      ) : (
        <Icon shape={SMILE} />
      )}
    </button>
  );
}

function MoveButtons({ option, at, count, locked, edits }: Omit<OptionRowProps, "message" | "onGrip" | "isQuiz">) {
  const letter = letterOf(at);
  const [up, down] = [`up-${option.key}`, `down-${option.key}`];
  // At an end the button that was used goes dead, and a dead button cannot keep the focus.
  return (
    <>
      <button
        type="button"
        id={up}
        class="button-quiet button-icon optrow-move"
        disabled={locked || at === 0}
        aria-label={words.moveUp(letter)}
        onClick={() => edits.move(at, at - 1, at === 1 ? down : up)}
      >
        <Icon shape={UP} />
      </button>
      <button
        type="button"
        id={down}
        class="button-quiet button-icon optrow-move"
        disabled={locked || at === count - 1}
        aria-label={words.moveDown(letter)}
        onClick={() => edits.move(at, at + 1, at === count - 2 ? up : down)}
      >
        <Icon shape={DOWN} />
      </button>
    </>
  );
}

function optionKey(
  event: TargetedKeyboardEvent<HTMLTextAreaElement>,
  option: OptionDraft,
  at: number,
  count: number,
  locked: boolean,
  edits: OptionEdits,
): void {
  const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) locked ? edits.step(at, 1) : edits.next(at);
  else if (event.key === "Backspace" && !locked && event.currentTarget.value === "" && count > OPTIONS_PER_QUESTION_MIN)
    edits.remove(at);
  else if (by !== 0 && event.altKey && !locked) edits.move(at, at + by, fieldId.option(option.key));
  else if (by !== 0) edits.step(at, by);
  else return;
  event.preventDefault();
}
