/** What the vote page shows beyond choosing from a list of words. It loads when a poll has such a question: see `vote/later.ts`. */

import { NumberField } from "./number.tsx";
import type { Asked } from "./props.ts";
import { Ranking } from "./ranking.tsx";
import { Rating } from "./rating.tsx";
import { ResultsBelow } from "./results.tsx";
import { sheet } from "./sheet.ts";
import { TextField } from "./text.tsx";

export { attachClock } from "../clock.ts";
export { Ended, Failed } from "../vote/ended.tsx";
export { Steps } from "../vote/steps.tsx";
export { Before } from "./before.tsx";
export { faceOf } from "./face.tsx";
export { choiceOf, faultOf, hintOf, sending } from "./faults.ts";
export { Own } from "./own.tsx";
export { Receipt } from "./receipt.tsx";
export { TimeLeft, timed } from "./time.tsx";

await sheet("answer"); // nothing is drawn without it

export function Answer(props: Asked) {
  return (
    <>
      <Field {...props} />
      <ResultsBelow {...props} />
    </>
  );
}

function Field({ question, ...asked }: Asked) {
  switch (question.kind) {
    case "rating":
      return <Rating {...asked} question={question} />;
    case "ranking":
      return <Ranking {...asked} question={question} />;
    case "text":
      return <TextField {...asked} question={question} />;
    case "number":
      return <NumberField {...asked} question={question} />;
    default:
      return null;
  }
}
