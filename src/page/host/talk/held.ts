/** Is somebody's pointer or focus in it? Then nothing in it may move by itself. */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { isSameOrder } from "../../ui/sameorder.ts";
import { calm } from "./order.ts";

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

interface CalmOrder<Id> {
  order: readonly Id[];
  /** Rows would stand otherwise. */
  isBehind: boolean;
  catchUp(): void;
}

/** `wanted`, but as it stood while somebody is in it. */
export function useCalmOrder<Id>(element: { current: HTMLElement | null }, wanted: readonly Id[]): CalmOrder<Id> {
  const held = useHeld(element);
  const [shown, setShown] = useState<readonly Id[]>(wanted);
  const order = held ? calm(shown, wanted) : wanted;
  useLayoutEffect(() => {
    if (!isSameOrder(shown, order)) setShown(order);
  });
  return { order, isBehind: !isSameOrder(order, wanted), catchUp: () => setShown(wanted) };
}
