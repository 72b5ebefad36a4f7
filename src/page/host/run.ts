/** Giving a command: what the hub refuses is explained in its own words. */
import { signal } from "@preact/signals";
import type { CommandBody } from "../../protocol/client.ts";
import type { Ack } from "../../protocol/server.ts";
import { host as words } from "../../words/en.ts";
import { CommandRefused, type Room } from "../room.ts";
import { toast } from "../ui/toast.tsx";

/** Counts new host keys made here: a host link that was drawn with the one before is drawn anew. */
export const newKeys = signal(0);

/** Was it done? */
export async function run(room: Room, command: CommandBody): Promise<boolean> {
  const refused = await attempt(room, command);
  if (refused !== null) toast(refused);
  return refused === null;
}

/** Null when it was done, else the sentence why not. */
export async function attempt(room: Room, command: CommandBody, heard?: (ack: Ack) => void): Promise<string | null> {
  try {
    const ack = await room.command(command);
    heard?.(ack);
    if (command.command === "rotate-key") newKeys.value += 1;
    return null;
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error;
    // Without a line nobody was asked, and nobody was busy.
    return error.code === "busy" && room.wire.value.state !== "open" ? words.noLine : error.message;
  }
}

/** Each of these answers counts for itself again. */
export async function splitAll(room: Room, question: string, answers: readonly string[]): Promise<boolean> {
  for (const answer of answers) if (!(await run(room, { command: "split-answer", question, answer }))) return false;
  return true;
}
