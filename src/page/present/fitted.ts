/** Fitting to the screen as hooks: at first, when what is shown changes, and when the screen does. */
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { fitTo } from "./fit.ts";

/** `cut` is the class of what does not fit even at its smallest. */
export function useFitted(inputs: readonly unknown[], cut: string): RefObject<HTMLElement | null> {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const refit = () => {
      element.classList.remove(cut);
      if (!fitTo(element)) element.classList.add(cut);
    };
    const watcher = new ResizeObserver(refit);
    watcher.observe(element);
    refit();
    return () => watcher.disconnect();
  }, inputs);
  return box;
}

/** How often the box has had another size. */
export function useResizes(box: RefObject<HTMLElement | null>): number {
  const times = useSignal(0);
  useEffect(() => {
    if (!box.current) return;
    const watcher = new ResizeObserver(() => {
      times.value++;
    });
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return times.value;
}
