import type { ComponentChildren } from "preact";
import { Icon } from "./icons.tsx";

export type Mood = "plain" | "good" | "busy" | "warn" | "bad";

/** A state in words and a shape. */
export function Chip({ mood = "plain", shape, children }: { mood?: Mood; shape: string; children: ComponentChildren }) {
  return (
    <span class={`chip chip-${mood}`}>
      <Icon shape={shape} />
      {children}
    </span>
  );
}
