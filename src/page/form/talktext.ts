/** What the room may say beside its votes, in the readable form: lines at the top, of a quiz as well. */
import { SLOW_SECONDS_MAX } from "../../protocol/limits.ts";
import { TALK_DEFAULTS, type TalkSettings } from "../../protocol/talk.ts";
import { flag, kept, yes } from "./textfields.ts";

export const TALK_PARTS = ["off", "open", "closed"] as const;

/** Only what is not as usual. */
export function talkLines({ chat, questions, reactions, approve, filter, slowSeconds }: TalkSettings): string[] {
  const usual = TALK_DEFAULTS;
  return kept([
    chat !== usual.chat && `! chat: ${chat}`,
    questions !== usual.questions && `! questions: ${questions}`,
    reactions !== usual.reactions && "! reactions: yes",
    approve !== usual.approve && "! approve questions: yes",
    filter !== usual.filter && "! word filter: no",
    slowSeconds !== usual.slowSeconds && `! slow mode: ${slowSeconds} s`,
  ]);
}

type Change = Partial<TalkSettings>;

/** undefined where the value means nothing. */
export const TALK_NAMES: Record<string, (value: string) => Change | undefined> = {
  chat: (value) => part("chat", value),
  questions: (value) => part("questions", value),
  reactions: (value) => flag("reactions", value),
  "approve questions": (value) => flag("approve", value),
  "word filter": (value) => flag("filter", value),
  "slow mode": (value) => slow(value),
};

/** Who writes `yes` means `open`. */
function part(name: "chat" | "questions", value: string): Change | undefined {
  const on = yes(value);
  const found = TALK_PARTS.find((one) => one === value.toLowerCase()) ?? (on === undefined ? undefined : on ? "open" : "off");
  return found && { [name]: found };
}

function slow(value: string): Change | undefined {
  const seconds = /^\d{1,3}(?: ?s| seconds?)?$/.test(value) ? Number.parseInt(value, 10) : yes(value) === false ? 0 : Number.NaN;
  return seconds <= SLOW_SECONDS_MAX ? { slowSeconds: seconds } : undefined;
}
