/** A results frame carries every question, so what is long to say shares what room there is: the shorter ones first, and the longest are cut. */
import { RESULTS_FRAME_BYTES_MAX } from "../protocol/limits.ts";
import type { TalliesView, TallyView, TallyViews } from "../protocol/server.ts";
import { bytesOf } from "./kinds/counts.ts";
import { type Kind, kindOf } from "./kinds/index.ts";
import type { Question } from "./state.ts";

/** Around the tallies: type, epoch, seq and the number of people present at their longest. */
const ENVELOPE_BYTES = 160;

type Shown = TallyViews[Question["kind"]];

interface Long {
  id: string;
  cut: NonNullable<Kind["cut"]>;
  /** As long as it would be in a frame of its own. */
  view: Shown;
  bytes: number;
  leastBytes: number;
}

/** What is now comes first; rounds before are compared with as far as there is room. */
export function fitted(questions: readonly Question[], views: TalliesView): TalliesView {
  if (Object.values(views).every(({ before }) => !before)) return fittedNow(questions, views);
  const now = Object.entries(views).map(([id, { before: _, ...view }]) => [id, view] as const);
  const fit = { ...fittedNow(questions, Object.fromEntries(now)) };
  let room = RESULTS_FRAME_BYTES_MAX - ENVELOPE_BYTES - bytesOf(fit);
  for (const [id, { before }] of Object.entries(views)) {
    room -= before ? bytesOf({ before }) : 0;
    if (before && room >= 0) fit[id] = { ...(fit[id] as TallyView), before };
  }
  return fit;
}

function fittedNow(questions: readonly Question[], views: TalliesView): TalliesView {
  const longs = questions.flatMap((question) => longIn(question, views[question.id]));
  if (longs.length === 0) return views; // counts alone always fit: a poll has no more than 1,500
  const fit = { ...views };
  for (const { id, view } of longs) fit[id] = view;
  let room = RESULTS_FRAME_BYTES_MAX - ENVELOPE_BYTES - bytesOf(fit);
  if (room >= 0) return fit;
  // What each needs at the least is taken for granted; what is left over is shared.
  for (const { bytes, leastBytes } of longs) room += bytes - leastBytes;
  longs.sort((one, other) => one.bytes - one.leastBytes - (other.bytes - other.leastBytes));
  for (const [index, { id, cut, view, bytes, leastBytes }] of longs.entries()) {
    const share = leastBytes + Math.max(0, Math.floor(room / (longs.length - index)));
    const short = bytes <= share ? view : cut(view, share);
    fit[id] = short;
    room -= bytesOf(short) - leastBytes;
  }
  return fit;
}

function longIn(question: Question, shown: TallyView | undefined): Long[] {
  const { cut } = kindOf(question);
  if (!cut || !shown?.counts) return [];
  const view = cut(shown as Shown, RESULTS_FRAME_BYTES_MAX);
  return [{ id: question.id, cut, view, bytes: bytesOf(view), leastBytes: bytesOf(cut(view, 0)) }];
}
