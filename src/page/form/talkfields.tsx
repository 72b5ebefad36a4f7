/** What people may say beside their votes, as fields, folded behind a line in plain words. Make has them, and the console while the poll runs. */
import { useId } from "preact/hooks";
import { SLOW_SECONDS_OFFERED } from "../../protocol/limits.ts";
import type { TalkSettings } from "../../protocol/talk.ts";
import { talkForm as words } from "../../words/en.ts";
import { offered, Picker, Switch } from "./controls.tsx";
import { More } from "./more.tsx";

interface TalkFieldsProps {
  talk: TalkSettings;
  onChange(change: Partial<TalkSettings>): void;
}

export function TalkFields({ talk, onChange }: TalkFieldsProps) {
  const { chat, questions, reactions, approve, filter } = talk;
  return (
    <More title={words.title} line={words.line(talk)}>
      <Part part="chat" state={chat} onChange={onChange} />
      {chat !== "off" && <SlowMode talk={talk} onChange={onChange} />}
      <Part part="questions" state={questions} onChange={onChange} />
      {questions !== "off" && <Switch words={words.approve} on={approve} onFlip={(on) => onChange({ approve: on })} />}
      <Switch words={words.reactions} on={reactions} onFlip={(on) => onChange({ reactions: on })} />
      {(chat !== "off" || questions !== "off") && (
        <Switch words={words.filter} on={filter} onFlip={(on) => onChange({ filter: on })} />
      )}
    </More>
  );
}

interface PartProps extends Pick<TalkFieldsProps, "onChange"> {
  part: "chat" | "questions";
  state: TalkSettings["chat"];
}

/** On is open; to close it for a while is the console's. */
function Part({ part, state, onChange }: PartProps) {
  const { label, hint, closed } = words[part];
  return (
    <Switch
      words={{ label, hint: state === "closed" ? closed : hint }}
      on={state !== "off"}
      onFlip={(on) => onChange({ [part]: on ? "open" : "off" })}
    />
  );
}

export function SlowMode({ talk: { slowSeconds }, onChange }: TalkFieldsProps) {
  return (
    <Picker
      id={useId()}
      label={words.slow}
      values={offered(SLOW_SECONDS_OFFERED, slowSeconds)}
      value={slowSeconds}
      name={words.slowName}
      hint={words.slowHint}
      onPick={(picked) => onChange({ slowSeconds: picked })}
    />
  );
}
