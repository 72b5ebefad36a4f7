/** Planted bugs, one for each promise: a suite that does not see them would not see real ones. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideTalk } from "../../../src/poll/talk/decide.ts";
import type { DecideTalk, TalkEvent, TalkFacts } from "../../../src/poll/talk/talk.ts";
import {
  gotByThem,
  greatestUpvoteIsKept,
  mutedStayOut,
  noticesAreTrue,
  onlySeenStandsOut,
  recountEqualsVotes,
  removedIsGone,
  revsGrow,
  saidOnce,
  waitingIsLetThrough,
} from "./promises.ts";
import { hostsSeeAll, unseenStaysIn, WAY_OUT, waitingIsOnesOwn } from "./sightpromises.ts";

/** The rules, told something that is not so. */
function told(lie: (facts: TalkFacts) => Partial<TalkFacts>): DecideTalk {
  return (talk, command, facts, now) => decideTalk(talk, command, { ...facts, ...lie(facts) }, now);
}

/** The rules, whose events are written down wrongly. */
function kept(write: (events: TalkEvent[], ...given: Parameters<DecideTalk>) => TalkEvent[]): DecideTalk {
  return (...given) => {
    const reply = decideTalk(...given);
    return "refused" in reply ? reply : { ...reply, events: write(reply.events, ...given) };
  };
}

const forgetsWhatWasSaid = told(() => ({ messageBy: () => undefined, askBy: () => undefined }));

const asksPartFirst: DecideTalk = (talk, command, facts, now) =>
  command.type === "say" && facts.settings.chat !== "open"
    ? { refused: "closed", detail: "chat-closed" }
    : decideTalk(talk, command, facts, now);

/** What was removed last makes room for the next one. */
const reusesIds: DecideTalk = (talk, command, facts, now) => {
  const isFree = facts.message(talk.message)?.state === "removed";
  return decideTalk(isFree ? { ...talk, message: talk.message - 1 } : talk, command, facts, now);
};

const hidesSilently = kept((events, _, command, facts) =>
  events.map((event) => {
    if (event.type !== "ask" || command.type !== "talk-host") return event;
    return { ...event, ask: { ...event.ask, rev: facts.ask(event.ask.id)?.rev ?? event.ask.rev } };
  }),
);

/** Tells of what is pinned now, and not of what no longer is. */
const forgetsTheOneBefore = kept((events, talk) =>
  events.filter((event) => !(event.type === "message" && event.message.id === talk.pinnedMessage && events.length === 3)),
);

const leavesItPinned = kept((events) => events.filter((event) => event.type !== "staged" || event.ask !== null));

const countsUpvotesTwice = told((facts) => ({
  upvote: (...of) => {
    const earlier = facts.upvote(...of);
    return earlier && { ...earlier, up: false };
  },
}));

/** The last to arrive wins, whatever its n. */
const ignoresOrder = told((facts) => ({
  upvote: (...of) => {
    const earlier = facts.upvote(...of);
    return earlier && { ...earlier, n: -1 };
  },
}));

const forgetsMuting = told((facts) => ({
  person: (voter) => {
    const person = facts.person(voter);
    return person && { ...person, muted: false };
  },
}));

const approvesByReplying = kept((events, _, command) =>
  events.map((event) => {
    const isReply = command.type === "talk-host" && command.command.command === "ask" && command.command.change === "reply";
    return event.type === "ask" && isReply ? { ...event, ask: { ...event.ask, state: "open" as const } } : event;
  }),
);

const neverWaits = told(({ settings }) => ({ settings: { ...settings, approve: false } }));

const keepsRemovedWords = kept((events, _, __, facts) =>
  events.map((event) => {
    if (event.type !== "message" || event.message.state !== "removed") return event;
    return { ...event, message: { ...event.message, text: facts.message(event.message.id)?.text ?? "" } };
  }),
);

const believesWhoGotIt = told(() => ({ isFor: () => true }));
const forgetsWhoSawIt = kept((events) => events.map((event) => (event.type === "got" ? { ...event, seen: false } : event)));
const withdrawsNothing = told(() => ({ liveNotice: () => undefined }));

const showsWaiting: typeof WAY_OUT = {
  ...WAY_OUT,
  seesAsk: (ask, ...given) => WAY_OUT.seesAsk(ask.state === "waiting" ? { ...ask, state: "open" } : ask, ...given),
};
const showsHidden: typeof WAY_OUT = {
  ...WAY_OUT,
  seesMessage: (message, ...given) => WAY_OUT.seesMessage({ ...message, state: "shown" }, ...given),
};
const showsWhatIsOff: typeof WAY_OUT = {
  ...WAY_OUT,
  seesMessage: (message, reader, settings) => WAY_OUT.seesMessage(message, reader, { ...settings, chat: "open" }),
};
const namesPeople: typeof WAY_OUT = {
  ...WAY_OUT,
  messageView: (message, _, around) => WAY_OUT.messageView(message, "host", around),
};
const tellsAllWhatWaits: typeof WAY_OUT = {
  ...WAY_OUT,
  waitingOf: (asks, voter) =>
    WAY_OUT.waitingOf(
      [...asks].map((ask) => ({ ...ask, voter })),
      voter,
    ),
};
const keepsFromHosts: typeof WAY_OUT = { ...WAY_OUT, seesAsk: (ask, _, settings) => WAY_OUT.seesAsk(ask, "public", settings) };

const RUNS = { numRuns: 1_500 };

describe("planted bugs are found", () => {
  test.each([
    ["[N1] a resend is said again", saidOnce(forgetsWhatWasSaid)],
    ["[N1] closed before same", saidOnce(asksPartFirst)],
    ["[N1] an id that was used before", saidOnce(reusesIds)],
    ["[N1] a change without a rev", revsGrow(hidesSilently)],
    ["[N1] [N6] what is no longer pinned does not change", revsGrow(forgetsTheOneBefore)],
    ["[N2] the muted are heard", mutedStayOut(forgetsMuting)],
    ["[N6] removed words stay", removedIsGone(keepsRemovedWords)],
    ["[N10] what is hidden stays on the big screen", onlySeenStandsOut(leavesItPinned)],
    ["[N7] an upvote counts twice", recountEqualsVotes(countsUpvotesTwice)],
    ["[N7] the last upvote to arrive wins", greatestUpvoteIsKept(ignoresOrder)],
    ["[N8] words let an ask through", waitingIsLetThrough(approvesByReplying)],
    ["[N8] nothing waits", waitingIsLetThrough(neverWaits)],
    ["[N12] nothing is withdrawn", noticesAreTrue(withdrawsNothing)],
    ["[N14] anybody can have got it", gotByThem(believesWhoGotIt)],
    ["[N14] seen is forgotten", gotByThem(forgetsWhoSawIt)],
    ["[N18] everybody sees what waits", unseenStaysIn(showsWaiting)],
    ["[N18] everybody sees what is hidden", unseenStaysIn(showsHidden)],
    ["[N18] what is off is told", unseenStaysIn(showsWhatIsOff)],
    ["[N18] everybody sees who said it", unseenStaysIn(namesPeople)],
    ["[N18] what waits is told to others", waitingIsOnesOwn(tellsAllWhatWaits)],
    ["[N18] hosts do not see what waits", hostsSeeAll(keepsFromHosts)],
  ])("%s", (_, promise) => {
    expect(fc.check(promise, RUNS).failed).toBe(true);
  });
});
