/** What a figure says, without a browser: its parts are plain functions, so they can be called until only elements are left. */
import type { ComponentChildren, VNode } from "preact";

/** All text, pieces joined by one space. `heard` leaves out what is hidden from screen readers. */
export function textOf(drawn: ComponentChildren, { heard = false } = {}): string {
  const pieces: string[] = [];
  collect(drawn, heard, pieces);
  return pieces.join("").replaceAll(/\s+/g, " ").trim();
}

function collect(drawn: ComponentChildren, heard: boolean, pieces: string[]): void {
  if (Array.isArray(drawn)) for (const one of drawn) collect(one, heard, pieces);
  else if (typeof drawn === "string" || typeof drawn === "number") pieces.push(String(drawn));
  else if (drawn && typeof drawn === "object") {
    const { type, props } = drawn as VNode<Record<string, unknown>>;
    if (typeof type === "function") {
      // A fragment, too, is a function: of its children.
      const made = (type as (props: unknown) => ComponentChildren)(props);
      collect(made, heard, pieces);
    } else if (!heard || props["aria-hidden"] !== "true") {
      collect(props.children as ComponentChildren, heard, pieces);
      if (type !== "bdi" && type !== "span" && type !== "strong" && type !== "small") pieces.push(" ");
    }
  }
}
