/** `Have a code?`: six letters from somebody else's screen, in one field; also a page of its own at `/j`, which the big screen names. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { tidyCode } from "../../protocol/ids.ts";
import { CODE_CHARS } from "../../protocol/limits.ts";
import { make as words } from "../../words/en.ts";
import { facts } from "../facts.ts";
import { Hand } from "../ui/hand.tsx";

export function JoinPage() {
  const { problem } = facts();
  useEffect(() => document.getElementById("code")?.focus(), []);
  return (
    <div class="notice join-page">
      <Hand waving />
      <h1>{words.joinTitle}</h1>
      <p>{words.joinLine}</p>
      <Join alone typed={typedBefore()} problem={problem && (problem === "too-fast" ? words.tooManyCodes : words.wrongCode)} />
      <a class="button-quiet" href="/">
        {words.makePoll}
      </a>
    </div>
  );
}

/** What was typed, from the address that turned out to lead nowhere. */
function typedBefore(): string {
  try {
    return decodeURIComponent(location.pathname.split("/")[2] ?? "");
  } catch {
    return "";
  }
}

interface Props {
  /** The one thing on its page. */
  alone?: boolean;
  typed?: string;
  problem?: string | null;
}

export function Join({ alone, typed = "", problem = null }: Props) {
  const wrong = useSignal(problem);
  const go = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("code") as HTMLInputElement;
    const code = tidyCode(field.value);
    wrong.value = code.length === CODE_CHARS ? null : words.codeIncomplete;
    if (wrong.value) field.focus();
    else location.assign(`/j/${encodeURIComponent(code)}`);
  };
  return (
    <form class="join" onSubmit={go} noValidate>
      <label for="code">{words.haveCode}</label>
      <div class="join-row">
        <input
          id="code"
          name="code"
          aria-label={words.haveCode}
          class="input"
          defaultValue={typed}
          placeholder={words.codePlaceholder}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={wrong.value !== null}
          aria-describedby="code-note"
          onInput={() => {
            wrong.value = null;
          }}
        />
        <button type="submit" class={alone ? "button button-large" : "button-quiet"}>
          {words.join}
        </button>
      </div>
      <p id="code-note" class="field-error" role="alert" hidden={!wrong.value}>
        {wrong.value}
      </p>
    </form>
  );
}
