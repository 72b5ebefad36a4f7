/** Moving the focus to a field that the change just made will bring onto the page. */

export const fieldId = {
  title: "poll-title",
  text: (question: number) => `question-${question}`,
  option: (option: number) => `option-${option}`,
};

/** Call it after the change: Preact renders in a microtask of its own, and this one comes behind it. */
export function focusSoon(id: string): void {
  queueMicrotask(() => document.getElementById(id)?.focus());
}
