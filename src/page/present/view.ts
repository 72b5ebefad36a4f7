/** What is turned on the stage itself and nowhere else: the page of answers, the round of a count, what lies over the scene. */
import { type Signal, signal } from "@preact/signals";
import { FIRST_BEAT, type Turned } from "./quiz/beats.ts";

export interface View {
  page: Signal<number>;
  /** How many the scene has now. */
  pages: Signal<number>;
  /** The step of the walk through a ranking's count; null while nobody walks. */
  step: Signal<number | null>;
  /** How many steps the walk has; 0 where there is none. */
  steps: Signal<number>;
  over: Signal<"code" | "keys" | "asks" | null>;
  /** In a quiz: which picture of its phase. */
  beat: Signal<Turned>;
}

export function newView(): View {
  return { page: signal(0), pages: signal(1), step: signal(null), steps: signal(0), over: signal(null), beat: signal(FIRST_BEAT) };
}

export function turnPage({ page, pages }: View, by: 1 | -1): void {
  page.value = (page.value + by + pages.value) % pages.value;
}

/** In and out of the walk. */
export function toggleWalk({ step, steps }: View): void {
  step.value = step.value === null && steps.value > 0 ? 0 : null;
}

/** False where the walk is over, or nobody walks: then the key means something else. */
export function walked({ step, steps }: View, by: 1 | -1): boolean {
  if (step.value === null) return false;
  const next = step.value + by;
  step.value = next >= 0 && next < steps.value ? next : null;
  return true;
}

/** Another question, another round of it, or in a quiz another phase. */
export function startAfresh({ page, step, pages, steps, beat, over }: View): void {
  if (over.value === "asks") over.value = null;
  page.value = 0;
  pages.value = 1;
  step.value = null;
  steps.value = 0;
  beat.value = FIRST_BEAT;
}
