/** While something is dragged near the edge of the screen, the page goes along. */

const EDGE_PX = 72;
const BAR_PX = 96; // what covers the lower edge: the bar with the main button
const PX_PER_FRAME = 10;

/** Start this on `pointerdown`, before the drag itself: it repeats the last move, so that what is dragged follows the page. */
export function scrollAlong(down: PointerEvent): void {
  const finished = new AbortController();
  const { signal } = finished;
  let last: PointerEvent | null = null;
  const step = () => {
    if (signal.aborted) return;
    const by = last ? speedAt(last.clientY) : 0;
    const before = scrollY;
    if (by !== 0) scrollBy(0, by);
    if (last && scrollY !== before) dispatchEvent(new PointerEvent("pointermove", last));
    requestAnimationFrame(step);
  };
  const end = () => finished.abort();
  const follow = (move: PointerEvent) => {
    if (move.isTrusted && move.pointerId === down.pointerId) last = move;
  };
  addEventListener("pointermove", follow, { signal });
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, end, { signal });
  addEventListener("keydown", (event) => event.key === "Escape" && end(), { signal });
  requestAnimationFrame(step);
}

function speedAt(y: number): number {
  if (y < EDGE_PX) return -PX_PER_FRAME;
  return y > innerHeight - BAR_PX - EDGE_PX ? PX_PER_FRAME : 0;
}
