/** A results frame carries every question, so what is long to say shares what room there is: the shorter ones first, and the longest are cut. */
import { RESULTS_FRAME_BYTES_MAX } from "../protocol/limits.ts";
import type { TalliesView, TallyView, TallyViews } from "../protocol/server.ts";
import { bytesOf } from "./bytes.ts";
import { type Kind, kindOf } from "./kinds/index.ts";
import type { Poll, Question } from "./state.ts";

/** Around the tallies: type, epoch, seq and the number of people present at their longest. */
const ENVELOPE_BYTES = 160;
const TALLIES_BYTES_MAX = RESULTS_FRAME_BYTES_MAX - ENVELOPE_BYTES;
const CUT_BYTES = bytesOf({ cut: true });

type Shown = TallyViews[Question["kind"]];

interface Long {
  id: string;
  cut: NonNullable<Kind["cut"]>;
  /** As long as it would be in a frame of its own. */
  view: Shown;
  bytes: number;
  leastBytes: number;
}

/** The round before what the room is at comes first, then what is now, then as many of the other rounds before as there is room for. */
export function fitted({ questions, current }: Poll, views: TalliesView): TalliesView {
  const isCompared = ([, { before }]: [string, TallyView]) => before !== undefined;
  const compared = Object.entries(views).filter(isCompared);
  if (compared.length === 0) return fittedNow(questions, views, TALLIES_BYTES_MAX);
  compared.sort(([one], [other]) => Number(other === current) - Number(one === current));
  const now = Object.fromEntries(Object.entries(views).map(([id, { before: _, ...view }]) => [id, view]));
  const toSpare = CUT_BYTES * compared.length + (compared[0]?.[0] === current ? bytesOf(compared[0]?.[1].before) : 0);
  const fit = { ...fittedNow(questions, now, TALLIES_BYTES_MAX - toSpare) };
  let room = TALLIES_BYTES_MAX - bytesOf(fit) - CUT_BYTES * compared.length;
  for (const [id, { before }] of compared) {
    const bytes = bytesOf({ before }) - CUT_BYTES;
    const isRoom = bytes <= room;
    if (isRoom) room -= bytes;
    fit[id] = { ...(fit[id] as TallyView), ...(isRoom && before ? { before } : { cut: true }) };
  }
  return fit;
}

function fittedNow(questions: readonly Question[], views: TalliesView, bytesMax: number): TalliesView {
  const longs = questions.flatMap((question) => longIn(question, views[question.id]));
  if (longs.length === 0) return views; // counts alone always fit: a poll has no more than 1,500
  const fit = { ...views };
  for (const { id, view } of longs) fit[id] = view;
  let room = bytesMax - bytesOf(fit);
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
