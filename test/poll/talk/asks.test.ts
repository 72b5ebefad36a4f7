import { describe, expect, test } from "vitest";
import { ask, doneBy, MemoryRoom, onAsk, say, upvote } from "./memory-room.ts";

/** Ann has asked; hal is a host. */
function asked(settings = {}): MemoryRoom {
  const room = new MemoryRoom(settings);
  room.say(ask("ann", 1, { name: "Ann" }));
  return room;
}

const stateOf = (room: MemoryRoom, id = 1) => room.asks.get(id)?.state;
const votesOf = (room: MemoryRoom, id = 1) => room.asks.get(id)?.votes;

describe("[N7] upvotes", () => {
  test("one of each person; the greatest n is kept", () => {
    const room = asked();
    expect([room.say(upvote("ben", 1, 5)), votesOf(room)]).toEqual(["counted 1", 1]);
    expect([room.say(upvote("ben", 1, 5)), room.say(upvote("ben", 1, 4, false)), votesOf(room)]).toEqual(["same 1", "same 1", 1]);
    expect([room.say(upvote("ben", 1, 6, false)), votesOf(room)]).toEqual(["changed 1", 0]);
    expect([room.say(upvote("ben", 1, 5)), votesOf(room)]).toEqual(["same 1", 0]);
    expect([room.say(upvote("ben", 1, 7)), votesOf(room)]).toEqual(["changed 1", 1]);
    expect([room.say(upvote("cid", 1, 1)), votesOf(room)]).toEqual(["counted 1", 2]);
  });

  test("the same again with a greater n changes no count, and no row of the log", () => {
    const room = asked();
    room.say(upvote("ben", 1, 5));
    const { rev } = room.talk;
    expect([room.say(upvote("ben", 1, 6)), votesOf(room), room.talk.rev]).toEqual(["changed 1", 1, rev]);
    expect(room.say(upvote("ben", 1, 6, false))).toBe("same 1");
  });

  test("taken back before it came, it stays back", () => {
    const room = asked();
    expect([room.say(upvote("ben", 1, 6, false)), room.say(upvote("ben", 1, 5)), votesOf(room)]).toEqual([
      "counted 1",
      "same 1",
      0,
    ]);
  });

  test("who asked counts like anyone", () => {
    const room = asked();
    expect([votesOf(room), room.say(upvote("ann", 1, 1)), votesOf(room)]).toEqual([0, "counted 1", 1]);
  });

  test("a muted person may, and while a quiz question runs everybody", () => {
    const room = asked();
    room.people.set("ben", { voter: "ben", name: "", muted: true, at: 0 });
    room.quizRuns = true;
    expect(room.say(upvote("ben", 1, 1))).toBe("counted 1");
  });

  test.each([
    ["off", { questions: "off" } as const, [], "not-allowed asks-off"],
    ["closed", { questions: "closed" } as const, [], "closed asks-closed"],
    ["unknown", {}, [], "not-allowed no-such-ask", 2],
    ["hidden", {}, ["hide"], "not-allowed no-such-ask"],
    ["hidden and archived", {}, ["hide", "archive"], "not-allowed no-such-ask"],
    ["removed", {}, ["remove"], "not-allowed no-such-ask"],
    ["answered", {}, ["answered"], "closed"],
    ["archived", {}, ["archive"], "closed"],
  ])("%s: refused, and a resend of one that counted is the same", (_, settings, changes, refused, id = 1) => {
    const room = asked();
    room.say(upvote("ben", 1, 5));
    room.say(...changes.map((change) => onAsk(1, change)));
    room.settings = { ...room.settings, ...settings };
    expect([room.say(upvote("cid", id, 1)), room.say(upvote("ben", 1, 5))]).toEqual([refused, "same 1"]);
  });
});

describe("[N8] approval", () => {
  test("what a voter asks waits, and what a host asks does not", () => {
    const room = asked({ approve: true });
    room.say(ask("hal", 1, { host: true }));
    expect([stateOf(room, 1), stateOf(room, 2)]).toEqual(["waiting", "open"]);
    expect(room.say(upvote("ben", 1, 1))).toBe("not-allowed no-such-ask");
    expect([room.say(onAsk(1, "approve")), stateOf(room)]).toEqual(["done", "open"]);
    expect(room.say(upvote("ben", 1, 1))).toBe("counted 1");
  });

  test.each(["pin", "next", "answered", "reopen"])("%s lets nothing through that waits", (change) => {
    const room = asked({ approve: true });
    expect([room.say(onAsk(1, change)), stateOf(room)]).toEqual(["not-allowed not-now", "waiting"]);
  });

  test("words to it do not let it through either, and what waited is not let through by a change of the setting", () => {
    const room = asked({ approve: true });
    room.say(onAsk(1, "reply", { text: "Soon" }));
    room.settings = { ...room.settings, approve: false };
    expect(room.asks.get(1)).toMatchObject({ state: "waiting", reply: "Soon" });
  });
});

describe("[N9] the host's desk", () => {
  test.each([
    ["approve", "open answered archived", "open answered archived"],
    ["answered", "open answered archived", "answered answered archived!"],
    ["archive", "open answered archived", "archived archived archived"],
    ["reopen", "open answered archived", "open open open"],
  ])("%s", (change, before, after) => {
    const room = new MemoryRoom();
    const ids = before.split(" ").map((_, index) => index + 1);
    room.say(...ids.map((n) => ask("ann", n)), onAsk(2, "answered"), onAsk(3, "archive"));
    const replies = ids.map((id) => room.say(onAsk(id, change)));
    const states = ids.map((id, index) => `${stateOf(room, id)}${replies[index] === "done" ? "" : "!"}`);
    expect(states.join(" ")).toBe(after);
  });

  test("archived by a host, a waiting one comes back open", () => {
    const room = asked({ approve: true });
    room.say(onAsk(1, "archive"), onAsk(1, "reopen"));
    expect(stateOf(room)).toBe("open");
  });

  test("hide and show are beside all states", () => {
    const room = asked();
    room.say(onAsk(1, "hide"), onAsk(1, "answered"));
    expect(room.asks.get(1)).toMatchObject({ state: "answered", hidden: true });
    room.say(onAsk(1, "show"));
    expect(room.asks.get(1)).toMatchObject({ state: "answered", hidden: false });
  });

  test("removed words are gone for good, its votes and its place stay", () => {
    const room = asked();
    room.say(upvote("ben", 1, 1), onAsk(1, "reply", { text: "No" }), onAsk(1, "remove"));
    expect(room.asks.get(1)).toMatchObject({ state: "removed", text: "", name: "", reply: "", votes: 1 });
    for (const change of ["approve", "hide", "show", "remove", "pin", "unpin", "next", "answered", "archive", "reopen"])
      expect(room.say(onAsk(1, change)), change).toBe("not-allowed no-such-ask");
    expect(room.say(onAsk(1, "reply", { text: "" }))).toBe("not-allowed no-such-ask");
    expect(room.say(ask("ann", 2))).toBe("done 2");
  });

  test("words are written, changed and taken back", () => {
    const room = asked();
    for (const text of ["Yes", "No", ""]) {
      room.say(onAsk(1, "reply", { text }));
      expect(room.asks.get(1)?.reply).toBe(text);
    }
  });

  test("what is so already changes nothing", () => {
    const room = asked();
    room.say(onAsk(1, "pin"), onAsk(1, "next"));
    const { rev } = room.talk;
    for (const change of ["pin", "next", "approve", "show", "reopen"])
      expect(room.hear(onAsk(1, change)), change).toEqual({ status: "done", events: [] });
    expect(room.hear(onAsk(1, "reply", { text: "" }))).toEqual({ status: "done", events: [] });
    room.say(onAsk(1, "hide"));
    expect(room.hear(onAsk(1, "hide"))).toEqual({ status: "done", events: [] });
    expect(room.hear(onAsk(1, "unpin"))).toEqual({ status: "done", events: [] });
    expect(room.talk.rev).toBe(rev + 1);
  });
});

describe("[N10] at most one is on the big screen, and one is next", () => {
  test.each([
    ["pin", "pinnedAsk", "staged"],
    ["next", "nextAsk", "called"],
  ] as const)("%s: the one before has changed too", (change, place, mark) => {
    const room = asked();
    room.say(ask("ben", 1), onAsk(1, change));
    expect(room.talk[place]).toBe(1);
    const { rev } = room.talk;
    const { events } = doneBy(room.hear(onAsk(2, change)));
    expect(room.talk).toMatchObject({ [place]: 2, rev: rev + 2 });
    const changed = events.map((event) => (event.type === "ask" ? event.ask.id : event.type)).slice(0, 3);
    expect(changed).toEqual([mark, 1, 2]);
  });

  test.each(["hide", "remove", "answered", "archive"])("%s takes both away, with one change of its row", (change) => {
    const room = asked();
    room.say(onAsk(1, "pin"), onAsk(1, "next"));
    const { rev } = room.talk;
    room.say(onAsk(1, change));
    expect(room.talk).toMatchObject({ pinnedAsk: null, nextAsk: null, rev: rev + 1 });
  });

  test("unpin takes only the pin", () => {
    const room = asked();
    room.say(onAsk(1, "pin"), onAsk(1, "next"), onAsk(1, "unpin"));
    expect(room.talk).toMatchObject({ pinnedAsk: null, nextAsk: 1 });
  });

  test.each(["pin", "next"])("%s of what is hidden or over: not now", (change) => {
    const room = asked();
    room.say(ask("ben", 1), onAsk(1, "hide"), onAsk(2, "answered"));
    expect([room.say(onAsk(1, change)), room.say(onAsk(2, change))]).toEqual(["not-allowed not-now", "not-allowed not-now"]);
  });
});

test("[N1] messages and asks are counted each by themselves, and share one rev", () => {
  const room = asked();
  expect(room.say(say("ann", 1))).toBe("done 1");
  expect(room.talk).toMatchObject({ ask: 1, message: 1, rev: 2 });
});
