/** What does not fit one screen is shown in pages, which take turns by themselves. */
import { useEffect, useLayoutEffect } from "preact/hooks";
import { STAGE_OPTIONS_MAX, STAGE_PAGE_MS } from "../../protocol/limits.ts";
import { turnPage, type View } from "./view.ts";

const ENTRIES_MIN = 2; // two of the longest options fit any screen

/** At most eight on a page, half as many for each time that it was too tight, all pages equally full. */
export function usePages(view: View, entries: number, tight: number): { first: number; perPage: number } {
  const most = Math.max(ENTRIES_MIN, Math.ceil(STAGE_OPTIONS_MAX / 2 ** tight));
  const pages = Math.max(1, Math.ceil(entries / most));
  const perPage = Math.ceil(entries / pages);
  useTurns(view, pages);
  return { first: (view.page.value % pages) * perPage, perPage };
}

/** A page that somebody turned to stays for its whole time. */
export function useTurns(view: View, pages: number): void {
  useLayoutEffect(() => {
    view.pages.value = pages;
  }, [view, pages]);
  const page = view.page.value;
  useEffect(() => {
    if (pages < 2) return;
    const timer = setTimeout(() => turnPage(view, 1), STAGE_PAGE_MS);
    return () => clearTimeout(timer);
  }, [view, pages, page]);
}
