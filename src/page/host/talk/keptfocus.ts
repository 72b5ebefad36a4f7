/** A row that goes, by its own button or by another host, leaves the focus to the row that comes into its place. */
import { useEffect } from "preact/hooks";

export function useKeptFocus(panel: { current: HTMLElement | null }): void {
  useEffect(() => {
    const inside = panel.current;
    if (!inside) return;
    const abort = new AbortController();
    let last: { field: Element; list: Element | null; at: number } | null = null;
    const note = ({ target }: Event) => {
      const field = target as Element;
      const row = field.closest("li");
      const list = row?.parentElement ?? null;
      last = { field, list, at: row && list ? [...list.children].indexOf(row) : 0 };
    };
    const look = () => {
      if (!last || last.field.isConnected || document.activeElement !== document.body) return;
      const { list, at } = last;
      last = null;
      const rows = list?.isConnected ? list.children : [];
      const near = rows[Math.min(at, rows.length - 1)];
      const field =
        near?.querySelector<HTMLElement>("button") ?? inside.querySelector<HTMLElement>("[role=tab][aria-selected=true]");
      field?.focus();
    };
    inside.addEventListener("focusin", note, abort);
    const observer = new MutationObserver(look);
    observer.observe(inside, { childList: true, subtree: true });
    return () => {
      abort.abort();
      observer.disconnect();
    };
  }, []);
}
