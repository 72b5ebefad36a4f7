/** Short news at the bottom of the page, with a way back where there is one. One at a time: the newest is what matters. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { TOAST_MS } from "../../protocol/limits.ts";
import { ui } from "../../words/en.ts";

interface News {
  text: string;
  undo: (() => void) | undefined;
  forMs: number;
}

const news = signal<News | null>(null);

/** `forMs` where an undo has its own deadline. */
export function toast(text: string, { undo, forMs = TOAST_MS }: { undo?: () => void; forMs?: number } = {}): void {
  news.value = { text, undo, forMs };
}

/** Once on a page, at its end. */
export function Toasts() {
  const current = news.value;
  useEffect(() => {
    if (!current) return;
    const timer = setTimeout(clear, current.forMs);
    return () => clearTimeout(timer);
  }, [current]);
  return (
    <div class="toasts" role="status">
      {current && <Toast {...current} />}
    </div>
  );
}

function clear(): void {
  news.value = null;
}

function Toast({ text, undo }: News) {
  const goBack = () => {
    clear();
    undo?.();
  };
  return (
    <div class="toast">
      <span>{text}</span>
      <button type="button" onClick={undo ? goBack : clear}>
        {undo ? ui.undo : ui.dismiss}
      </button>
    </div>
  );
}
