/** A hub as the platform meets it, in words that both sides of the wire can say. */
import type { State } from "../../src/poll/state.ts";
import type { HostCommand, NewPoll, Vote } from "../../src/protocol/client.ts";
import type { Code } from "../../src/protocol/codes.ts";
import type { Join } from "../../src/protocol/game.ts";
import type { TalkBody } from "../../src/protocol/saying.ts";
import type { Snapshot } from "../../src/protocol/server.ts";
import type { TalkLook } from "../../src/protocol/talk.ts";
import type { Disk } from "./disk.ts";

interface Refused {
  refused: Code;
  detail?: string;
  suggested?: string;
}

interface Caller {
  voter: string;
}

/** Of a socket, what an engine does not leave to the hub. */
export interface EngineSocket {
  listed: boolean;
  readonly pingedAt: number | null;
}

export interface Hub {
  readonly state: State | null;
  readonly ledger: { nameOf(token: string): string };
  make(id: string, made: NewPoll): Promise<{ hostKey: string } | null>;
  look(asker: { key?: string; voter?: string }): Snapshot | null | "not-host";
  vote(caller: Caller, vote: Vote): Promise<{ status: string; seq: number } | Refused>;
  join(caller: Caller, join: Join): Promise<{ player: unknown } | Refused>;
  say(caller: Caller, said: TalkBody): Promise<{ status: string; seq: number } | Refused>;
  lookAtTalk(asker: { key?: string; voter?: string }, since: undefined): TalkLook | Refused;
  command(key: string, command: HostCommand): Promise<{ status: string; seq: number } | Refused>;
  fetch(request: { headers: Map<string, string> }): { status: number };
  webSocketMessage(socket: EngineSocket, frame: string): void;
  webSocketClose(socket: EngineSocket, code: number, reason: string): void;
  alarm(): Promise<void>;
}

/** What an object is given when it starts. */
export interface Surrounding {
  storage: Disk;
  acceptWebSocket(socket: EngineSocket): void;
  getWebSockets(): EngineSocket[];
  setWebSocketAutoResponse(): void;
  getWebSocketAutoResponseTimestamp(socket: EngineSocket): Date | null;
  waitUntil(): void;
  abort(): void;
}
