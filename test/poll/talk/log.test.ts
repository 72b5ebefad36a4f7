/** Pages that listen, over any talk and any loss; and planted bugs, one for each part of the way. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Plant, pagesEndWithTheLog } from "./listeners.ts";

test("[N25] [N27] each page ends with the log as it is, whatever was lost on the way", () => {
  fc.assert(pagesEndWithTheLog(), { numRuns: 150 });
});

const BUGS: Record<string, Plant> = {
  "what is hidden stays out of the changes, instead of being gone": ({ room }) => {
    const changesSince = room.changesSince.bind(room);
    room.changesSince = (rev) =>
      changesSince(rev)?.filter((change) => change.type !== "message" || change.message.state === "shown") ?? null;
  },
  "memory answers for more than it remembers": ({ room }) => {
    const changesSince = room.changesSince.bind(room);
    room.changesSince = (rev) => changesSince(rev) ?? changesSince(room.rev - 20);
  },
  "an ask that has changed is told as its votes": ({ room }) => {
    room.isOnlyVotes = () => true;
  },
  "a whole log without what was said last": ({ room }) => {
    const messages = room.messages.bind(room);
    room.messages = () => messages().slice(0, -1);
  },
  "all frames of a long log have the rev of the last": ({ room, logs }) => {
    const told = logs.told.bind(logs);
    logs.told = (...of) => {
      const { frames, ...rest } = told(...of);
      return { ...rest, frames: frames.map((frame) => frame.replace(/"rev":\d+/, `"rev":${room.rev}`)) };
    };
  },
  "frames do not say behind what they come": ({ logs }) => {
    const told = logs.told.bind(logs);
    logs.told = (...of) => {
      const { frames, ...rest } = told(...of);
      return { ...rest, frames: frames.map((frame) => frame.replace(/"after":\d+/, '"after":0')) };
    };
  },
  "a long message makes a long frame": ({ logs }) => {
    const told = logs.told.bind(logs);
    logs.told = (...of) => {
      const { frames, ...rest } = told(...of);
      return { ...rest, frames: frames.map((frame) => frame.replace('"text":"', `"text":"${"x".repeat(20_000)}`)) };
    };
  },
  "what is said first after a sleep counts as told": ({ room }) => {
    room.toldUpTo = () => room.rev;
  },
};

describe("[N25] [N27] planted bug", () => {
  test.each(Object.entries(BUGS))("%s", (_, plant) => {
    expect(fc.check(pagesEndWithTheLog(plant), { numRuns: 400, endOnFailure: true }).failed).toBe(true);
  });
});
