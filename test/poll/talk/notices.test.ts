import { describe, expect, test } from "vitest";
import { copied } from "../../../src/poll/copy.ts";
import { NOTICES_LIVE_MAX } from "../../../src/protocol/limits.ts";
import { TALK_DEFAULTS } from "../../../src/protocol/talk.ts";
import { notices as words } from "../../../src/words/en.ts";
import { host, MemoryHub, stateOf, vote } from "../memory-hub.ts";
import { ask, got, MemoryRoom, NOON, notify, notifyOne, onAsk, onMessage, onPerson, say, upvote, withdraw } from "./memory-room.ts";

const MINUTE_MS = 60_000;
const codesFor = (room: MemoryRoom, voter: string) =>
  room.owed(voter).map(({ code, about }) => [code, about].filter(Boolean).join(" "));

describe("[N11] a host's notices", () => {
  test.each([
    ["all", "hal pia vic"],
    ["hosts", "hal"],
    ["voters", "pia vic"],
    ["players", "pia"],
  ])("to %s", (to, expected) => {
    const room = new MemoryRoom();
    room.isQuiz = true;
    room.crowd.hosts.add("hal");
    room.crowd.players.add("pia");
    expect(room.say(notify(to))).toBe("done 1");
    expect(["hal", "pia", "vic"].filter((voter) => room.owed(voter).length > 0).join(" ")).toBe(expected);
  });

  test("to one person, who is known from then on", () => {
    const room = new MemoryRoom();
    expect(room.say(notifyOne("ann"))).toBe("done 1");
    expect([room.owed("ann").length, room.owed("ben").length]).toEqual([1, 0]);
    expect(room.people.get("ann")).toEqual({ voter: "ann", name: "", muted: false, at: NOON });
    room.say(say("ann", 1, { name: "Ann" }), notifyOne("ann"));
    expect(room.people.get("ann")?.name).toBe("Ann");
  });

  test("to nobody: refused", () => {
    const room = new MemoryRoom();
    expect(room.say(notifyOne(null))).toBe("not-allowed no-such-person");
    expect(room.say(notify("players"))).toBe("not-allowed no-quiz");
    expect(room.say(withdraw(1))).toBe("not-allowed no-such-notice");
  });

  test.each([
    [undefined, 60],
    [1, 1],
    [10_080, 10_080],
  ])("for %s minutes", (minutes, expected) => {
    const room = new MemoryRoom();
    room.say(notify("all", { minutes }));
    room.now += expected * MINUTE_MS - 1;
    expect(room.owed("ann")).toHaveLength(1);
    room.now += 1;
    expect(room.owed("ann")).toHaveLength(0);
  });

  test("so many count at a time; what expires or is withdrawn makes room, and the system's take none", () => {
    const room = new MemoryRoom({ approve: true });
    for (let n = 1; n <= NOTICES_LIVE_MAX + 1; n++) room.say(ask("ann", n), onAsk(n, "approve"));
    expect(room.owed("ann")).toHaveLength(NOTICES_LIVE_MAX + 1);
    for (let n = 1; n <= NOTICES_LIVE_MAX; n++) expect(room.say(notify("all"))).toMatch(/^done/);
    const last = room.talk.notice;
    expect(room.say(notify("all"))).toBe("not-allowed notices-full");
    expect([room.say(withdraw(last)), room.say(notify("all")), room.say(notify("all"))]).toEqual([
      "done",
      `done ${last + 1}`,
      "not-allowed notices-full",
    ]);
    room.now += 60 * MINUTE_MS;
    expect(room.say(notify("all"))).toBe(`done ${last + 2}`);
  });

  test("with chat and asks off too", () => {
    expect(new MemoryRoom({ chat: "off", questions: "off", reactions: false }).say(notify("all"))).toBe("done 1");
  });
});

describe("[N12] the system's notices", () => {
  test("approved; next; both to who asked, and to nobody else", () => {
    const room = new MemoryRoom({ approve: true });
    room.say(ask("ann", 1), onAsk(1, "approve"));
    expect(codesFor(room, "ann")).toEqual(["ask-approved 1"]);
    room.say(onAsk(1, "next"));
    expect([codesFor(room, "ann"), codesFor(room, "ben")]).toEqual([["ask-approved 1", "ask-next 1"], []]);
  });

  test("of what the room does not see nobody is told, and a host not of their own", () => {
    const room = new MemoryRoom({ approve: true });
    room.say(ask("ann", 1), onAsk(1, "hide"), onAsk(1, "approve"));
    expect(codesFor(room, "ann")).toEqual([]);
    room.say(ask("hal", 1, { host: true }), onAsk(2, "next"));
    expect(codesFor(room, "hal")).toEqual([]);
  });

  test.each(["answered", "archive", "hide", "remove"])("%s takes `next` back for who has not got it", (change) => {
    const room = new MemoryRoom();
    room.say(ask("ann", 1), onAsk(1, "next"), onAsk(1, change));
    expect(codesFor(room, "ann")).toEqual([]);
  });

  test("so does another one that is next", () => {
    const room = new MemoryRoom();
    room.say(ask("ann", 1), ask("ben", 1), onAsk(1, "next"), onAsk(2, "next"));
    expect([codesFor(room, "ann"), codesFor(room, "ben")]).toEqual([[], ["ask-next 2"]]);
  });

  test("muted and unmuted: the last of both is told, and asking for what is so tells nothing", () => {
    const room = new MemoryRoom();
    room.say(onPerson("ann", "unmute"));
    expect([codesFor(room, "ann"), room.people.size]).toEqual([[], 0]);
    room.say(onPerson("ann", "mute"), onPerson("ann", "mute"));
    expect(codesFor(room, "ann")).toEqual(["muted"]);
    room.say(onPerson("ann", "unmute"));
    expect(codesFor(room, "ann")).toEqual(["unmuted"]);
    expect(room.say(onPerson(null, "mute"))).toBe("not-allowed no-such-person");
  });

  test("each has a sentence, which is not stored", () => {
    const room = new MemoryRoom({ approve: true });
    room.say(ask("ann", 1), onAsk(1, "approve"), onAsk(1, "next"), onPerson("ann", "mute"));
    expect(room.owed("ann").map(({ text }) => text)).toEqual(["", "", ""]);
    expect(words["vote-reset"]("Where to?", "")).toBe(
      "Your vote on “Where to?” no longer counts: the host has reset the question.",
    );
    expect(words["vote-reset"]("Where to?", "A typo.")).toMatch(/reset the question\. A typo\.$/);
    for (const code of ["ask-approved", "ask-next", "muted", "unmuted"] as const) expect(words[code]("x", "")).toMatch(/\.$/);
  });
});

describe("[N13] a reset", () => {
  /** Ann has voted. */
  function voted(): { hub: MemoryHub; room: MemoryRoom; reset: (...commands: ReturnType<typeof host>[]) => void } {
    const hub = new MemoryHub();
    const room = new MemoryRoom();
    hub.say(vote("ann", [0], 1));
    room.crowd.voted.add("q1 1 ann");
    const reset = (...commands: ReturnType<typeof host>[]) => room.polled(...hub.events(commands));
    return { hub, room, reset };
  }

  test("is told to those whose votes no longer count, with the host's words", () => {
    const { room, reset } = voted();
    reset(host("reset", { why: "A typo" }));
    expect(room.owed("ann")).toMatchObject([{ code: "vote-reset", about: "q1", round: 1, text: "A typo", to: "voted" }]);
    expect(room.owed("ben")).toEqual([]);
  });

  test("without ballots it is told to nobody, and asking again is no reset", () => {
    const room = new MemoryRoom();
    room.polled(...new MemoryHub().events([host("reset")]));
    const { hub } = voted();
    room.polled(...hub.events([host("close"), host("again")]));
    expect(room.notices.size).toBe(0);
  });

  test("undone, who has not got it never hears of it: in the same turn too", () => {
    const apart = voted();
    apart.reset(host("reset"));
    apart.reset(host("undo-reset"));
    const together = voted();
    together.reset(host("reset"), host("undo-reset"));
    expect([apart.room.owed("ann"), together.room.owed("ann")]).toEqual([[], []]);
    together.reset(host("reset"));
    expect(together.room.owed("ann")).toHaveLength(1);
  });

  test("an undone reset leaves the notice of an earlier round", () => {
    const { hub, room, reset } = voted();
    reset(host("reset"));
    hub.say(vote("ben", [0], 2));
    room.crowd.voted.add("q1 2 ben");
    reset(host("reset"));
    reset(host("undo-reset"));
    expect([room.owed("ann").length, room.owed("ben").length]).toEqual([1, 0]);
  });
});

describe("[N14] got and seen", () => {
  test("once got, it is owed no more; what was seen stays seen", () => {
    const room = new MemoryRoom();
    room.say(notify("all"));
    room.say(got("ann", [1], true), got("ann", [1]));
    expect(room.got.get("1 ann")?.seen).toBe(true);
    expect([room.owed("ann").length, room.owed("ben").length]).toEqual([0, 1]);
    room.say(got("ben", [1]));
    expect(room.got.get("1 ben")?.seen).toBe(false);
    room.say(got("ben", [1], true));
    expect(room.got.get("1 ben")?.seen).toBe(true);
  });

  test("again, twice at once, of others, of unknown and of old ones: done, and nothing is kept", () => {
    const room = new MemoryRoom();
    room.say(notify("all"), notifyOne("ben"), notify("all", { minutes: 1 }));
    expect(room.hear(got("ann", [1, 1]))).toMatchObject({ status: "done", events: [{ notice: 1 }] });
    room.now += MINUTE_MS;
    for (const ids of [[1], [2], [3], [9]]) expect(room.hear(got("ann", ids)), `${ids}`).toEqual({ status: "done", events: [] });
  });
});

describe("[N15] the settings of the talk", () => {
  test("are off where nobody says anything, and each is set by itself", () => {
    expect(stateOf().poll.talk).toEqual(TALK_DEFAULTS);
    expect(stateOf({ talk: { chat: "open", slowSeconds: 5 } }).poll.talk).toEqual({
      ...TALK_DEFAULTS,
      chat: "open",
      slowSeconds: 5,
    });
    const hub = new MemoryHub(stateOf({ talk: { chat: "open" } }));
    hub.say(host("edit", { question: undefined, talk: { questions: "closed" } }));
    expect(hub.state.poll.talk).toEqual({ ...TALK_DEFAULTS, chat: "open", questions: "closed" });
    hub.say(host("edit", { question: undefined, title: "Friday", talk: { approve: true, filter: false, reactions: true } }));
    expect(hub.state.poll).toMatchObject({
      title: "Friday",
      talk: { chat: "open", questions: "closed", approve: true, filter: false, reactions: true, slowSeconds: 0 },
    });
  });

  test("nothing in them is nothing to change", () => {
    const hub = new MemoryHub();
    expect(hub.say(host("edit", { question: undefined, talk: {} }))).toBe("bad-message nothing-to-change");
  });

  test("go along into a copy, with its votes and without", () => {
    const talk = { ...TALK_DEFAULTS, chat: "open", approve: true } as const;
    const original = stateOf({ talk });
    const birth = { id: "copy", epoch: "new", hostKeyHash: "hash", code: null, now: NOON };
    for (const withVotes of [true, false]) expect(copied(original, withVotes, birth).poll.talk).toEqual(talk);
  });
});

test("[N16] whoever says, asks, votes up or moderates keeps the poll alive; who only reads does not", () => {
  const room = new MemoryRoom();
  const commands = [say("ann", 1), ask("ann", 1), upvote("ben", 1, 1), onMessage(1, "hide"), notify("all")];
  for (const command of commands) {
    room.now += 1_000;
    room.say(command);
    expect(room.talk.at).toBe(room.now);
  }
  const before = room.talk;
  room.now += 1_000;
  room.say(got("ann", [1]));
  expect(room.talk).toBe(before);
});
