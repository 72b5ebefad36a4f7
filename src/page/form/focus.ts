/** Moving the focus to a field that the change just made will bring onto the page. */

export const fieldId = {
  title: "poll-title",
  endsAt: "poll-ends",
  text: (question: number) => `question-${question}`,
  option: (option: number) => `option-${option}`,
  right: (option: number) => `right-${option}`,
  /** A field that only some kinds have, as in `unit` or `low`. */
  part: (question: number, name: string) => `question-${question}-${name}`,
};

/** Call it after the change: Preact renders in a microtask of its own, and this one comes behind it. */
export function focusSoon(id: string): void {
  queueMicrotask(() => {
    const field = document.getElementById(id);
    // What is folded away cannot have the focus.
    field?.closest("details:not([open])")?.setAttribute("open", "");
    field?.focus();
  });
}
