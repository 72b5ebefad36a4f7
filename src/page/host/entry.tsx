/** Who may vote in the running poll, and what its host hands out: the code to say aloud, tickets to print, and those to take back. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { EntryView } from "../../protocol/entry.ts";
import { TICKETS_MAX } from "../../protocol/limits.ts";
import type { PollView } from "../../protocol/server.ts";
import { entryHost as words } from "../../words/en.ts";
import { thisBrowser } from "../browser.ts";
import { hostKeyFor } from "../device.ts";
import { EntryFields } from "../form/entryfields.tsx";
import { Http } from "../http.ts";
import type { Room } from "../room.ts";
import { spacedCode } from "../ui/code.ts";
import { hasVotes } from "../ui/sight.ts";
import { run } from "./run.ts";

interface EntryProps {
  room: Room;
  poll: PollView;
}

type Command = Parameters<typeof run>[1];
/** A command, and what it has made of the list. */
type Does = (command: Command) => Promise<unknown>;

export function Entry({ room, poll }: EntryProps) {
  const { level } = poll.entry;
  const known = useSignal<EntryView | null>(null);
  const look = async () => {
    const answer = await new Http(poll.id, thisBrowser).ask<EntryView>("/entry", `Bearer ${hostKeyFor(poll.id)}`, {
      method: "GET",
    });
    if (answer.body) known.value = answer.body;
  };
  useEffect(() => void look(), [level]);
  const does: Does = async (command) => (await run(room, command)) && (await look());
  const entry = known.value;
  return (
    <>
      <EntryFields
        entry={poll.entry}
        locked={hasVotes(poll, room.tallies.value)}
        onChange={(change) => void run(room, { command: "edit", entry: change })}
      />
      {level === "code" && entry?.code && <Code code={entry.code} does={does} />}
      {level === "tickets" && entry && <Tickets entry={entry} id={poll.id} does={does} />}
    </>
  );
}

function Code({ code, does }: { code: string; does: Does }) {
  const set = (own: string) => own && void does({ command: "access-code", code: own });
  return (
    <section class="entryhost" aria-label={words.code}>
      <p class="soft small">{words.codeLine}</p>
      <p>
        <strong class="share-letters">{code.length === 6 ? spacedCode(code) : code}</strong>
      </p>
      <Row label={words.ownCode} button={() => words.setCode} onSend={set}>
        <button type="button" class="button-quiet" onClick={() => void does({ command: "access-code", code: null })}>
          {words.drawCode}
        </button>
      </Row>
    </section>
  );
}

function Tickets({ entry, id, does }: { entry: EntryView; id: string; does: Does }) {
  const { tickets, revoked } = entry;
  const make = (typed: string) => {
    const count = Number(typed);
    if (Number.isInteger(count) && count > 0) void does({ command: "tickets", count: Math.min(TICKETS_MAX, tickets + count) });
  };
  return (
    <section class="entryhost" aria-label={words.tickets}>
      <p>{words.ticketsLine(tickets, revoked.length)}</p>
      <Row label={words.howMany} isNumber button={() => words.makeTickets} onSend={make}>
        {tickets > 0 && (
          <a class="button-quiet" href={`/p/${id}/tickets`} target="_blank" rel="noopener">
            {words.print}
          </a>
        )}
      </Row>
      {tickets > 0 && <TakeBack entry={entry} does={does} />}
    </section>
  );
}

function TakeBack({ entry: { tickets, revoked }, does }: { entry: EntryView; does: Does }) {
  const isBack = (typed: string) => revoked.includes(Number(typed));
  const take = (typed: string) => {
    const ticket = Number(typed);
    if (!Number.isInteger(ticket) || ticket < 1 || ticket > tickets) return;
    void does({ command: "revoke-ticket", ticket, revoked: !isBack(typed) });
  };
  return (
    <Row label={words.number} isNumber button={(typed) => (isBack(typed) ? words.giveBack : words.takeBack)} onSend={take}>
      <p class="field-hint">{words.takeBackHint}</p>
    </Row>
  );
}

interface RowProps {
  label: string;
  isNumber?: boolean;
  /** By what is typed. */
  button(typed: string): string;
  onSend(typed: string): void;
  children: ComponentChildren;
}

/** A line to fill in, which is empty again once it is sent. */
function Row({ label, isNumber, button, onSend, children }: RowProps) {
  const id = useId();
  const typed = useSignal("");
  const send = (event: Event) => {
    event.preventDefault();
    onSend(typed.value.trim());
    typed.value = "";
  };
  return (
    <form class="entryhost-row" onSubmit={send}>
      <label for={id}>{label}</label>
      <input
        class="input"
        id={id}
        type="text"
        inputMode={isNumber ? "numeric" : undefined}
        autocomplete="off"
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
      <button type="submit" class="button-quiet">
        {button(typed.value)}
      </button>
      {children}
    </form>
  );
}
