/** What had the focus may be gone after an action; the keyboard then goes on where the next action is. The page is drawn at once, so it is there. */

export function keepFocus(): void {
  const { activeElement, body } = document;
  if (activeElement && activeElement !== body && !activeElement.matches(":disabled")) return;
  document.querySelector<HTMLElement>(".vote-actions > *")?.focus({ preventScroll: true });
}

/** Another question: read from its beginning. */
export function focusQuestion(): void {
  scrollTo(0, 0);
  document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
}
