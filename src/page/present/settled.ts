/** A list that changes all the time is given on about once a second: nobody reads words that jump. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { STAGE_ORDER_EVERY_MS } from "../../protocol/limits.ts";

/** The newest when the room was quiet, else after the rest of the interval. No timer runs while nothing changes. */
export function useSettled<T>(newest: T, isSame: (one: T, other: T) => boolean): T {
  const settled = useSignal(newest);
  const at = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (isSame(settled.peek(), newest)) return;
    const take = () => {
      at.current = performance.now();
      settled.value = newest;
    };
    const wait = at.current + STAGE_ORDER_EVERY_MS - performance.now();
    if (wait <= 0) return take();
    const timer = setTimeout(take, wait);
    return () => clearTimeout(timer);
  }, [newest]);
  return settled.value;
}
