/** Who may vote in the running poll, and what its host hands out: the code to say aloud, tickets to print, and those to take back. */
import { useSignal } from "@preact/signals";
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
import { ballotsOf } from "../ui/sight.ts";
import { run } from "./run.ts";

interface Here {
  room: Room;
  poll: PollView;
}

export function Entry({ room, poll }: Here) {
  const { level } = poll.entry;
  const known = useSignal<EntryView | null>(null);
  const locked = poll.questions.some((question) => ballotsOf(room.tallies.value, question) > 0);
  const look = async () => {
    const answer = await new Http(poll.id, thisBrowser).ask<EntryView>("/entry", `Bearer ${hostKeyFor(poll.id)}`, {
      method: "GET",
    });
    if (answer.body) known.value = answer.body;
  };
  useEffect(() => void look(), [level]);
  const does = async (command: Parameters<typeof run>[1]) => (await run(room, command)) && (await look());
  const entry = known.value;
  return (
    <>
      <EntryFields entry={poll.entry} locked={locked} onChange={(change) => void run(room, { command: "edit", entry: change })} />
      {level === "code" && entry?.code && <Code code={entry.code} does={does} />}
      {level === "tickets" && entry && <Tickets entry={entry} id={poll.id} does={does} />}
    </>
  );
}

type Does = (command: Parameters<typeof run>[1]) => Promise<unknown>;

function Code({ code, does }: { code: string; does: Does }) {
  const id = useId();
  const own = useSignal("");
  const set = (event: Event) => {
    event.preventDefault();
    if (own.value.trim()) void does({ command: "access-code", code: own.value });
    own.value = "";
  };
  return (
    <section class="entryhost" aria-label={words.code}>
      <p class="soft small">{words.codeLine}</p>
      <p>
        <strong class="share-letters">{code.length === 6 ? spacedCode(code) : code}</strong>
      </p>
      <form class="entryhost-row" onSubmit={set}>
        <label for={id}>{words.ownCode}</label>
        <input
          class="input"
          id={id}
          type="text"
          autocomplete="off"
          value={own.value}
          onInput={(event) => (own.value = event.currentTarget.value)}
        />
        <button type="submit" class="button-quiet">
          {words.setCode}
        </button>
        <button type="button" class="button-quiet" onClick={() => void does({ command: "access-code", code: null })}>
          {words.drawCode}
        </button>
      </form>
    </section>
  );
}

function Tickets({ entry, id, does }: { entry: EntryView; id: string; does: Does }) {
  const field = useId();
  const count = useSignal("");
  const wanted = Number(count.value);
  const make = (event: Event) => {
    event.preventDefault();
    if (Number.isInteger(wanted) && wanted > 0)
      void does({ command: "tickets", count: Math.min(TICKETS_MAX, entry.tickets + wanted) });
    count.value = "";
  };
  return (
    <section class="entryhost" aria-label={words.tickets}>
      <p>{words.ticketsLine(entry.tickets, entry.revoked.length)}</p>
      <form class="entryhost-row" onSubmit={make}>
        <label for={field}>{words.howMany}</label>
        <input
          class="input"
          id={field}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          value={count.value}
          onInput={(event) => (count.value = event.currentTarget.value)}
        />
        <button type="submit" class="button-quiet">
          {words.makeTickets}
        </button>
        {entry.tickets > 0 && (
          <a class="button-quiet" href={`/p/${id}/tickets`} target="_blank" rel="noopener">
            {words.print}
          </a>
        )}
      </form>
      {entry.tickets > 0 && <TakeBack entry={entry} does={does} />}
    </section>
  );
}

function TakeBack({ entry: { tickets, revoked }, does }: { entry: EntryView; does: Does }) {
  const field = useId();
  const typed = useSignal("");
  const ticket = Number(typed.value);
  const isTicket = Number.isInteger(ticket) && ticket >= 1 && ticket <= tickets;
  const isBack = revoked.includes(ticket);
  const take = (event: Event) => {
    event.preventDefault();
    if (isTicket) void does({ command: "revoke-ticket", ticket, revoked: !isBack });
    typed.value = "";
  };
  return (
    <form class="entryhost-row" onSubmit={take}>
      <label for={field}>{words.number}</label>
      <input
        class="input"
        id={field}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
      <button type="submit" class="button-quiet">
        {isBack ? words.giveBack : words.takeBack}
      </button>
      <p class="field-hint">{words.takeBackHint}</p>
    </form>
  );
}
