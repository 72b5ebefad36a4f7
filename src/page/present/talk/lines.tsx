/** Between the scene and the way in, one line each: a message that the host has pinned, and what is answered next. */
import type { ReadonlySignal } from "@preact/signals";
import { talkStage as words } from "../../../words/en.ts";
import { Icon, NEXT, PIN } from "../../ui/icons.tsx";
import type { View } from "../view.ts";
import type { Told } from "./told.ts";

export function Lines({ told, view }: { told: ReadonlySignal<Told>; view: View }) {
  const { pinned, next } = told.value;
  const isListed = view.over.value === "asks";
  return (
    <>
      {pinned && <OneLine shape={PIN} by={pinned.name || (pinned.host ? words.host : words.pinned)} text={pinned.text} />}
      {next && !isListed && <OneLine shape={NEXT} by={words.next} text={next.text} />}
    </>
  );
}

function OneLine({ shape, by, text }: { shape: string; by: string; text: string }) {
  return (
    <p class="stage-line">
      <Icon shape={shape} />
      <strong dir="auto">{by}</strong>
      <span dir="auto">{text}</span>
    </p>
  );
}
