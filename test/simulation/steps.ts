/** What may happen next in a world: people, networks and machines, each with its share of chance. */
import type { CommandBody } from "../../src/protocol/client.ts";
import { now } from "./globals.ts";
import type { Line } from "./line.ts";
import type { Tab } from "./person.ts";
import type { World } from "./world.ts";

const TABS_PER_DEVICE_MAX = 2;

const roll = (below: number): number => Math.floor(now.chance() * below);
const pick = <Item>(items: readonly Item[]): Item | undefined => items[roll(items.length)];

type Happening = readonly [share: number, what: (world: World) => string | null];

const awake = (world: World) => world.tabs.filter(({ hidden, owner }) => !hidden && !owner.frozen);
const voting = (world: World) => awake(world).filter(({ device }) => device.role === "voter");
const up = (world: World): Line[] => [...world.lines].filter(({ state }) => state === "up");
const nameOf = (world: World, { device }: Tab) => `device ${world.devices.indexOf(device)}`;

function tap(world: World): string | null {
  const tab = pick(voting(world));
  if (!tap || !tab) return null;
  const questions = tab.room.poll.peek()?.questions ?? [];
  const open = questions.filter(({ open }) => open);
  const question = pick(open.length > 0 && now.chance() < 0.9 ? open : questions);
  const options = (question as { options?: string[] } | undefined)?.options?.length ?? 2;
  const most = (question as { max?: number } | undefined)?.max ?? 1;
  const choice: number[] = [];
  const wanted = now.chance() < 0.12 && !world.isQuiz ? 0 : 1 + roll(most);
  while (choice.length < wanted) {
    const mark = roll(options);
    if (!choice.includes(mark)) choice.push(mark);
  }
  const id = question?.id ?? "q1";
  tab.vote(id, choice);
  if (now.chance() < 0.08) tab.vote(id, choice); // a finger that trembles
  return `${nameOf(world, tab)} votes ${id} ${JSON.stringify(choice)}`;
}

/** Where people talk; elsewhere, and often there, they just wait. */
function speak(world: World): string | null {
  if (!world.talks || now.chance() < 0.4) return null;
  const tab = pick(voting(world));
  const luck = now.chance();
  const asks = tab?.talk?.asks.peek().flatMap(({ id }) => (id === null ? [] : [id])) ?? [];
  const ask = luck < 0.5 ? pick(asks) : undefined;
  if (!tab) return null;
  if (ask !== undefined) {
    const up = now.chance() < 0.7;
    tab.speak((talk) => talk.upvote(ask, up));
    return `${nameOf(world, tab)} ${up ? "upvotes" : "takes its vote from"} ask ${ask}`;
  }
  const text = `word ${++world.said}`;
  tab.speak((talk) => (luck < 0.75 ? talk.say(text) : talk.ask(text)));
  return `${nameOf(world, tab)} says ${text}`;
}

function join(world: World): string | null {
  const tab = pick(voting(world));
  if (!tab?.me) return null;
  const name = pick([null, "ann", "ben", "cid"]) ?? null;
  tab.act(() => tab.me?.join({ name, team: null }));
  return `${nameOf(world, tab)} joins as ${name}`;
}

const QUESTION_COMMANDS = ["open", "close", "reopen", "close", "reopen", "reset", "undo-reset", "again", "show", "hide", "go"];

function aCommand(): CommandBody {
  const question = pick(["q1", "q2"]) ?? "q1";
  const luck = now.chance();
  const said = (body: object) => body as unknown as CommandBody;
  if (luck < 0.6) return said({ command: pick(QUESTION_COMMANDS), question });
  if (luck < 0.8) return said({ command: pick(["next", "next", "back", "clear", "undo-clear", "show", "hide"]) });
  if (luck < 0.85) return said({ command: "timer", question, seconds: pick([5, 20, null]) ?? null });
  return said({
    command: "edit",
    ...pick<object>([
      { results: pick(["always", "after-vote", "after-close", "host"]) },
      { revote: now.chance() < 0.7 },
      { showFrom: roll(4) },
      { pace: pick(["open", "host"]) },
      { talk: { [pick(["chat", "questions"]) ?? "chat"]: pick(["open", "open", "closed"]) } },
    ]),
  });
}

function command(world: World): string | null {
  const tab = pick(awake(world).filter(({ device }) => device.role === "host"));
  if (!tab) return null;
  const moves = ["quiz-start", "quiz-lock", "quiz-next", "quiz-hold", "quiz-finish", "quiz-again", "quiz-next", "quiz-start"];
  const body = world.isQuiz ? ({ command: pick(moves) } as CommandBody) : aCommand();
  tab.command(body);
  return `the host says ${JSON.stringify(body)}`;
}

function look(world: World): string | null {
  const tab = pick(world.tabs);
  if (!tab || tab.owner.frozen) return null;
  tab.show(tab.hidden);
  return `${nameOf(world, tab)} is ${tab.hidden ? "hidden" : "shown"}`;
}

function sleep(world: World): string | null {
  const tab = pick(world.tabs);
  if (!tab) return null;
  if (tab.owner.frozen) {
    tab.comeBack();
    return `${nameOf(world, tab)} wakes`;
  }
  if (now.chance() < 0.5) tab.park();
  else tab.owner.frozen = true;
  return `${nameOf(world, tab)} ${tab.parked ? "is put away" : "sleeps"}`;
}

function reload(world: World): string | null {
  const tab = pick(world.tabs);
  if (!tab) return null;
  const killed = tab.owner.frozen || now.chance() < 0.5;
  tab.close(killed);
  world.open(tab.device);
  return `${nameOf(world, tab)} reloads${killed ? ", killed" : ""}`;
}

function setClock(world: World): string | null {
  const device = pick(world.devices);
  device?.setClock();
  return device ? `the clock of device ${world.devices.indexOf(device)} is wrong by ${device.skewMs} ms` : null;
}

function secondTab(world: World): string | null {
  const device = pick(world.devices);
  if (!device) return null;
  const [tab] = device.tabs;
  if (tab && device.tabs.size >= TABS_PER_DEVICE_MAX) tab.close(now.chance() < 0.5);
  else world.open(device);
  return `device ${world.devices.indexOf(device)} has ${device.tabs.size} tabs`;
}

function nextPerson(world: World): string | null {
  const tab = pick(voting(world));
  if (!tab || world.isQuiz) return null;
  tab.act(() => tab.room.nextPerson());
  return `${nameOf(world, tab)} is handed on`;
}

const onLine =
  (what: string, happen: (line: Line) => void) =>
  (world: World): string | null => {
    const line = pick(up(world));
    if (!line) return null;
    happen(line);
    return what;
  };

function stall(world: World): string | null {
  const line = pick(up(world));
  if (!line) return null;
  if (line.stalled) line.goOn();
  else line.stalled = true;
  return line.stalled ? "a line stands still" : "a line goes on";
}

function mishap(what: "crash" | "error") {
  return (world: World): string | null => {
    world.disk.mishap = { what, in: what === "crash" ? roll(6) : 1 + roll(5) };
    return `storage: ${what} in ${world.disk.mishap.in} statements`;
  };
}

const HAPPENINGS: readonly Happening[] = [
  [30, tap],
  [20, speak],
  [9, command],
  [6, join],
  [4, look],
  [4, sleep],
  [2.5, reload],
  [2, secondTab],
  [0.6, nextPerson],
  [0.5, setClock],
  [3, onLine("a line is cut", (line) => line.cut())],
  [2, onLine("a line is dead", (line) => line.die())],
  [2, stall],
  [
    1.5,
    (world) => {
      if (now.chance() < 0.4) world.weather.clear();
      else world.weather.change();
      return `weather ${JSON.stringify(world.weather)}`;
    },
  ],
  [
    1,
    (world) => {
      const tab = pick(world.tabs);
      const type = pick(["online", "offline"]) ?? "online";
      tab?.act(() => tab.happens(type));
      return tab ? `${nameOf(world, tab)} is told ${type}` : null;
    },
  ],
  [
    1,
    (world) => {
      world.server.crash();
      return "the hub crashes";
    },
  ],
  [2, mishap("crash")],
  [1, mishap("error")],
  [4, (world) => (world.server.sleep() ? "the hub sleeps" : null)],
];

const SHARES = HAPPENINGS.reduce((sum, [share]) => sum + share, 0);

/** One step: something happens, then some time passes. */
export function step(world: World): void {
  let left = now.chance() * SHARES;
  for (const [share, what] of HAPPENINGS) {
    left -= share;
    if (left >= 0) continue;
    const said = what(world);
    if (said && world.isTraced) world.say(said);
    break;
  }
  const luck = now.chance();
  const most = luck < 0.5 ? 30 : luck < 0.85 ? 500 : luck < 0.98 ? 4_000 : 40_000;
  world.pass(Math.floor(now.chance() * most));
}
