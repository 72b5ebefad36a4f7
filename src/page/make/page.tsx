/** The make page: the form is the page. */
import { useEffect } from "preact/hooks";
import { TITLE_POINTS_MAX } from "../../protocol/limits.ts";
import { form as formWords, product, make as words } from "../../words/en.ts";
import { FieldNote } from "../form/fieldnote.tsx";
import { fieldId, focusSoon } from "../form/focus.ts";
import { Hand } from "../ui/hand.tsx";
import { tintOf } from "../ui/options.ts";
import { ThemeSwitch } from "../ui/theme.tsx";
import { Toasts } from "../ui/toast.tsx";
import { Begin } from "./begin.tsx";
import { change, draft, problem, recallPictures, restored, startFresh, touched } from "./desk.ts";
import { DressingDialog } from "./dressing.tsx";
import { Join } from "./join.tsx";
import { MyPolls } from "./mypolls.tsx";
import { Preview } from "./preview.tsx";
import { Questions } from "./questions.tsx";
import { makePoll, making } from "./send.ts";
import { Settings } from "./settings.tsx";

const HANDS = [0, 1, 2, 3, 4, 5];

export function MakePage() {
  useEffect(() => {
    // A reload begins at the top, where the field with the focus is.
    history.scrollRestoration = "manual";
    document.getElementById(firstQuestionField())?.focus({ preventScroll: true });
    void recallPictures();
  }, []);
  const { questions } = draft.value;
  const shown = questions[touched.value] ?? questions[0];
  return (
    <div class="make">
      <header class="make-top">
        <a class="brand" href="/">
          <Hand waving /> {product.name}
        </a>
        <Join />
        <ThemeSwitch />
      </header>
      <div class="make-lead">
        <h1>{words.line}</h1>
        <p class="soft">{words.promise}</p>
        <div class="make-hands" aria-hidden="true">
          {HANDS.map((option) => (
            <span key={option} class={tintOf(option)}>
              <Hand />
            </span>
          ))}
        </div>
      </div>
      <MakeForm />
      {shown && <Preview draft={draft.value} question={shown} />}
      <MyPolls />
      <DressingDialog />
      <Toasts />
    </div>
  );
}

function MakeForm() {
  const submit = (event: Event) => {
    event.preventDefault();
    void makePoll();
  };
  return (
    <form
      class="make-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
      }}
      noValidate
    >
      {restored.value && (
        <p class="make-restored soft small">
          {words.restored}{" "}
          <button type="button" class="button-quiet button-link" onClick={startFresh}>
            {words.startFresh}
          </button>
        </p>
      )}
      <Begin />
      <Title />
      <Questions />
      <Settings />
      <div class="make-bar">
        <p class="field-error" role="alert">
          {problem.value?.place.field === "poll" ? problem.value.message : ""}
        </p>
        <button type="submit" class="button button-large" aria-disabled={making.value}>
          {making.value ? words.making : draft.value.pace === "quiz" ? words.makeQuiz : words.makePoll}
        </button>
      </div>
    </form>
  );
}

function Title() {
  const message = problem.value?.place.field === "title" ? problem.value.message : null;
  const { title } = draft.value;
  return (
    <div class="make-title">
      <input
        id={fieldId.title}
        class="input"
        value={title}
        aria-label={formWords.title}
        placeholder={formWords.titlePlaceholder}
        autocomplete="off"
        aria-invalid={message !== null}
        aria-describedby={`${fieldId.title}-note`}
        enterkeyhint="next"
        onInput={(event) => change({ ...draft.value, title: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
          event.preventDefault();
          focusSoon(firstQuestionField());
        }}
      />
      <FieldNote id={`${fieldId.title}-note`} text={title} pointsMax={TITLE_POINTS_MAX} message={message} />
    </div>
  );
}

function firstQuestionField(): string {
  return fieldId.text(draft.value.questions[0]?.key ?? 0);
}
