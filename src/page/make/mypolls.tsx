/** Polls that this device made or ran: a lost host link is not a lost poll. */
import { signal } from "@preact/signals";
import { make as words } from "../../words/en.ts";
import { forgetPoll, type MyPoll, myPolls, rememberPoll } from "../device.ts";
import { COPY, CROSS, Icon } from "../ui/icons.tsx";
import { toast } from "../ui/toast.tsx";
import { replaceDraft } from "./desk.ts";
import { forgetPast, keepPast, pastDraft } from "./past.ts";

const polls = signal<MyPoll[]>(myPolls());

export function MyPolls() {
  if (polls.value.length === 0) return null;
  return (
    <section class="mypolls" aria-labelledby="mypolls-title">
      <h2 id="mypolls-title">{words.myPolls}</h2>
      <p class="soft small">{words.myPollsHint}</p>
      <ul>
        {polls.value.map((poll) => (
          <MyPollRow key={poll.id} poll={poll} />
        ))}
      </ul>
    </section>
  );
}

function MyPollRow({ poll }: { poll: MyPoll }) {
  const { id, title, at, hostKey } = poll;
  const made = new Date(at);
  const name = title || words.untitled;
  const past = pastDraft(id);
  return (
    <li class="mypoll">
      <a class="mypoll-link" href={hostKey ? `/p/${id}/host` : `/p/${id}`}>
        <span class="mypoll-title">{name}</span>
        <time class="soft small" dateTime={made.toISOString()}>
          {made.toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric" })}
        </time>
      </a>
      {past && (
        <button
          type="button"
          class="button-quiet button-icon"
          aria-label={words.another(name)}
          title={words.anotherShort}
          onClick={() => replaceDraft(past, words.anotherSaid)}
        >
          <Icon shape={COPY} />
        </button>
      )}
      <button type="button" class="button-quiet button-icon" aria-label={words.forget(name)} onClick={() => forget(poll)}>
        <Icon shape={CROSS} />
      </button>
    </li>
  );
}

function forget(poll: MyPoll): void {
  const past = pastDraft(poll.id);
  forgetPoll(poll.id);
  forgetPast(poll.id);
  polls.value = myPolls();
  toast(words.forgotten, {
    undo: () => {
      rememberPoll(poll);
      if (past) keepPast(poll.id, past);
      polls.value = myPolls();
    },
  });
}
