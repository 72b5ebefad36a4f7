/** One question of the room: who asked, what is to be done with it, and the host's words under it. */
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { ASK_REPLY_POINTS_MAX } from "../../../protocol/limits.ts";
import type { AskView } from "../../../protocol/talk.ts";
import { points, tidyText } from "../../../protocol/text.ts";
import { talkHost as words } from "../../../words/en.ts";
import { FieldNote } from "../../form/fieldnote.tsx";
import { Chip } from "../../ui/chip.tsx";
import { ARROW_UP, CHECK, EYE, EYE_OFF, NEXT, SCREEN, TRASH } from "../../ui/icons.tsx";
import { type AskChange, changeAsk, replyTo } from "./care.ts";
import { Act, Menu } from "./menu.tsx";
import { sectionOf } from "./order.ts";
import type { TalkProps } from "./panel.tsx";
import { PersonActs, Said } from "./said.tsx";

interface AskRowProps extends TalkProps {
  ask: AskView;
  /** The one that is on the big screen, perhaps this one. */
  pinnedNow: AskView | undefined;
}

export function AskRow(props: AskRowProps) {
  const { room, ask, pinnedNow, writeTo } = props;
  const replies = useSignal(false);
  const change = (what: AskChange) => void changeAsk(room, ask, what, pinnedNow);
  const section = sectionOf(ask);
  return (
    <li class={`roomrow roomrow-${section}`}>
      <Said said={ask}>
        {section !== "waiting" && (
          <Chip shape={ARROW_UP}>
            <span class="number">{words.asks.votes(ask.votes)}</span>
          </Chip>
        )}
        {ask.pinned && (
          <Chip mood="warn" shape={SCREEN}>
            {words.asks.onScreen}
          </Chip>
        )}
        {ask.next && (
          <Chip mood="good" shape={NEXT}>
            {words.asks.isNext}
          </Chip>
        )}
      </Said>
      {ask.reply && !replies.value && (
        <p class="roomreply">
          <span class="visually-hidden">{words.asks.reply}: </span>
          <bdi>{ask.reply}</bdi>
        </p>
      )}
      {replies.value && <ReplyForm {...props} done={() => (replies.value = false)} />}
      <Menu of={ask.text} first={<Main section={section} ask={ask} change={change} />}>
        {section !== "hidden" && <Act label={words.name.reply} onAct={() => (replies.value = true)} />}
        {(section === "open" || section === "answered") && <Act label={words.name.archive} onAct={() => change("archive")} />}
        {section !== "hidden" && section !== "waiting" && (
          <Act label={words.name.hide} shape={EYE_OFF} onAct={() => change("hide")} />
        )}
        <PersonActs room={room} of={ask} writeTo={writeTo} />
        <Act label={words.name.remove} shape={TRASH} danger onAct={() => change("remove")} />
      </Menu>
    </li>
  );
}

interface MainProps {
  section: ReturnType<typeof sectionOf>;
  ask: AskView;
  change(what: AskChange): void;
}

/** What is done most, always in sight. */
function Main({ section, ask, change }: MainProps) {
  const act = (what: AskChange, more: { shape?: string; pressed?: boolean; off?: boolean } = {}) => (
    <Act label={words.name[what]} name={`${words.name[what]}: ${ask.text}`} {...more} onAct={() => change(what)} />
  );
  switch (section) {
    case "waiting":
      return (
        <>
          {act("approve", { shape: CHECK })}
          {act("hide", { shape: EYE_OFF })}
        </>
      );
    case "open":
      return (
        <>
          {act(ask.pinned ? "unpin" : "pin", { shape: SCREEN, pressed: ask.pinned === true })}
          {act("next", { shape: NEXT, pressed: ask.next === true, off: ask.next === true })}
          {act("answered", { shape: CHECK })}
        </>
      );
    case "hidden":
      return act("show", { shape: EYE });
    default:
      return act("reopen");
  }
}

function ReplyForm({ room, ask, done }: AskRowProps & { done(): void }) {
  const text = useSignal(ask.reply);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const save = async (event: Event) => {
    event.preventDefault();
    const tidy = tidyText(text.value);
    if (points(tidy) > ASK_REPLY_POINTS_MAX) return;
    if (tidy === ask.reply || (await replyTo(room, ask, tidy))) done();
  };
  return (
    <form class="roomform" onSubmit={save} noValidate>
      <div class="field">
        <label for={id}>
          {words.asks.reply}
          <span class="visually-hidden">: {ask.text}</span>
        </label>
        <textarea
          ref={field}
          id={id}
          rows={2}
          value={text.value}
          aria-describedby={`${id}-hint ${id}-note`}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") done();
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(event);
          }}
        />
        <p id={`${id}-hint`} class="field-hint">
          {words.asks.replyHint}
        </p>
        <FieldNote id={`${id}-note`} text={text.value} pointsMax={ASK_REPLY_POINTS_MAX} message={null} />
      </div>
      <div class="edit-buttons">
        <button type="button" class="button-quiet" onClick={done}>
          {words.asks.cancel}
        </button>
        <button type="submit" class="button">
          {words.asks.save}
        </button>
      </div>
    </form>
  );
}
