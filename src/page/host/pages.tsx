/** From page to page of a list. */
import { quizHost as words } from "../../words/en.ts";
import { BACK, Icon, NEXT } from "../ui/icons.tsx";

interface PagesProps {
  label: string;
  page: { page: number; pages: number };
  turn(page: number): void;
}

export function Pages({ label, page: { page, pages }, turn }: PagesProps) {
  if (pages <= 1) return null;
  const button = (to: number, shape: string, label: string) => (
    <button
      type="button"
      class="button-quiet button-icon"
      aria-label={label}
      aria-disabled={to < 0 || to >= pages}
      onClick={() => to >= 0 && to < pages && turn(to)}
    >
      <Icon shape={shape} />
    </button>
  );
  return (
    <nav class="playerpages" aria-label={label}>
      {button(page - 1, BACK, words.pageBefore)}
      <span class="number">{words.pageOf(page + 1, pages)}</span>
      {button(page + 1, NEXT, words.pageAfter)}
    </nav>
  );
}
