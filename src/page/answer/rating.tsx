/** Steps of a scale as one group of radio buttons: arrow keys move, the chosen step and all below it are filled. */
import type { QuestionViewOf } from "../../protocol/server.ts";
import { mark } from "../vote/ballots.ts";
import { type Asked, isFixed } from "./props.ts";
import { stepsClass } from "./steps.ts";

export function Rating(props: Asked<QuestionViewOf<"rating">>) {
  const { question, ballot } = props;
  const { id, steps, labels } = question;
  const chosen = Number(ballot.marked[0] ?? 0);
  return (
    <div class="rating">
      <div class={`rating-steps ${stepsClass(steps)}`}>
        {Array.from({ length: steps }, (_, index) => index + 1).map((step) => (
          <label key={step} class={step < chosen ? "rating-step rating-below" : "rating-step"}>
            <input
              class="option-input"
              type="radio"
              name={id}
              value={step}
              checked={step === chosen}
              disabled={isFixed(props)}
              aria-label={labelOf(step, question)}
              onChange={() => mark(question, [step])}
            />
            <span aria-hidden="true">{step}</span>
          </label>
        ))}
      </div>
      {(labels[0] || labels[1]) && (
        <p class="rating-ends" aria-hidden="true">
          <End step={1} label={labels[0]} />
          <End step={steps} label={labels[1]} />
        </p>
      )}
    </div>
  );
}

function End({ step, label }: { step: number; label: string | undefined }) {
  return (
    <span>
      {label && (
        <>
          <b class="number">{step}</b> <bdi>{label}</bdi>
        </>
      )}
    </span>
  );
}

/** The ends carry their meaning. */
function labelOf(step: number, { steps, labels }: QuestionViewOf<"rating">): string {
  const end = step === 1 ? labels[0] : step === steps ? labels[1] : "";
  return end ? `${step}, ${end}` : String(step);
}
