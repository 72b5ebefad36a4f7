/** How the vote of a question went: all ballots as a hill, each option as a line. */
import type { QuestionView, TimelineView } from "../../protocol/server.ts";
import { figure, results as words } from "../../words/en.ts";
import { letterOf, tintOf } from "../ui/options.ts";
import { endOf, halfAt, lineOf, spread } from "./course.ts";

const LINES_MAX = 8; // as many as there are colours
const LETTER_ROOM = 0.13; // of the height

export function Timeline({ question, course }: { question: QuestionView; course: TimelineView }) {
  const all = course.ballots.at(-1) ?? 0;
  const half = halfAt(course);
  if (all < 2 || course.ballots.length < 2 || !half) return null;
  const [from, to] = [new Date(course.from), endOf(course)];
  const ends = course.counts?.at(-1);
  const hasLines = ends && question.options.length <= LINES_MAX;
  const lines = hasLines ? question.options.map((_, option) => (course.counts ?? []).map((counts) => counts[option] ?? 0)) : [];
  const places = spread(
    lines.map((sums) => 1 - (sums.at(-1) ?? 0) / all),
    LETTER_ROOM,
  );
  return (
    <figure class="course">
      <figcaption>{words.course}</figcaption>
      <div class="course-field">
        <span class="course-most number">{figure(all)}</span>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={words.courseTold(all, from, half, to)}>
          <path class="course-hill" d={`${lineOf(course.ballots, all)}V1000Z`} />
          {lines.map((sums, option) => (
            <path key={option} class={`course-line ${tintOf(option)}`} d={lineOf(sums, all)} />
          ))}
        </svg>
        {lines.map((_, option) => (
          <span
            key={option}
            class={`course-letter ${tintOf(option)}`}
            style={{ top: `${100 * (places[option] ?? 0)}%` }}
            aria-hidden="true"
          >
            {letterOf(option)}
          </span>
        ))}
      </div>
      <p class="course-times number" aria-hidden="true">
        <span>{words.time(from, to, from)}</span>
        <span>{words.time(from, to, to)}</span>
      </p>
    </figure>
  );
}
