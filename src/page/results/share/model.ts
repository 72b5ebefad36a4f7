/** What a picture of a result shows, by kind, before anything is painted. */
import type { QuestionView, RankingTallyView, TallyView, TallyViews } from "../../../protocol/server.ts";
import { figures as words } from "../../../words/en.ts";
import { rowsOf } from "../../figures/choice.tsx";
import { namesOf } from "../../figures/face.tsx";
import { heightsOf, meanStep, weightOf } from "../../figures/maths.ts";
import { meanSaid } from "../../figures/number.tsx";
import { measureOf } from "../../figures/ranking.tsx";
import { wordTint } from "../../figures/text.tsx";

interface PaintedRow {
  letter: string;
  /** `tint-1` to `tint-8`, or one without an option. */
  tint: string;
  text: string;
  figure: string;
  share: number;
}

interface PaintedColumn {
  foot: string;
  said: string;
  height: number;
}

interface PaintedWord {
  text: string;
  tint: string;
  /** 0 to 1. */
  weight: number;
}

export type Drawing =
  | { shape: "rows"; rows: PaintedRow[]; more: number }
  | { shape: "columns"; columns: PaintedColumn[]; ends: readonly [string, string]; line: string }
  | { shape: "words"; words: PaintedWord[]; more: number };

/** At most `most` rows, the strongest where there are more. */
export function drawingOf(question: QuestionView, tally: TallyView, most: number): Drawing {
  switch (question.kind) {
    case "choice": {
      const rows = rowsOf({ question, tally, poll: "", mine: undefined }).map(({ name, now }) => ({
        ...{ letter: name.letter, tint: name.tint, text: name.text },
        ...{ figure: now?.strong ?? "", share: now?.share ?? 0 },
      }));
      return limited(rows, most);
    }
    case "ranking":
      return limited(rankedRows(question, tally as RankingTallyView), most);
    case "rating": {
      const { counts = [] } = tally;
      const heights = heightsOf(counts);
      const columns = counts.map((count, at) => ({ foot: `${at + 1}`, said: `${count || ""}`, height: heights[at] ?? 0 }));
      const mean = meanStep(counts) ?? 0;
      const line = `${words.mean} ${words.value(Math.round(mean * 100) / 100)}`;
      return { shape: "columns", columns, ends: [question.labels[0] ?? "", question.labels[1] ?? ""], line };
    }
    case "number": {
      const { counts = [], mean, median } = tally as Partial<TallyViews["number"]>;
      const heights = heightsOf(counts);
      const columns = counts.map((_, at) => ({ foot: "", said: "", height: heights[at] ?? 0 }));
      const facts = [
        ...(typeof mean === "number" ? [`${words.mean} ${meanSaid(question, mean)}`] : []),
        ...(typeof median === "number" ? [`${words.median} ${words.value(median, question.unit)}`] : []),
      ];
      const ends = [words.value(question.from), words.value(question.to, question.unit)] as const;
      return { shape: "columns", columns, ends, line: facts.join(" · ") };
    }
    case "text": {
      const { words: said = [], counts = [], others = 0 } = tally as Partial<TallyViews["text"]>;
      const painted = said.map((text, at) => {
        return { text, tint: `tint-${wordTint(text)}`, weight: weightOf(counts[at] ?? 1, counts[0] ?? 1) };
      });
      return { shape: "words", words: painted, more: others };
    }
  }
}

function rankedRows(question: Extract<QuestionView, { kind: "ranking" }>, tally: RankingTallyView): PaintedRow[] {
  const names = namesOf(question, "");
  const order = tally.order?.length ? tally.order : [...names.keys()];
  return order.map((option, place) => {
    const measure = measureOf(question, tally, option);
    return {
      ...{ letter: words.place(place + 1), tint: names[option]?.tint ?? "", text: names[option]?.text ?? "" },
      ...{ figure: measure?.strong ?? "", share: measure?.share ?? 0 },
    };
  });
}

/** In their own order. */
function limited(rows: PaintedRow[], most: number): Drawing {
  if (rows.length <= most) return { shape: "rows", rows, more: 0 };
  const kept = new Set(rows.toSorted((one, other) => other.share - one.share).slice(0, most - 1));
  return { shape: "rows", rows: rows.filter((row) => kept.has(row)), more: rows.length - kept.size };
}
