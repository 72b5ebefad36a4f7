/** Moving a row of a list by its grip. Rows only slide while the finger is down; the list itself changes once, at the end. */

interface Row {
  element: HTMLElement;
  top: number;
  height: number;
}

/** Start this on `pointerdown` of a grip inside one of the list's children. Escape puts everything back. */
export function dragRow(down: PointerEvent, list: HTMLElement, from: number, onMoved: (to: number) => void): void {
  const rows: Row[] = [...list.children].map((child) => {
    const { top, height } = child.getBoundingClientRect();
    return { element: child as HTMLElement, top, height };
  });
  const dragged = rows[from];
  if (down.button !== 0 || !dragged || rows.length < 2) return;
  down.preventDefault();
  const startY = down.clientY + window.scrollY;
  const gap = (rows[1]?.top ?? 0) - (rows[0]?.top ?? 0) - (rows[0]?.height ?? 0);
  const step = dragged.height + gap;
  let to = from;
  const finished = new AbortController();

  const follow = (move: PointerEvent) => {
    if (move.pointerId !== down.pointerId) return;
    const by = move.clientY + window.scrollY - startY;
    to = rowAt(rows, from, by);
    for (const [index, { element }] of rows.entries()) {
      const aside = index > from && index <= to ? -step : index < from && index >= to ? step : 0;
      element.style.transform = index === from ? `translateY(${by}px)` : aside ? `translateY(${aside}px)` : "";
    }
  };
  const finish = (keep: boolean) => {
    finished.abort();
    list.classList.remove("is-dragging");
    dragged.element.classList.remove("is-dragged");
    for (const { element } of rows) element.style.transform = "";
    if (keep && to !== from) onMoved(to);
  };

  list.classList.add("is-dragging");
  dragged.element.classList.add("is-dragged");
  const { signal } = finished;
  addEventListener("pointermove", follow, { signal });
  addEventListener("pointerup", () => finish(true), { signal });
  addEventListener("pointercancel", () => finish(false), { signal });
  addEventListener("keydown", (event) => event.key === "Escape" && finish(false), { signal });
}

/** The place of the dragged row's middle among the others. */
function rowAt(rows: readonly Row[], from: number, by: number): number {
  const middle = ({ top, height }: Row) => top + height / 2;
  const dragged = rows[from];
  if (!dragged) return from;
  const passed = by > 0 ? rows.slice(from + 1).filter((row) => middle(row) < dragged.top + dragged.height + by) : [];
  const climbed = by < 0 ? rows.slice(0, from).filter((row) => middle(row) > dragged.top + by) : [];
  return from + passed.length - climbed.length;
}
