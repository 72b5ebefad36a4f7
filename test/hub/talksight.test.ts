/** What of a room's talk reaches whom, through sockets and by HTTP. */
import { describe, expect, test } from "vitest";
import { TALK_EVERY_MS } from "../../src/protocol/limits.ts";
import { evict } from "./objects.ts";
import { bearer, pause, tokenOf, voter } from "./phone.ts";
import { look, Page, roomOf } from "./talkroom.ts";

describe("[N27] what is not to be seen", () => {
  test("a message that is hidden or removed vanishes for all; a host sees the hidden one, and who wrote it", async () => {
    const room = await roomOf();
    const host = await Page.join(room, "host", { key: room.hostKey });
    const wall = await Page.join(room, "wall", { key: room.hostKey, role: "stage" });
    const ann = await Page.join(room, "ann");
    const [bad, worse] = [await room.say("ben", "say", "bad"), await room.say("ben", "say", "worse")];
    await Promise.all([host, wall, ann].map((page) => page.reaches(() => page.has("worse"))));
    await room.command("message", { message: bad, change: "hide" });
    await room.command("message", { message: worse, change: "remove" });
    await Promise.all([wall, ann].map((page) => page.reaches(() => page.texts().length === 0)));
    await host.reaches((page) => !page.has("worse"));
    expect(host.log?.messages).toMatchObject([{ text: "bad", hidden: true, person: expect.stringMatching(/^[\w-]{8}$/) }]);
    const late = await Page.join(room, "late");
    expect(late.texts()).toEqual([]);
    await room.command("message", { message: bad, change: "show" });
    await Promise.all([wall, ann, late].map((page) => page.reaches(() => page.has("bad"))));
    expect(JSON.stringify(ann.log)).not.toContain("person");
  });

  test("an ask that waits is seen by its author and the host; approved, by all", async () => {
    const room = await roomOf({ approve: true });
    const [host, ann, ben] = [
      await Page.join(room, "host", { key: room.hostKey }),
      await Page.join(room, "ann"),
      await Page.join(room, "ben"),
    ];
    const ask = await room.say("ann", "ask", "May I?");
    await host.reaches((page) => page.has("May I?"));
    await ann.reaches((page) => page.mine?.waiting.length === 1);
    await pause(2 * TALK_EVERY_MS);
    expect(ben.phone.frames.join()).not.toContain("May I?");
    expect(ben.talks.at(-1)).toMatchObject({ rev: 0 });
    await room.command("ask", { ask, change: "approve" });
    await Promise.all([ann, ben].map((page) => page.reaches(() => page.has("May I?"))));
    await ann.reaches((page) => page.mine?.asks.length === 1 && page.mine.waiting.length === 0);
    await room.command("ask", { ask, change: "archive" });
    await Promise.all([ann, ben].map((page) => page.reaches(() => !page.has("May I?"))));
    await host.reaches((page) => page.log?.asks[0]?.state === "archived");
  });

  test("who is muted, and unmuted, hears it in all tabs", async () => {
    const room = await roomOf();
    const host = await Page.join(room, "host", { key: room.hostKey });
    const tabs = [await Page.join(room, "ann"), await Page.join(room, "ann")];
    await room.say("ann", "say", "hello");
    await host.reaches((page) => page.has("hello"));
    const person = host.log?.messages[0]?.person;
    await room.command("person", { person, change: "mute" });
    await Promise.all(tabs.map((tab) => tab.reaches(() => tab.mine?.muted === true)));
    await evict(room.stub);
    await room.command("person", { person, change: "unmute" });
    await Promise.all(tabs.map((tab) => tab.reaches(() => tab.mine?.muted === false)));
  });

  test("what is switched off is there for hosts only, and back when it is on", async () => {
    const room = await roomOf();
    await room.say("ben", "say", "hello");
    await room.command("edit", { talk: { chat: "off" } });
    expect(await look(room)).toMatchObject({ messages: [] });
    expect(await look(room, "", bearer(room.hostKey))).toMatchObject({ messages: [{ text: "hello" }] });
    await room.command("edit", { talk: { chat: "closed" } });
    const ann = await Page.join(room, "ann");
    expect(ann.texts()).toEqual(["hello"]);
  });

  test("in all that somebody heard there is no name of a voter, and nothing that is not for them", async () => {
    const room = await roomOf({ approve: true });
    const ann = await Page.join(room, "ann");
    const wall = await Page.join(room, "wall", { role: "stage", key: room.hostKey });
    const host = await Page.join(room, "host", { key: room.hostKey });
    const hidden = await room.say("ben", "say", "HIDDEN LATER");
    await host.reaches((page) => page.has("HIDDEN LATER"));
    await room.command("message", { message: hidden, change: "hide" });
    await Promise.all(
      [ann, wall].map((page) => page.reaches(() => page.log !== null && page.log.rev >= 2 && page.texts().length === 0)),
    );
    const asks = [
      await room.say("ben", "ask", "WAITING"),
      await room.say("cid", "ask", "REMOVED"),
      await room.say("dan", "ask", "ARCHIVED"),
    ];
    await room.command("ask", { ask: asks[1], change: "remove" });
    await room.command("ask", { ask: asks[2], change: "archive" });
    await room.say("ben", "say", "the end");
    await Promise.all([ann, wall, host].map((page) => page.reaches(() => page.has("the end"))));
    const late = await Page.join(room, "late");
    const documents = JSON.stringify([await look(room), await look(room, "", voter(tokenOf("ann")))]);
    const people = host.log?.messages.map(({ person }) => person ?? "") ?? [];
    expect(people.filter((person) => person.length === 8)).toHaveLength(2);
    const recordings = [ann, wall, late].map((page) => page.phone.frames.join("\n"));
    for (const heard of [...recordings, documents]) {
      for (const secret of ["WAITING", "REMOVED", "ARCHIVED", '"person"', '"hidden"', ...people])
        expect(heard).not.toContain(secret);
      expect(heard).not.toMatch(/[\w-]{22}/);
    }
    for (const heard of [recordings[2], documents]) expect(heard).not.toContain("HIDDEN LATER");
    expect(host.phone.frames.join()).toContain("WAITING");
  });
});
