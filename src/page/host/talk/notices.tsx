/** Words from the host to everybody, to some, or to one; and how far those that were sent have come. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { CommandBody } from "../../../protocol/client.ts";
import { NOTICE_MINUTES_DEFAULT, NOTICE_POINTS_MAX } from "../../../protocol/limits.ts";
import { points, tidyText } from "../../../protocol/text.ts";
import { talkHost } from "../../../words/en.ts";
import { Picker } from "../../form/controls.tsx";
import { FieldNote } from "../../form/fieldnote.tsx";
import type { Talk } from "../../talk/talk.ts";
import { CROSS, Icon, SEND } from "../../ui/icons.tsx";
import { toast } from "../../ui/toast.tsx";
import { attempt } from "../run.ts";
import type { Someone } from "./care.ts";
import { notice as text } from "./drafts.ts";
import type { TalkProps } from "./panel.tsx";
import { Sent } from "./sent.tsx";
import { noteSent } from "./senthere.ts";

const words = talkHost.notices;
const MINUTES = [1, 5, 15, NOTICE_MINUTES_DEFAULT, 240, 1_440, 10_080];

type Group = Exclude<Extract<CommandBody, { command: "notice" }>["to"], object>;

interface NoticesProps extends TalkProps {
  /** Whom it is for, instead of a group. */
  someone: Someone | null;
  drop(): void;
}

export function Notices(props: NoticesProps) {
  const { room, talk } = props;
  return (
    <>
      <Write {...props} />
      <Sent room={room} notices={talk.sent.value} nameOf={(person) => nameIn(talk, person)} />
    </>
  );
}

/** As they wrote it last; "" for who has never written here. */
function nameIn(talk: Talk, person: string): string {
  const said = [...talk.asks.value, ...talk.messages.value];
  return said.findLast((one) => one.person === person && one.name !== "")?.name ?? "";
}

function Write({ room, poll, someone, drop }: NoticesProps) {
  const group = useSignal<Group>("all");
  const minutes = useSignal(NOTICE_MINUTES_DEFAULT);
  const wrong = useSignal<string | null>(null);
  const isSending = useRef(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    if (someone) field.current?.focus();
  }, [someone]);
  const send = async (event: Event) => {
    event.preventDefault();
    if (isSending.current) return;
    const tidy = tidyText(text.value);
    wrong.value = tidy === "" ? words.lacksText : points(tidy) > NOTICE_POINTS_MAX ? words.tooLong : null;
    const to = someone ? { person: someone.person } : group.value;
    isSending.current = true;
    wrong.value ??= await attempt(room, { command: "notice", to, text: tidy, minutes: minutes.value }, ({ notice }) =>
      noteSent(notice),
    );
    isSending.current = false;
    field.current?.focus();
    if (wrong.value !== null) return;
    text.value = "";
    drop();
    toast(words.isSent);
  };
  return (
    <form class="roomform" onSubmit={send} noValidate>
      <Whom poll={poll} someone={someone} drop={drop} group={group} minutes={minutes} />
      <div class="field">
        <label for={id}>{words.text}</label>
        <textarea
          ref={field}
          id={id}
          rows={2}
          value={text.value}
          placeholder={words.placeholder}
          aria-invalid={wrong.value !== null}
          aria-describedby={`${id}-note ${id}-hint`}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            wrong.value = null;
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send(event);
          }}
        />
        <FieldNote id={`${id}-note`} text={text.value} pointsMax={NOTICE_POINTS_MAX} message={wrong.value} />
        <p id={`${id}-hint`} class="field-hint">
          {words.hint}
        </p>
      </div>
      <button type="submit" class="button">
        <Icon shape={SEND} /> {words.send}
      </button>
    </form>
  );
}

interface WhomProps extends Pick<NoticesProps, "poll" | "someone" | "drop"> {
  group: Signal<Group>;
  minutes: Signal<number>;
}

function Whom({ poll, someone, drop, group, minutes }: WhomProps) {
  const id = useId();
  const groups: readonly Group[] = poll.pace === "quiz" ? ["all", "players", "voters", "hosts"] : ["all", "voters", "hosts"];
  return (
    <div class="settingspair">
      {someone ? (
        <ToOne someone={someone} drop={drop} />
      ) : (
        <Picker
          id={`${id}-to`}
          label={words.to}
          values={groups}
          value={group.value}
          name={(one) => words.toName[one]}
          onPick={(picked) => {
            group.value = picked;
          }}
        />
      )}
      <Picker
        id={`${id}-minutes`}
        label={words.minutes}
        values={MINUTES}
        value={minutes.value}
        name={words.minutesName}
        onPick={(picked) => {
          minutes.value = picked;
        }}
      />
    </div>
  );
}

function ToOne({ someone: { name }, drop }: { someone: Someone; drop(): void }) {
  return (
    <div class="field">
      <span class="field-label">{words.to}</span>
      <span class="roomtoone">
        <bdi>{words.toPerson(name)}</bdi>
        <button type="button" class="button-quiet button-icon" aria-label={words.toEverybody} onClick={drop}>
          <Icon shape={CROSS} />
        </button>
      </span>
    </div>
  );
}
