/** The host page where there is nothing to run: no key, a wrong key, a poll that is gone. */
import { useSignal } from "@preact/signals";
import { HOST_KEY } from "../../protocol/ids.ts";
import { host as words } from "../../words/en.ts";
import type { Wire } from "../connection.ts";
import { keepHostKey } from "../device.ts";
import { Hand } from "../ui/hand.tsx";

export function NeedsKey({ poll, wrong = false }: { poll: string; wrong?: boolean }) {
  const { title, line } = wrong ? words.wrongKey : words.noKey;
  return (
    <div class="notice">
      <Hand />
      <h1>{title}</h1>
      <p>{line}</p>
      <KeyForm poll={poll} />
      <a class="button-quiet" href={`/p/${poll}`}>
        {words.toVote}
      </a>
    </div>
  );
}

function KeyForm({ poll }: { poll: string }) {
  const wrong = useSignal(false);
  const take = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("hostlink") as HTMLInputElement;
    const key = keyIn(field.value);
    wrong.value = key === null;
    if (!key) return field.focus();
    keepHostKey(poll, key);
    location.reload();
  };
  return (
    <form class="keyform field" onSubmit={take} noValidate>
      <label for="hostlink">{words.hostLink}</label>
      <input
        id="hostlink"
        name="hostlink"
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={wrong.value}
        aria-describedby="hostlink-note"
      />
      <p id="hostlink-note" class="field-error" role="alert">
        {wrong.value && words.notAHostLink}
      </p>
      <button type="submit" class="button">
        {words.useLink}
      </button>
    </form>
  );
}

function keyIn(typed: string): string | null {
  const text = typed.trim();
  const key = /#key=([^&\s]+)/.exec(text)?.[1] ?? text;
  return HOST_KEY.test(key) ? key : null;
}

export function Ended({ poll, why }: { poll: string; why: Wire["ended"] }) {
  if (why === "wrong-key") return <NeedsKey poll={poll} wrong />;
  const { title, line } = why === "deleted" ? words.deleted : why === "gone" ? words.gone : words.disconnected;
  return (
    <div class="notice" role="alert">
      <Hand />
      <h1>{title}</h1>
      <p>{line}</p>
      {why === "refused" ? (
        <button type="button" class="button" onClick={() => location.reload()}>
          {words.reload}
        </button>
      ) : (
        <a class="button" href="/">
          {words.makeAnother}
        </a>
      )}
    </div>
  );
}
