/** `Have a code?`: six letters from somebody else's screen. */
import { useSignal } from "@preact/signals";
import { CODE_CHARS } from "../../protocol/limits.ts";
import { tidyCode } from "../../protocol/ids.ts";
import { make as words } from "../../words/en.ts";

export function Join() {
  const wrong = useSignal(false);
  const go = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("code") as HTMLInputElement;
    const code = tidyCode(field.value);
    wrong.value = code.length !== CODE_CHARS;
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
          class="input"
          placeholder={words.codePlaceholder}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={wrong.value}
          aria-describedby="code-note"
          onInput={() => {
            wrong.value = false;
          }}
        />
        <button type="submit" class="button-quiet">
          {words.join}
        </button>
      </div>
      <p id="code-note" class="field-error" role="alert" hidden={!wrong.value}>
        {wrong.value && words.codeIncomplete}
      </p>
    </form>
  );
}
