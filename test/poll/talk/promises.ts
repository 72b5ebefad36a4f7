/** What must hold after any history of a room that talks. The rules come in as an argument, so that `mutants.test.ts` can hand in broken ones. */
import fc from "fast-check";
import type { DecideTalk, TalkCommand } from "../../../src/poll/talk/talk.ts";
import type { TalkSettings } from "../../../src/protocol/talk.ts";
import {
  ask,
  got,
  inShort,
  MemoryRoom,
  notify,
  notifyOne,
  onAsk,
  onMessage,
  onPerson,
  say,
  type TalkReply,
  upvote,
  withdraw,
} from "./memory-room.ts";

type Step = { command: TalkCommand } | { settings: Partial<TalkSettings> } | { quizRuns: boolean } | { wait: number };

const VOTERS = ["ann", "ben", "cid"];
const voter = fc.constantFrom(...VOTERS);
const n = fc.integer({ min: 1, max: 6 }); // few: many are sent again
const id = fc.integer({ min: 1, max: 3 });
const name = fc.constantFrom("", "", "Ann", "darn");

const said: fc.Arbitrary<TalkCommand> = fc
  .record({ make: fc.constantFrom(say, ask), voter, n, name, host: fc.constantFrom(false, false, true) })
  .map(({ make, voter, n, ...more }) => make(voter, n, more));
const upvotes: fc.Arbitrary<TalkCommand> = fc
  .record({ voter, id, n, up: fc.boolean() })
  .map(({ voter, id, n, up }) => upvote(voter, id, n, up));
const moderation: fc.Arbitrary<TalkCommand> = fc.oneof(
  fc
    .record({ id, change: fc.constantFrom("hide", "show", "remove", "pin", "pin", "unpin") })
    .map((to) => onMessage(to.id, to.change)),
  fc
    .record({
      id,
      change: fc.constantFrom(
        "approve",
        "hide",
        "show",
        "remove",
        "pin",
        "pin",
        "unpin",
        "next",
        "next",
        "answered",
        "archive",
        "reopen",
      ),
    })
    .map((to) => onAsk(to.id, to.change)),
  fc.record({ id, text: fc.constantFrom("", "Yes") }).map(({ id, text }) => onAsk(id, "reply", { text })),
  fc.record({ voter, change: fc.constantFrom("mute", "unmute") }).map((to) => onPerson(to.voter, to.change)),
);
const notices: fc.Arbitrary<TalkCommand> = fc.oneof(
  voter.map((voter) => notifyOne(voter)),
  fc.constantFrom("all", "voters", "hosts").map((to) => notify(to, { minutes: 1 })),
  id.map(withdraw),
  fc
    .record({ voter, ids: fc.array(id, { minLength: 1, maxLength: 3 }), seen: fc.boolean() })
    .map((to) => got(to.voter, to.ids, to.seen)),
);
const part = fc.constantFrom("off", "open", "open", "open", "closed");
const weather: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({ chat: part, questions: part, approve: fc.boolean(), filter: fc.boolean(), slowSeconds: fc.constantFrom(0, 5) })
    .map((settings): Step => ({ settings: settings as Partial<TalkSettings> })),
  fc.boolean().map((quizRuns) => ({ quizRuns })),
  fc.integer({ min: 1, max: 90_000 }).map((wait) => ({ wait })),
);

const commandOf = (command: TalkCommand): Step => ({ command });

const talks: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: said.map(commandOf) },
    { weight: 4, arbitrary: upvotes.map(commandOf) },
    { weight: 4, arbitrary: moderation.map(commandOf) },
    { weight: 2, arbitrary: notices.map(commandOf) },
    { weight: 1, arbitrary: weather },
  ),
  { minLength: 10, maxLength: 40, size: "max" },
);

type Judge = (room: MemoryRoom, command: TalkCommand, reply: TalkReply, before: MemoryRoom) => void;

/** Somebody has said something already, two asks are open, and one waits. */
const BEGIN: readonly Step[] = [
  ...[say("ben", 7), ask("ann", 7), ask("ben", 7)].map(commandOf),
  { settings: { approve: true } },
  commandOf(ask("cid", 7)),
  { settings: { approve: false } },
];

/** Hands every command with its reply to `judge`, and the room as it was before. */
function playTalk(steps: readonly Step[], decide: DecideTalk, judge: Judge): MemoryRoom {
  const room = new MemoryRoom({}, decide);
  room.crowd.hosts.add("cid");
  for (const step of [...BEGIN, ...steps]) {
    if ("settings" in step) room.settings = { ...room.settings, ...step.settings };
    else if ("quizRuns" in step) room.quizRuns = step.quizRuns;
    else if ("wait" in step) room.now += step.wait;
    else {
      const before = room.fork();
      judge(room, step.command, room.hear(step.command), before);
    }
  }
  return room;
}

export function promise(of: () => Judge): (decide: DecideTalk) => fc.IProperty<unknown> {
  return (decide) => fc.property(talks, (steps) => void playTalk(steps, decide, of()));
}

export function broken(what: string, ...more: unknown[]): never {
  throw new Error([what, ...more.map((each) => JSON.stringify(each))].join(" "));
}

/** [N1] What was acknowledged is there exactly once under its id, and any resend of it gets that id, whatever happened since. */
export const saidOnce = promise(() => {
  const acked = new Map<string, { command: TalkCommand; id: number }>();
  const last = { say: 0, ask: 0 };
  return (room, command, reply) => {
    if ((command.type === "say" || command.type === "ask") && !("refused" in reply)) {
      const key = `${command.type} ${command.voter} ${command.n}`;
      const given = (command.type === "say" ? reply.message : reply.ask) ?? broken("no id", command);
      if (reply.status === "done") {
        if (acked.has(key)) broken("twice", command);
        if (given !== last[command.type] + 1) broken("ids jump", given, last);
        last[command.type] = given;
        acked.set(key, { command, id: given });
      }
    }
    if (room.messages.size !== last.say || room.asks.size !== last.ask) broken("rows that nobody said");
    for (const { command, id } of acked.values()) {
      const again = inShort(room.fork().hear(command));
      if (again !== `same ${id}`) broken(`${again} instead of same ${id}`, command);
    }
  };
});

/** [N1] `rev` grows with every change of a row, each changed row has one of its own that nobody has seen, and nothing else moves it. */
export const revsGrow = promise(() => (room, command, _, before) => {
  const seen = new Set<number>();
  const parts = [
    [before.messages, room.messages, [before.talk.pinnedMessage, room.talk.pinnedMessage]],
    [before.asks, room.asks, [before.talk.pinnedAsk, room.talk.pinnedAsk]],
    [before.asks, room.asks, [before.talk.nextAsk, room.talk.nextAsk]],
  ] as const;
  for (const [was, is, [mark, marked]] of parts) {
    for (const [id, row] of is) {
      const isMoved = mark !== marked && (mark === id || marked === id);
      const isChanged = JSON.stringify({ ...was.get(id), rev: 0 }) !== JSON.stringify({ ...row, rev: 0 });
      if ((isMoved || isChanged) && row.rev <= before.talk.rev) broken("changed without a rev", command, row);
      if (row.rev > before.talk.rev) seen.add(row.rev);
    }
  }
  if (room.talk.rev !== before.talk.rev + seen.size) broken("rev jumps, or two rows share one", command, [...seen]);
});

/** [N7] A recount of the upvotes equals the count. */
export const recountEqualsVotes = promise(() => (room, command) => {
  for (const { id, votes } of room.asks.values())
    if (votes !== room.recount(id)) broken(`${votes} instead of ${room.recount(id)}`, command);
});

/** [N7] Of all upvotes of one person that were acknowledged the one with the greatest `n` is kept. */
export const greatestUpvoteIsKept = promise(() => {
  const greatest = new Map<string, { n: number; up: boolean }>();
  return (room, command, reply) => {
    if (command.type !== "upvote" || "refused" in reply || reply.status === "same") return;
    const key = `${command.ask} ${command.voter}`;
    if (command.n > (greatest.get(key)?.n ?? -1)) greatest.set(key, command);
    for (const [key, { n, up }] of greatest) {
      const kept = room.upvotes.get(key);
      if (kept?.n !== n || kept.up !== up) broken("another upvote is kept", key, kept);
    }
  };
});

/** [N6] [N10] Only what the room sees stands out. */
export const onlySeenStandsOut = promise(() => ({ talk, messages, asks }, command) => {
  if (talk.pinnedMessage !== null && messages.get(talk.pinnedMessage)?.state !== "shown") broken("pinned unseen", command);
  for (const id of [talk.pinnedAsk, talk.nextAsk]) {
    const row = id === null ? null : asks.get(id);
    if (row !== null && (row?.state !== "open" || row.hidden)) broken("an unseen ask stands out", command, row);
  }
});

/** [N2] Who is muted gets nothing in. */
export const mutedStayOut = promise(() => {
  const muted = new Set<string>();
  return (_, command, reply) => {
    if (command.type === "talk-host" && command.command.command === "person" && command.voter !== null) {
      if (command.command.change === "mute") muted.add(command.voter);
      else muted.delete(command.voter);
    }
    const isSaid = (command.type === "say" || command.type === "ask") && "status" in reply && reply.status === "done";
    if (isSaid && muted.has(command.voter)) broken("muted, and heard", command);
  };
});

/** [N8] What waits is let through by nothing but a host's approval, or by what opens it again. */
export const waitingIsLetThrough = promise(() => (room, command, _, before) => {
  const lets = command.type === "talk-host" && command.command.command === "ask" ? command.command.change : null;
  for (const [id, row] of room.asks) {
    const was = before.asks.get(id)?.state;
    const isThrough = was === "waiting" && (row.state === "open" || row.state === "answered");
    if (isThrough && lets !== "approve") broken("through without approval", command);
    if (!was && before.settings.approve && !row.host && row.state !== "waiting") broken("did not wait", command);
  }
});

/** [N6] [N9] Of removed words nothing is left, and they never come back. */
export const removedIsGone = promise(() => {
  const removed = new Set<string>();
  return (room, command) => {
    if (command.type === "talk-host" && "change" in command.command && command.command.change === "remove") {
      const { command: part } = command.command;
      const id = part === "message" ? command.command.message : command.command.ask;
      if ((part === "message" ? room.messages : room.asks).has(id)) removed.add(`${part} ${id}`);
    }
    for (const key of removed) {
      const [part, id] = key.split(" ");
      const row = (part === "message" ? room.messages : room.asks).get(Number(id));
      if (row?.state !== "removed" || row.text !== "" || row.name !== "" || ("reply" in row && row.reply !== ""))
        broken("something is left", command, row);
    }
  };
});

/** [N14] Only who a notice is for has got it, once it is got it is owed no more, and what was seen stays seen. */
export const gotByThem = promise(() => (room, command, _, before) => {
  if (command.type === "got") {
    const meant = command.notices.map((id) => before.notices.get(id)).filter((notice) => notice !== undefined);
    for (const notice of meant.filter((notice) => before.facts().isFor(notice, command.voter))) {
      const kept = room.got.get(`${notice.id} ${command.voter}`);
      if (!kept || (command.seen && !kept.seen)) broken("got, and not kept", command);
    }
  }
  for (const [key, { seen }] of room.got) {
    const [id = "", voter = ""] = key.split(" ");
    const notice = before.notices.get(Number(id));
    const isNew = !before.got.has(key);
    if (isNew && (!notice || !before.facts().isFor(notice, voter))) broken("got by somebody else", command);
    if (!seen && before.got.get(key)?.seen) broken("unseen again", command);
    if (room.owed(voter).some((owed) => owed.id === Number(id))) broken("told twice", command);
  }
});

/** [N12] Of being muted or unmuted, and of being next, nobody is told what is no longer true. */
export const noticesAreTrue = promise(() => (room, command) => {
  for (const voter of VOTERS) {
    for (const { code, about } of room.owed(voter)) {
      const isMuted = room.people.get(voter)?.muted ?? false;
      const isOld = (code === "muted" && !isMuted) || (code === "unmuted" && isMuted);
      if (isOld || (code === "ask-next" && String(room.talk.nextAsk) !== about)) broken(`${code} ${about} is not so`, command);
    }
  }
});
