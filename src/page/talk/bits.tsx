/** What messages and asks have in common on the screen. */
import { whyNot, talk as words } from "../../words/en.ts";
import { ALERT, CLOCK, Icon } from "../ui/icons.tsx";
import type { AskLine, MessageLine, Talk } from "./talk.ts";
import { drafts, type Tab } from "./ui.ts";

function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}

export function nameOf({ mine, name, host }: MessageLine | AskLine): string {
  if (mine) return name || words.you;
  return name || (host ? words.host : words.nameless);
}

/** When it was said; while it is on its way that, in the same place, so that nothing moves when it has arrived. */
export function When({ at, mine, standing }: MessageLine | AskLine) {
  return (
    <span class={mine ? "talk-when talk-when-mine" : "talk-when"}>
      {at && <time class="number">{timeOf(at)}</time>}
      {standing.state === "sending" && !standing.waits && (
        <>
          <Icon shape={CLOCK} />
          {words.sending}
        </>
      )}
    </span>
  );
}

/** What stands in the way of something of mine; nothing where all is well. */
export function Own({ tab, line, talk }: { tab: Tab; line: MessageLine | AskLine; talk: Talk }) {
  const { standing, text } = line;
  if (standing.state === "sent") return null;
  if (standing.state === "sending") {
    if (!standing.waits) return null;
    return (
      <p class="talk-state">
        <Icon shape={CLOCK} />
        {words.waits[standing.waits.detail === "slow" ? "slow" : "other"]}
      </p>
    );
  }
  const { n, code, detail } = standing;
  const mend = () => {
    talk.forget(n);
    const draft = drafts.value[tab];
    // What is being written stays, behind it.
    drafts.value = { ...drafts.value, [tab]: draft ? `${text}\n${draft}` : text };
    document.querySelector<HTMLElement>(".talk-write textarea")?.focus();
  };
  return (
    <div class="talk-fault" role="alert">
      <p class="talk-state">
        <Icon shape={ALERT} />
        {whyNot(code, detail)}
      </p>
      <button type="button" class="button-quiet button-link" onClick={mend}>
        {words.mend}
      </button>
      <button type="button" class="button-quiet button-link" onClick={() => talk.forget(n)}>
        {words.forget}
      </button>
    </div>
  );
}
