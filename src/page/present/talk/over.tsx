/** Over the poll's scene, which stays as it is below: the ask that the host has put here, or what the room asks most. */
import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { talkStage as words } from "../../../words/en.ts";
import type { View } from "../view.ts";
import { Staged } from "./staged.tsx";
import type { Told } from "./told.ts";
import { Wanted } from "./wanted.tsx";

interface Props {
  title: string;
  told: ReadonlySignal<Told>;
  view: View;
  /** No line: what is shown may be old. */
  lost: boolean;
  children: ComponentChildren;
}

/** What somebody wants to see on this screen goes first. */
export function overOf({ staged }: Told, { over }: View): "asks" | "staged" | null {
  if (over.value === "asks") return "asks";
  return staged && over.value !== "code" ? "staged" : null;
}

/** Draws itself when the room says something; the scene below does not. */
export function Over({ title, told, view, lost, children }: Props) {
  const { staged, wanted } = told.value;
  const over = overOf(told.value, view);
  return (
    <div class="stage-room">
      <div class="stage-under" inert={over !== null}>
        {children}
      </div>
      {over === "asks" && <Wanted asks={wanted} title={title} lost={lost} />}
      {over === "staged" && staged && <Staged key={staged.id} ask={staged} title={title} lost={lost} />}
      <p class="visually-hidden" role="status">
        {over === "staged" && staged ? words.says(staged.text) : ""}
      </p>
    </div>
  );
}
