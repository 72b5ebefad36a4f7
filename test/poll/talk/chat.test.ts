import { describe, expect, test } from "vitest";
import { parseCommand, parseTalk } from "../../../src/protocol/client.ts";
import { ASKS_MAX } from "../../../src/protocol/limits.ts";
import type { TalkSettings } from "../../../src/protocol/talk.ts";
import { ask, doneBy, MemoryRoom, onAsk, onMessage, onPerson, say, upvote } from "./memory-room.ts";

describe("[N1] what is sent again is the same", () => {
  const since: [string, (room: MemoryRoom) => void][] = [
    ["at once", () => {}],
    ["switched off since", (room) => Object.assign(room.settings, { chat: "off", questions: "off" })],
    ["closed since", (room) => Object.assign(room.settings, { chat: "closed", questions: "closed" })],
    ["muted since", (room) => room.say(onPerson("ann", "mute"))],
    ["a quiz question runs since", (room) => Object.assign(room, { quizRuns: true })],
    ["slowed since", (room) => Object.assign(room.settings, { slowSeconds: 60 })],
    ["removed since", (room) => room.say(onMessage(1, "remove"), onAsk(1, "remove"))],
    ["hidden and archived since", (room) => room.say(onMessage(1, "hide"), onAsk(1, "archive"))],
  ];
  test.each(since)("%s", (_, happens) => {
    const room = new MemoryRoom();
    expect([room.say(say("ann", 7)), room.say(ask("ann", 7))]).toEqual(["done 1", "done 1"]);
    happens(room);
    const { rev } = room.talk;
    expect([room.say(say("ann", 7, { text: "else" })), room.say(ask("ann", 7, { text: "else" }))]).toEqual(["same 1", "same 1"]);
    expect(room.talk.rev).toBe(rev);
    expect([room.messages.size, room.asks.size]).toEqual([1, 1]);
  });

  test("the n of one person is not that of another", () => {
    const room = new MemoryRoom();
    expect([room.say(say("ann", 7)), room.say(say("ben", 7)), room.say(say("ann", 6))]).toEqual(["done 1", "done 2", "done 3"]);
  });
});

describe("[N2] why nothing can be said", () => {
  type Case = [string, Partial<TalkSettings>, (room: MemoryRoom) => void, string, string];
  const nothing = () => {};
  const cases: Case[] = [
    ["off", { chat: "off", questions: "off" }, nothing, "not-allowed chat-off", "not-allowed asks-off"],
    ["closed", { chat: "closed", questions: "closed" }, nothing, "closed chat-closed", "closed asks-closed"],
    [
      "a quiz question runs",
      {},
      (room) => Object.assign(room, { quizRuns: true }),
      "not-allowed quiz-runs",
      "not-allowed quiz-runs",
    ],
    ["muted", {}, (room) => room.say(onPerson("ann", "mute")), "not-allowed muted", "not-allowed muted"],
    [
      "off goes before muted",
      { chat: "off", questions: "off" },
      (room) => room.say(onPerson("ann", "mute")),
      "not-allowed chat-off",
      "not-allowed asks-off",
    ],
  ];
  test.each(cases)("%s", (_, settings, happens, chat, asks) => {
    const room = new MemoryRoom(settings);
    happens(room);
    const { rev } = room.talk;
    expect([room.say(say("ann", 1)), room.say(ask("ann", 1))]).toEqual([chat, asks]);
    expect([room.talk.rev, room.messages.size, room.asks.size]).toEqual([rev, 0, 0]);
  });

  test("each part is open by itself", () => {
    const room = new MemoryRoom({ chat: "off" });
    expect([room.say(say("ann", 1)), room.say(ask("ann", 1))]).toEqual(["not-allowed chat-off", "done 1"]);
    room.settings = { ...room.settings, chat: "open", questions: "closed" };
    expect([room.say(say("ann", 1)), room.say(ask("ann", 2))]).toEqual(["done 1", "closed asks-closed"]);
  });

  test("unmuted, somebody may speak again, and so may everybody else meanwhile", () => {
    const room = new MemoryRoom();
    room.say(onPerson("ann", "mute"));
    expect(room.say(say("ben", 1))).toBe("done 1");
    room.say(onPerson("ann", "unmute"));
    expect(room.say(say("ann", 1))).toBe("done 2");
  });

  test("as many asks as the host may have before them; what is archived or removed makes room", () => {
    const room = new MemoryRoom();
    for (let n = 1; n <= ASKS_MAX; n++) expect(room.say(ask("ann", n))).toBe(`done ${n}`);
    expect(room.say(ask("ann", 0))).toBe("not-allowed asks-full");
    room.say(onAsk(1, "archive"));
    expect(room.say(ask("ann", 0))).toBe(`done ${ASKS_MAX + 1}`);
    expect(room.say(onAsk(1, "reopen"))).toBe("not-allowed asks-full");
    room.say(onAsk(2, "remove"));
    expect(room.say(onAsk(1, "reopen"))).toBe("done");
  });
});

describe("[N3] the filter", () => {
  test("words and names that it knows are refused, a host's too, while it is on", () => {
    const room = new MemoryRoom();
    const bad = [
      say("ann", 1, { text: "darn it" }),
      ask("ann", 1, { text: "darn?" }),
      say("ann", 1, { name: "darn" }),
      say("hal", 1, { text: "darn", host: true }),
    ];
    expect(bad.map((command) => room.say(command))).toEqual(Array(4).fill("not-allowed filtered"));
    room.settings = { ...room.settings, filter: false };
    expect(bad.map((command) => room.say(command).slice(0, 4))).toEqual(["done", "done", "same", "done"]);
  });
});

describe("[N4] slow mode", () => {
  test("so many seconds lie between two messages of one person", () => {
    const room = new MemoryRoom({ slowSeconds: 10 });
    room.say(say("ann", 1));
    room.now += 9_999;
    expect([room.say(say("ann", 2)), room.say(say("ben", 2))]).toEqual(["too-fast slow", "done 2"]);
    room.now += 1;
    expect(room.say(say("ann", 2))).toBe("done 3");
  });

  test("not for hosts, and not for asks", () => {
    const room = new MemoryRoom({ slowSeconds: 10 });
    expect(room.say(say("hal", 1, { host: true }), say("hal", 2, { host: true }))).toBe("done 2");
    expect(room.say(say("ann", 1), ask("ann", 1), ask("ann", 2))).toBe("done 2");
  });
});

describe("[N5] names", () => {
  test("are tidy, and known from the last that was said; nameless is nameless again", () => {
    const room = new MemoryRoom();
    room.say(say("ann", 1, { name: "  Ann\u200b   Lee " }));
    expect([room.messages.get(1)?.name, room.people.get("ann")?.name]).toEqual(["Ann Lee", "Ann Lee"]);
    room.now += 1_000;
    room.say(ask("ann", 1, { name: "Anna" }));
    expect(room.people.get("ann")).toEqual({ voter: "ann", name: "Anna", muted: false, at: room.now - 1_000 });
    room.say(say("ann", 2));
    expect([room.messages.get(2)?.name, room.people.get("ann")?.name]).toEqual(["", ""]);
    expect(room.asks.get(1)?.name).toBe("Anna");
  });

  test("one of signs alone is none", () => {
    const room = new MemoryRoom();
    expect(room.say(say("ann", 1, { name: "!!" }))).toBe("bad-message name-empty");
    expect(room.people.size).toBe(0);
  });

  test("a name keeps nobody from being muted", () => {
    const room = new MemoryRoom();
    room.say(say("ann", 1, { name: "Ann" }), onPerson("ann", "mute"));
    expect(room.people.get("ann")).toMatchObject({ name: "Ann", muted: true });
  });
});

describe("[N6] what a host does with messages", () => {
  const states = (room: MemoryRoom) => [...room.messages.values()].map(({ state }) => state).join(" ");

  test("hide, show, remove; removed words are gone for good, and their place stays", () => {
    const room = new MemoryRoom();
    room.say(say("ann", 1, { name: "Ann" }), say("ben", 1), onMessage(1, "hide"));
    expect(states(room)).toBe("hidden shown");
    room.say(onMessage(1, "show"));
    expect(states(room)).toBe("shown shown");
    room.say(onMessage(1, "remove"));
    expect(room.messages.get(1)).toMatchObject({ state: "removed", text: "", name: "" });
    for (const change of ["hide", "show", "remove", "pin", "unpin"])
      expect(room.say(onMessage(1, change)), change).toBe("not-allowed no-such-message");
    expect(room.say(onMessage(3, "hide"))).toBe("not-allowed no-such-message");
    expect(room.say(say("cid", 1))).toBe("done 3");
  });

  test("one is pinned at most; the one before has changed too", () => {
    const room = new MemoryRoom();
    room.say(say("ann", 1), say("ben", 1), onMessage(1, "pin"));
    const { rev } = room.talk;
    const { events } = doneBy(room.hear(onMessage(2, "pin")));
    expect(room.talk).toMatchObject({ pinnedMessage: 2, rev: rev + 2 });
    expect(events.map((event) => (event.type === "message" ? event.message.id : event.type))).toEqual(["pinned", 1, 2]);
    room.say(onMessage(2, "unpin"));
    expect(room.talk).toMatchObject({ pinnedMessage: null, rev: rev + 3 });
  });

  test.each(["hide", "remove"])("%s takes the pin away", (change) => {
    const room = new MemoryRoom();
    room.say(say("ann", 1), onMessage(1, "pin"), onMessage(1, change));
    expect(room.talk.pinnedMessage).toBeNull();
    if (change === "hide") expect(room.say(onMessage(1, "pin"))).toBe("not-allowed not-now");
  });

  test("what is so already changes nothing", () => {
    const room = new MemoryRoom();
    room.say(say("ann", 1), say("ben", 1), onMessage(1, "pin"), onMessage(2, "hide"));
    for (const again of [onMessage(1, "pin"), onMessage(1, "show"), onMessage(2, "hide"), onMessage(2, "unpin")])
      expect(room.hear(again)).toEqual({ status: "done", events: [] });
  });

  test("a host says and moderates while all is off", () => {
    const room = new MemoryRoom();
    room.say(say("ann", 1), ask("ann", 1));
    room.settings = { ...room.settings, chat: "off", questions: "off" };
    expect([room.say(onMessage(1, "hide")), room.say(onAsk(1, "archive"))]).toEqual(["done", "done"]);
  });
});

test("[N1] whatever changes nothing has no rev; whatever changes a row has one", () => {
  const room = new MemoryRoom();
  room.say(say("ann", 1), ask("ann", 1), upvote("ben", 1, 1));
  expect([room.talk.rev, room.messages.get(1)?.rev, room.asks.get(1)?.rev]).toEqual([3, 1, 3]);
});

describe("[N17] what nobody can see is no message", () => {
  const ways = (text: string) => [
    parseTalk({ type: "say", text, n: 1 }),
    parseTalk({ type: "ask", text, n: 1 }),
    parseCommand({ command: "notice", to: "all", text }),
  ];

  test.each(["", "  ", "\n\t", "\u200b", "\u2060\u200d", "\ufe0f", "\u3164", "\u2800", "\u00ad", "\u3000"])("%j", (text) => {
    for (const read of ways(text)) expect(read).toMatchObject({ unreadable: "bad-message", detail: "text empty" });
  });

  test.each([".", "👩🏽‍🚀", "❤️", "می‌خواهم", "ก็"])("%s is one", (text) => {
    for (const read of ways(` ${text} `)) expect(read).toMatchObject({ text });
  });
});
