/** The options of a question being written: Enter adds, Backspace in a blank one removes, a pasted list becomes options. */
import { useRef, useState } from "preact/hooks";
import { OPTIONS_PER_QUESTION_MAX, OPTIONS_PER_QUESTION_MIN, QUIZ_OPTIONS_MAX } from "../../protocol/limits.ts";
import { quizForm as quizWords, form as words } from "../../words/en.ts";
import { CHECK, Icon, PLUS, SORT } from "../ui/icons.tsx";
import { letterOf } from "../ui/options.ts";
import { toast } from "../ui/toast.tsx";
import {
  moved,
  withFace,
  withListPasted,
  withOptionAdded,
  withOptionBack,
  withOptionChanged,
  withOptionRemoved,
  withOptionReplaced,
} from "./arrange.ts";
import { emptyOption, isBlankOption, type OptionDraft, type QuestionDraft } from "./draft.ts";
import { FaceDialog, faceOf } from "./facedialog.tsx";
import { fieldId, focusSoon } from "./focus.ts";
import { OptionRow } from "./optionrow.tsx";
import type { Problem } from "./place.ts";
import { dragRow } from "./reorder.ts";

interface OptionListProps {
  question: QuestionDraft;
  problem: Problem | null;
  /** Right ones are marked. */
  isQuiz?: boolean;
  /** There are votes: the options keep their number and their places. */
  locked: boolean;
  onChange(question: QuestionDraft): void;
}

export function OptionList({ question, problem, isQuiz = false, locked, onChange }: OptionListProps) {
  const list = useRef<HTMLOListElement>(null);
  const [ordering, setOrdering] = useState(false);
  const [said, setSaid] = useState("");
  const [faced, setFaced] = useState<number | null>(null);
  const newest = useRef(question);
  newest.current = question;
  const edits = optionEdits(newest, onChange, setSaid, setFaced);
  const facedAt = question.options.findIndex(({ key }) => key === faced);
  const { options } = question;
  return (
    <div class="optionlist">
      {isQuiz && (
        <p class="righthint">
          <span class="rightsign">
            <Icon shape={CHECK} />
          </span>{" "}
          {quizWords.tick}
        </p>
      )}
      <ol ref={list} class={`optrows${ordering ? " is-ordering" : ""}${isQuiz ? " optrows-quiz" : ""}`} aria-label={words.options}>
        {options.map((option, at) => (
          <OptionRow
            key={option.key}
            option={option}
            at={at}
            count={options.length}
            isQuiz={isQuiz}
            locked={locked}
            message={problem?.place.field === "option" && problem.place.option === at ? problem.message : null}
            edits={edits}
            onGrip={(event) => !locked && list.current && dragRow(event, list.current, at, (to) => edits.move(at, to))}
          />
        ))}
      </ol>
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {(problem?.place.field === "options" || problem?.place.field === "right") && (
        <p class="field-error" role="alert">
          {problem.message}
        </p>
      )}
      <ListActions
        isFull={options.length >= (isQuiz ? QUIZ_OPTIONS_MAX : OPTIONS_PER_QUESTION_MAX)}
        locked={locked}
        ordering={ordering}
        onAdd={() => edits.add(options.length)}
        onOrder={() => setOrdering(!ordering)}
      />
      {!locked && !isQuiz && <p class="field-hint">{words.optionsHint}</p>}
      {facedAt >= 0 && faced !== null && (
        <FaceDialog
          letter={letterOf(facedAt)}
          face={options[facedAt] as OptionDraft}
          onFace={(face) => onChange(withFace(newest.current, faced, face))}
          onClose={() => setFaced(null)}
        />
      )}
    </div>
  );
}

interface ListActionsProps {
  isFull: boolean;
  locked: boolean;
  ordering: boolean;
  onAdd(): void;
  onOrder(): void;
}

function ListActions({ isFull, locked, ordering, onAdd, onOrder }: ListActionsProps) {
  return (
    <div class="optactions">
      <button type="button" class="button-quiet" disabled={locked || isFull} onClick={onAdd}>
        <Icon shape={PLUS} /> {words.addOption}
      </button>
      <button type="button" class="button-quiet only-narrow" disabled={locked} aria-pressed={ordering} onClick={onOrder}>
        <Icon shape={SORT} /> {ordering ? words.orderDone : words.order}
      </button>
    </div>
  );
}

export interface OptionEdits {
  type(at: number, text: string): void;
  /** Is it the right answer, or one of several? */
  mark(at: number, right: boolean): void;
  /** For its emoji or its picture. */
  openFace(key: number): void;
  /** Is there a file to be looked at? */
  picture(at: number, file: File | undefined): boolean;
  add(at: number): void;
  /** To the option behind this one; made where there is none, or a written one. */
  next(at: number): void;
  remove(at: number): void;
  /** The focus goes to the element with this id, if any. */
  move(from: number, to: number, focus?: string): void;
  step(at: number, by: number): void;
  /** Was it a list, and taken as one? */
  paste(at: number, pasted: string[]): boolean;
}

/** `newest` and not the question of one rendering: an undo comes later than what was typed since. */
function optionEdits(
  newest: { current: QuestionDraft },
  onChange: OptionListProps["onChange"],
  say: (text: string) => void,
  open: (key: number) => void,
): OptionEdits {
  const changeAndFocus = (next: QuestionDraft, at: number) => {
    onChange(next);
    const option = next.options[Math.min(at, next.options.length - 1)];
    if (option) focusSoon(fieldId.option(option.key));
  };
  return {
    type: (at, text) => onChange(withOptionChanged(newest.current, at, { text: text.replaceAll(/\s*[\r\n]\s*/g, " ") })),
    mark: (at, right) => onChange(withOptionChanged(newest.current, at, { right })),
    openFace: (key) => open(key),
    picture(at, file) {
      const option = newest.current.options[at];
      if (!file || !option) return false;
      void faceOf(file).then((face) => {
        // Options may have moved while the picture was made small.
        if (face) onChange(withFace(newest.current, option.key, face));
        say(face ? words.pictureSet(letterOf(at)) : words.noPicture);
        if (!face) toast(words.noPicture);
      });
      return true;
    },
    add: (at) => changeAndFocus(withOptionAdded(newest.current, at), at),
    next(at) {
      const behind = newest.current.options[at + 1];
      if (behind && isBlankOption(behind)) focusSoon(fieldId.option(behind.key));
      else changeAndFocus(withOptionAdded(newest.current, at + 1), at + 1);
    },
    remove(at) {
      const removed = newest.current.options[at];
      if (newest.current.options.length > OPTIONS_PER_QUESTION_MIN) {
        changeAndFocus(withOptionRemoved(newest.current, at), Math.max(0, at - 1));
      } else changeAndFocus(withOptionReplaced(newest.current, at, emptyOption()), at);
      if (!removed || isBlankOption(removed)) return;
      toast(words.removed(removed.text || letterOf(at)), { undo: () => onChange(withOptionBack(newest.current, at, removed)) });
    },
    move(from, to, focus) {
      const { options } = newest.current;
      if (to < 0 || to >= options.length) return;
      onChange({ ...newest.current, options: moved(options, from, to) });
      say(words.movedTo(options[from]?.text || letterOf(from), to + 1, options.length));
      if (focus) focusSoon(focus);
    },
    step(at, by) {
      const neighbour = newest.current.options[at + by];
      if (neighbour) focusSoon(fieldId.option(neighbour.key));
    },
    paste(at, pasted) {
      if (pasted.length < 2) return false;
      changeAndFocus(withListPasted(newest.current, at, pasted), at + pasted.length);
      say(words.pasted(pasted.length));
      return true;
    },
  };
}
