/** Always in sight: how to join, how long there is still to vote, and how many are here. */
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { figure, stage as words } from "../../words/en.ts";
import { spacedCode, spokenAddress } from "../ui/code.ts";
import { Countdown } from "../ui/countdown.tsx";
import { Qr } from "../ui/qr.tsx";

export interface Joined {
  origin: string;
  poll: PollView;
  present: number;
}

interface StripProps extends Joined {
  /** Absent before the first. */
  question?: QuestionView | undefined;
  voted: number;
  /** The hub's clock. */
  now: () => number;
}

export function Strip({ origin, poll, present, question, voted, now }: StripProps) {
  const endsAt = question?.open ? (question.endsAt ?? poll.endsAt) : null;
  return (
    <footer class="strip">
      <div class="strip-qr">
        <JoinQr origin={origin} poll={poll} />
      </div>
      <JoinWords origin={origin} poll={poll} />
      <div class="strip-figures">
        {endsAt && (
          <div class="strip-time countdown-round">
            <Countdown endsAt={endsAt} now={now} of={question?.endsAt ? question.seconds : null} />
          </div>
        )}
        {question && <Figure value={voted} label={words.voted} />}
        <Figure value={present} label={words.here} />
      </div>
    </footer>
  );
}

export function JoinQr({ origin, poll }: { origin: string; poll: PollView }) {
  return <Qr text={`${origin}/p/${poll.id}`} label={words.qr} />;
}

/** Without a code the link is in the QR code only; the id is too long to type. */
export function JoinWords({ origin, poll }: { origin: string; poll: PollView }) {
  const address = spokenAddress(origin);
  return (
    <div class="join">
      {poll.code ? (
        <>
          <p class="join-address">{words.address(address)}</p>
          <p class="join-code">{spacedCode(poll.code)}</p>
        </>
      ) : (
        <p class="join-address">{words.scan}</p>
      )}
    </div>
  );
}

export function Figure({ value, label }: { value: number; label: string }) {
  return (
    <p class="figure">
      <span class="figure-value">{figure(value)}</span>
      <span class="figure-label">{label}</span>
    </p>
  );
}
