/** What a host does with what was said: each says that it was done, and takes it back where that can be. */
import { signal } from "@preact/signals";
import type { CommandBody } from "../../../protocol/client.ts";
import type { AskView, MessageView, TalkSettings } from "../../../protocol/talk.ts";
import { talkHost as words } from "../../../words/en.ts";
import type { Room } from "../../room.ts";
import { toast } from "../../ui/toast.tsx";
import { ask as askFirst } from "../ask.tsx";
import { run } from "../run.ts";

type ChangeOf<Command extends string> = Extract<CommandBody, { command: Command; change: string }>["change"];
export type AskChange = Exclude<ChangeOf<"ask">, "reply">;
export type MessageChange = ChangeOf<"message">;

async function done(room: Room, command: CommandBody, said: string, back: CommandBody[] = []): Promise<boolean> {
  if (!(await run(room, command))) return false;
  toast(said, back.length > 0 ? { undo: () => void runAll(room, back) } : {});
  return true;
}

async function runAll(room: Room, commands: readonly CommandBody[]): Promise<void> {
  for (const command of commands) if (!(await run(room, command))) return;
}

/** `pinned`: the one that is on the big screen now. */
export async function changeAsk(room: Room, ask: AskView, change: AskChange, pinned?: AskView): Promise<boolean> {
  if (change === "remove" && !(await askFirst(words.removeAsk))) return false;
  const command = (change: AskChange, of = ask.id): CommandBody => ({ command: "ask", ask: of, change });
  return done(
    room,
    command(change),
    words.done[change],
    waysBack(ask, change, pinned).map((back) => command(...back)),
  );
}

/** What makes it as it was; [] where nothing does. */
export function waysBack(ask: AskView, change: AskChange, pinned?: AskView): [change: AskChange, of?: number][] {
  const stage: [AskChange][] = ask.pinned ? [["pin"]] : [];
  const turn: [AskChange][] = ask.next ? [["next"]] : [];
  switch (change) {
    case "approve":
      return [["hide"]];
    case "hide":
      return [["show"], ...stage, ...turn];
    case "show":
      return [["hide"]];
    case "pin":
      return pinned && pinned.id !== ask.id ? [["pin", pinned.id]] : [["unpin"]];
    case "unpin":
      return [["pin"]];
    case "answered":
      return [["reopen"], ...stage, ...turn];
    case "archive":
      return ask.state === "answered" ? [["reopen"], ["answered"]] : [["reopen"], ...stage, ...turn];
    case "reopen":
      return ask.state === "answered" ? [["answered"]] : [["archive"]];
    default:
      return [];
  }
}

export function replyTo(room: Room, { id, reply }: AskView, text: string): Promise<boolean> {
  const command = (text: string): CommandBody => ({ command: "ask", ask: id, change: "reply", text });
  return done(room, command(text), text ? words.done.reply : words.done.unreply, [command(reply)]);
}

const MESSAGE_BACK = { hide: "show", show: "hide", pin: "unpin", unpin: "pin" } as const;

export async function changeMessage(
  room: Room,
  { id }: MessageView,
  change: MessageChange,
  pinned?: MessageView,
): Promise<boolean> {
  if (change === "remove" && !(await askFirst(words.removeAsk))) return false;
  const command = (change: MessageChange, message = id): CommandBody => ({ command: "message", message, change });
  const said = { ...words.done, pin: words.pinnedMessage, unpin: words.unpinnedMessage }[change];
  if (change === "remove") return done(room, command(change), said);
  const back = change === "pin" && pinned ? command("pin", pinned.id) : command(MESSAGE_BACK[change]);
  return done(room, command(change), said, [back]);
}

/** By the public names of people: what the list said last, or what was done here since. */
const mutes = signal<Readonly<Record<string, boolean>>>({});

export function isMuted(person: string): boolean {
  return mutes.value[person] ?? false;
}

export function learnMutes(people: readonly { person: string; muted: boolean }[]): void {
  mutes.value = { ...mutes.value, ...Object.fromEntries(people.map(({ person, muted }) => [person, muted])) };
}

export interface Someone {
  person: string;
  name: string;
}

export async function mute(room: Room, someone: Someone, muted: boolean): Promise<boolean> {
  const { person, name } = someone;
  const isDone = await run(room, { command: "person", person, change: muted ? "mute" : "unmute" });
  if (!isDone) return false;
  learnMutes([{ person, muted }]);
  toast(muted ? words.muted(name) : words.unmuted(name), { undo: () => void mute(room, someone, !muted) });
  return true;
}

export function setTalk(room: Room, talk: Partial<TalkSettings>): void {
  void run(room, { command: "edit", talk });
}
