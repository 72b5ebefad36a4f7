/** What messages and asks have in common on the screen. */
import { details, refusals, talk as words } from "../../words/en.ts";
import { ALERT, CLOCK, Icon } from "../ui/icons.tsx";
import type { AskLine, MessageLine, Talk } from "./talk.ts";
import { drafts, type Tab } from "./ui.ts";

export function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}

/** How something of mine is doing; nothing where all is well. */
export function Own({ tab, line, talk }: { tab: Tab; line: MessageLine | AskLine; talk: Talk }) {
  const { standing, text } = line;
  if (standing.state === "sent") return null;
  if (standing.state === "sending") {
    const why = standing.waits?.detail;
    return (
      <p class="talk-state">
        <Icon shape={CLOCK} />
        {standing.waits ? words.waits[why === "slow" ? "slow" : "other"] : words.sending}
      </p>
    );
  }
  const { n, code, detail } = standing;
  const mend = () => {
    talk.forget(n);
    drafts.value = { ...drafts.value, [tab]: text };
    document.querySelector<HTMLElement>(".talk-write textarea")?.focus();
  };
  return (
    <div class="talk-fault" role="alert">
      <p class="talk-state">
        <Icon shape={ALERT} />
        {details[detail as keyof typeof details] ?? refusals[code]}
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
