/** Is somebody's pointer or focus in it? Then nothing in it may move by itself. */
import { useEffect, useState } from "preact/hooks";

export function useHeld(element: { current: HTMLElement | null }): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const inside = element.current;
    if (!inside) return;
    const abort = new AbortController();
    let pointed = false;
    const tell = () => setHeld(pointed || inside.contains(document.activeElement));
    const point = (on: boolean) => (event: PointerEvent) => {
      // A finger leaves nothing behind when it is lifted.
      pointed = on && event.pointerType !== "touch";
      tell();
    };
    inside.addEventListener("pointerenter", point(true), abort);
    inside.addEventListener("pointerleave", point(false), abort);
    inside.addEventListener("focusin", tell, abort);
    // The focus is nowhere while it moves.
    inside.addEventListener("focusout", () => setTimeout(tell), abort);
    return () => abort.abort();
  }, []);
  return held;
}
