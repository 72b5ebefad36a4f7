/** Things that change places glide there: read all places, then move them from where they were by transforms alone. */
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface Spot {
  x: number;
  y: number;
}

type Spots = ReadonlyMap<string, Spot>;

export const SPRING_MS = 350; // as the springs of the sheets
export const GLIDE: KeyframeAnimationOptions = { duration: SPRING_MS, easing: "cubic-bezier(0.3, 1.3, 0.5, 1)", composite: "add" };

/**
 * Children with `data-flip` glide when `order` changes. Reads no layout while it stays the same. `then` gets the places before, for what
 * else moves along.
 */
export function useFlip(box: RefObject<HTMLElement | null>, order: string, then?: (before: Spots) => void): void {
  const seen = useRef<{ spots: Spots; width: number }>({ spots: new Map(), width: 0 });
  useLayoutEffect(() => {
    if (!box.current) return;
    const { spots: before, width } = seen.current;
    const items = [...box.current.querySelectorAll<HTMLElement>("[data-flip]")].filter(({ hidden }) => !hidden);
    const spots = new Map(items.map((item) => [nameOf(item), { x: item.offsetLeft, y: item.offsetTop }]));
    seen.current = { spots, width: box.current.clientWidth };
    if (width !== seen.current.width || isCalm()) return; // drawn anew for another screen: nothing has changed places
    for (const item of items) {
      const [from, to] = [before.get(nameOf(item)), spots.get(nameOf(item))];
      if (from && to && (from.x !== to.x || from.y !== to.y)) glide(item, from.x - to.x, from.y - to.y);
      else if (!from) item.animate([{ opacity: 0 }, { opacity: 1 }], { duration: SPRING_MS, easing: "ease-out" });
    }
    then?.(before);
  }, [order]);
}

function glide(item: HTMLElement, x: number, y: number): void {
  item.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], GLIDE);
}

export function isCalm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function nameOf(item: HTMLElement): string {
  return item.dataset.flip ?? "";
}
