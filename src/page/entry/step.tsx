/** Asks for a code, a ticket or a check, in the place of the page, until the hub lets this voter in. */
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import type { EntrySettings, Passed } from "../../protocol/entry.ts";
import { details, product, whyNot, entry as words } from "../../words/en.ts";
import { sheet } from "../answer/sheet.ts";
import { thisBrowser } from "../browser.ts";
import { entryFor, keepEntry, voterTokenFor } from "../device.ts";
import { Http, posted } from "../http.ts";
import type { Room } from "../room.ts";
import { Hand } from "../ui/hand.tsx";
import { ALERT, Icon } from "../ui/icons.tsx";
import { Turnstile } from "./turnstile.tsx";

type Level = Exclude<EntrySettings["level"], "open">;

const typed = signal("");
const busy = signal(false);
const fault = signal("");

export async function ask(room: Room, id: string): Promise<void> {
  await sheet("entry");
  const page = document.getElementById("app");
  if (!page) return;
  const place = document.createElement("main");
  place.className = "entry-place";
  let asks = false;
  effect(() => {
    const { snapshot, poll } = { snapshot: room.snapshot.value, poll: room.poll.value };
    const level = poll?.entry.level ?? "open";
    const isAsking = snapshot?.admitted === false && level !== "open";
    if (isAsking !== asks) swap(page, place, isAsking);
    if (isAsking) render(<Step room={room} id={id} level={level} />, place);
    if (isAsking && !asks) (place.querySelector("input") ?? place.querySelector("h1"))?.focus();
    asks = isAsking;
  });
}

/** One page at a time, for eyes and ears alike. */
function swap(page: HTMLElement, place: HTMLElement, isAsking: boolean): void {
  page.hidden = isAsking;
  if (isAsking) page.before(place);
  else {
    render(null, place);
    place.remove();
    page.querySelector<HTMLElement>("h1")?.focus();
  }
}

interface Asking {
  room: Room;
  id: string;
  level: Level;
}

function Step({ room, id, level }: Asking) {
  const { title, line } = words[level];
  const poll = room.poll.value;
  return (
    <div class="vote">
      <header class="vote-top">
        <span class="brand">
          <Hand />
          <span class="vote-title">{poll?.title || poll?.questions[0]?.text || product.name}</span>
        </span>
      </header>
      <div class="entry">
        <h1 tabIndex={-1}>{title}</h1>
        <p id="entry-line" class="soft">
          {isRevoked(room, id, level) ? details["ticket-revoked"] : line}
        </p>
        {level === "turnstile" ? (
          <Turnstile poll={id} onToken={(turnstile) => void show(room, id, { turnstile })} />
        ) : (
          <Field room={room} id={id} level={level} />
        )}
        <p class="entry-fault" role="alert">
          {fault.value && (
            <>
              <Icon shape={ALERT} />
              {fault.value}
            </>
          )}
        </p>
        <p>
          <a class="entry-look" href={`/p/${id}/results`}>
            {words.look}
          </a>
        </p>
      </div>
    </div>
  );
}

/** It was shown, and is not enough. */
function isRevoked(room: Room, id: string, level: Level): boolean {
  return level === "tickets" && room.wire.value.state === "open" && entryFor(voterTokenFor(id)) !== null;
}

function Field({ room, id, level }: Asking) {
  const { field, button } = level === "code" ? words.code : words.tickets;
  const send = (event: Event) => {
    event.preventDefault();
    if (!typed.value.trim() || busy.value) return;
    void show(room, id, level === "code" ? { code: typed.value } : { ticket: typed.value });
  };
  return (
    <form class="entry-form" onSubmit={send} noValidate>
      <label>
        <span>{field}</span>
        <input
          class="entry-input"
          type="text"
          name="entry"
          value={typed.value}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={fault.value !== ""}
          aria-describedby="entry-line"
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            fault.value = "";
          }}
        />
      </label>
      <button type="submit" class="button button-large" aria-disabled={busy.value || !typed.value.trim()}>
        {busy.value ? words.trying : button}
      </button>
    </form>
  );
}

async function show(room: Room, id: string, shown: { code: string } | { ticket: string } | { turnstile: string }): Promise<void> {
  busy.value = true;
  fault.value = "";
  const voter = voterTokenFor(id);
  const { body, code, detail } = await new Http(id, thisBrowser).ask<Passed>("/pass", `Voter ${voter}`, posted(shown));
  busy.value = false;
  if (!body) {
    fault.value = code ? whyNot(code, detail) : words.offline;
    return;
  }
  typed.value = "";
  if ("pass" in body) return keepEntry(voter, body.pass);
  // A ticket is another voter than this device was so far.
  if (!("ticket" in shown)) return;
  room.nextPerson();
  keepEntry(voterTokenFor(id), shown.ticket);
}
