/** Care for open answers: hide one, count several as one, and take either back. */
import { useSignal } from "@preact/signals";
import type { QuestionView, QuestionViewOf, TallyView } from "../../protocol/server.ts";
import { answers as words } from "../../words/en.ts";
import { hostKeyFor } from "../device.ts";
import { exportedOf } from "../read.ts";
import type { Room } from "../room.ts";
import { EYE, EYE_OFF, Icon, UNMERGE } from "../ui/icons.tsx";
import { toast } from "../ui/toast.tsx";
import { type Answer, answersOf, firstSeen, type Sort, sorted } from "./answerlist.ts";
import { focusNear } from "./focusnear.ts";
import { MergeBar } from "./merge.tsx";
import { run, splitAll } from "./run.ts";

type Open = QuestionViewOf<"text"> | QuestionViewOf<"choice">;

export function takesWords(question: QuestionView): question is Open {
  return question.kind === "text" || (question.kind === "choice" && question.other);
}

interface AnswersProps {
  room: Room;
  question: Open;
}

export function Answers({ room, question }: AnswersProps) {
  const sort = useSignal<Sort>("frequent");
  const selected = useSignal<readonly string[]>([]);
  const tally = room.tallies.value[question.id];
  const all = useSignal<{ round: number; tally: TallyView } | null>(null);
  const whole = all.value?.round === question.round ? all.value.tally : undefined;
  const said = answersOf(question, tally, whole);
  firstSeen.note(question, said.listed);
  const listed = sorted(question, said.listed, sort.value);
  const chosen = selected.value.filter((text) => listed.some((one) => one.text === text));
  const { hidden = [] } = question;
  const held = said.held.map(({ text }) => text);
  const select = (text: string) => {
    selected.value = chosen.includes(text) ? chosen.filter((one) => one !== text) : [...chosen, text];
  };
  const listAll = async () => {
    all.value = await wholeOf(room, question);
    if (!all.value) toast(words.notAll);
  };
  const clear = () => {
    selected.value = [];
  };
  return (
    <section class="card answers" aria-labelledby="answers-title">
      <div class="answers-top">
        <h2 id="answers-title" class="card-title" tabIndex={-1}>
          {words.title}
        </h2>
        {listed.length > 1 && <SortPicker sort={sort.value} onPick={(picked) => (sort.value = picked)} />}
      </div>
      {listed.length === 0 && <p class="soft">{words.none}</p>}
      <ul class="answerlist">
        {listed.map((answer) => (
          <Row
            key={answer.text}
            room={room}
            question={question}
            answer={answer}
            selected={chosen.includes(answer.text)}
            onSelect={() => select(answer.text)}
          />
        ))}
      </ul>
      {said.rare > 0 && (
        <p class="soft small">
          {words.rare(said.rare)}{" "}
          {whole?.ballots !== tally?.ballots && (
            <button type="button" class="button-quiet button-link" onClick={listAll}>
              {words.all}
            </button>
          )}
        </p>
      )}
      {chosen.length > 0 && <MergeBar room={room} question={question} chosen={chosen} listed={listed} done={clear} />}
      <Back room={room} question={question} title={words.held(held.length)} texts={held} open />
      <Back room={room} question={question} title={words.hidden(hidden.length)} texts={hidden} />
    </section>
  );
}

function SortPicker({ sort, onPick }: { sort: Sort; onPick(sort: Sort): void }) {
  return (
    <fieldset class="segments answers-sort">
      <legend class="visually-hidden">{words.sort}</legend>
      {(["frequent", "newest"] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="answers-sort" checked={sort === one} onChange={() => onPick(one)} />
          <span>{words.sortName[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface RowProps extends AnswersProps {
  answer: Answer;
  selected: boolean;
  onSelect(): void;
}

function Row({ room, question, answer: { text, count, from }, selected, onSelect }: RowProps) {
  return (
    <li class={selected ? "answerrow answerrow-chosen" : "answerrow"}>
      <label class="answerpick">
        <input type="checkbox" checked={selected} aria-label={words.select(text)} onChange={onSelect} />
        <span class="answer-text">
          <bdi>{text}</bdi>
          {from.length > 0 && <span class="soft small answer-from">{words.holds(from)}</span>}
        </span>
        <span class="answer-count number">{words.times(count)}</span>
      </label>
      {from.length > 0 && (
        <button
          type="button"
          class="button-quiet button-icon"
          aria-label={words.splitIt(text)}
          title={words.split}
          onClick={() => void split(room, question, text)}
        >
          <Icon shape={UNMERGE} />
        </button>
      )}
      <button
        type="button"
        class="button-quiet button-icon"
        aria-label={words.hideIt(text)}
        title={words.hide}
        onClick={() => void hide(room, question, text)}
      >
        <Icon shape={EYE_OFF} />
      </button>
    </li>
  );
}

interface BackProps extends AnswersProps {
  title: string;
  texts: readonly string[];
  open?: boolean;
}

/** Answers that the room does not see, each with its way back. */
function Back({ room, question, title, texts, open = false }: BackProps) {
  if (texts.length === 0) return null;
  return (
    <details class="answers-hidden" open={open}>
      <summary class="small">{title}</summary>
      <ul class="answerlist">
        {texts.map((text) => (
          <li key={text} class="answerrow">
            <span class="answer-text soft">
              <bdi>{text}</bdi>
            </span>
            <button
              type="button"
              class="button-quiet"
              aria-label={words.showIt(text)}
              onClick={() => void show(room, question, text)}
            >
              <Icon shape={EYE} /> {words.show}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

async function wholeOf({ poll }: Room, { id, round }: Open): Promise<{ round: number; tally: TallyView } | null> {
  const of = poll.value?.id ?? "";
  const tally = (await exportedOf(of, hostKeyFor(of)))?.tallies[id];
  return tally ? { round, tally } : null;
}

async function hide(room: Room, { id }: Open, answer: string): Promise<void> {
  focusNear("answers-title");
  if (!(await run(room, { command: "hide-answer", question: id, answer }))) return;
  toast(words.hid(answer), { undo: () => void run(room, { command: "show-answer", question: id, answer }) });
}

async function show(room: Room, { id }: Open, answer: string): Promise<void> {
  focusNear("answers-title");
  if (!(await run(room, { command: "show-answer", question: id, answer }))) return;
  toast(words.shown(answer), { undo: () => void run(room, { command: "hide-answer", question: id, answer }) });
}

async function split(room: Room, { id, merged = [] }: Open, answer: string): Promise<void> {
  const from = merged.filter(({ into }) => into === answer).map((one) => one.from);
  focusNear("answers-title");
  if (!(await splitAll(room, id, from))) return;
  const undo = () => void run(room, { command: "merge-answers", question: id, answers: from, into: answer });
  toast(words.wasSplit(answer), { undo });
}
