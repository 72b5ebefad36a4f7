/** That a receipt is kept here, and what it is for: below the options, where it moves nothing when it comes. */
import { receipts as words } from "../../words/en.ts";
import { deviceShelf } from "../device.ts";
import { keptReceipt } from "../receipt.ts";
import { Icon, LOCK } from "../ui/icons.tsx";
import type { Asked } from "./props.ts";

export function Receipt({ room, poll, question }: Asked) {
  const isSaved = room.votes.value[question.id]?.state === "saved";
  const kept = poll.receipts && isSaved ? keptReceipt(poll.id, question.id, question.round, deviceShelf) : null;
  if (!kept || kept.said.length === 0) return null;
  return (
    <details class="receipt">
      <summary>
        <Icon shape={LOCK} /> <span>{words.kept}</span>
      </summary>
      <p>
        <code>{kept.receipt}</code>
      </p>
      <p>
        {words.keptHint} <a href={`/p/${poll.id}/results`}>{words.toResults}</a>
      </p>
    </details>
  );
}
