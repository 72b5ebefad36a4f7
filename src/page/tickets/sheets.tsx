/** Tickets to print and cut: a code to scan and letters to type on each, 24 on a sheet of A4 or letter paper. */
import { useEffect, useState } from "preact/hooks";
import type { TicketRow, TicketsPage } from "../../protocol/entry.ts";
import { TICKETS_PER_PAGE } from "../../protocol/limits.ts";
import { refusals, ticketSheet as words } from "../../words/en.ts";
import { thisBrowser } from "../browser.ts";
import { hostKeyFor } from "../device.ts";
import { facts } from "../facts.ts";
import { Http } from "../http.ts";
import { spokenAddress } from "../ui/code.ts";
import { Qr } from "../ui/qr.tsx";

const SHEETS_AT_ONCE = 2; // a frame draws 48 codes in a tenth of a second, and the page answers between them

export function Sheets({ poll, title }: { poll: string; title: string }) {
  const [tickets, setTickets] = useState<TicketRow[] | null>(null);
  const [fault, setFault] = useState("");
  useEffect(() => {
    void load(poll).then((loaded) => (typeof loaded === "string" ? setFault(loaded) : setTickets(loaded)));
  }, []);
  const sheets = inSheets(tickets ?? []);
  const drawn = useGrowing(sheets.length);
  const isReady = tickets !== null && drawn >= sheets.length;
  return (
    <div class="tickets">
      <header class="tickets-top">
        <h1>{words.title(title)}</h1>
        <p role="status">
          {fault || (tickets === null ? words.loading : isReady ? words.ready(tickets.length, sheets.length) : words.drawing)}
        </p>
        <p class="soft">{words.advice}</p>
        <button type="button" class="button button-large" aria-disabled={!isReady} onClick={() => isReady && print()}>
          {words.print}
        </button>
      </header>
      {sheets.slice(0, drawn).map((sheet) => (
        <ul class="ticket-sheet" key={sheet[0]?.ticket}>
          {sheet.map((ticket) => (
            <Ticket key={ticket.ticket} ticket={ticket} title={title} poll={poll} />
          ))}
        </ul>
      ))}
    </div>
  );
}

function Ticket({ ticket: { ticket, letters, link }, title, poll }: { ticket: TicketRow; title: string; poll: string }) {
  return (
    <li class="ticket">
      <Qr text={link} label={words.qr(ticket)} />
      <div class="ticket-words">
        <p class="ticket-title">{title}</p>
        <p class="ticket-letters">{letters.replaceAll(/(.{4})(?=.)/g, "$1 ")}</p>
        <p class="ticket-address">{`${spokenAddress(facts().origin)}/p/${poll}`}</p>
        <p class="ticket-number">{words.number(ticket)}</p>
      </div>
    </li>
  );
}

/** The tickets, or why not. Those that were taken back are not printed. */
async function load(poll: string): Promise<TicketRow[] | string> {
  const key = hostKeyFor(poll);
  if (!key) return words.noKey;
  const answer = await new Http(poll, thisBrowser).ask<TicketsPage>("/tickets", `Bearer ${key}`, { method: "GET" });
  if (!answer.body) return answer.code === "not-host" ? words.noKey : answer.code ? refusals[answer.code] : words.offline;
  const tickets = answer.body.tickets.filter(({ revoked }) => !revoked);
  return tickets.length > 0 ? tickets : words.none;
}

function inSheets(tickets: readonly TicketRow[]): TicketRow[][] {
  return Array.from({ length: Math.ceil(tickets.length / TICKETS_PER_PAGE) }, (_, sheet) =>
    tickets.slice(sheet * TICKETS_PER_PAGE, (sheet + 1) * TICKETS_PER_PAGE),
  );
}

/** A few more with each frame. */
function useGrowing(to: number): number {
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    if (drawn >= to) return;
    const timer = setTimeout(() => setDrawn(drawn + SHEETS_AT_ONCE));
    return () => clearTimeout(timer);
  }, [drawn, to]);
  return drawn;
}
