/** Where a hub meets what its room says beside the votes: what is heard of it, its part of a turn, and what that leaves behind. */

import type { Refusal } from "../../poll/decision.ts";
import { whyNot } from "../../poll/entry.ts";
import type { Event } from "../../poll/event.ts";
import type { Talk, TalkCommand } from "../../poll/talk/talk.ts";
import type { ClientMessage } from "../../protocol/client.ts";
import type { CloseCode } from "../../protocol/close.ts";
import type { Since, TalkBody, TalkHostCommand } from "../../protocol/saying.ts";
import type { TalkLook } from "../../protocol/talk.ts";
import type { Identity } from "../../sockets/session.ts";
import type { Socket } from "../../sockets/socket.ts";
import type { Gate, Who } from "../entry/gate.ts";
import type { PollHub } from "../hub.ts";
import type { Ask } from "../inbox.ts";
import type { Ledger } from "../ledger.ts";
import type { Asker } from "../looks.ts";
import type { PollStorage } from "../storage.ts";
import type { Heard, Reply, Turn } from "../turn.ts";
import { TalkCast } from "./cast.ts";
import { TalkCredits } from "./credits.ts";
import { KnownTalk, type Remembered } from "./facts.ts";
import { type Setting, TalkLogs } from "./logs.ts";
import { PublicNames } from "./names.ts";
import { Notices } from "./notices.ts";
import { People } from "./people.ts";
import { TalkRoom } from "./room.ts";
import type { TalkRows } from "./rows.ts";
import { type TalkTurn, takeTalkTurn } from "./turn.ts";

type TalkMessage = Exclude<ClientMessage, { type: "hello" | "time" | "echo" | "join" | "vote" | "command" }>;

export class TalkDesk {
  readonly #rows: TalkRows;
  readonly #names: PublicNames;
  readonly #put: (ask: Ask) => void;
  readonly #ledger: Ledger;
  readonly #gate: Gate;
  readonly #credits = new TalkCredits();
  readonly #room: TalkRoom;
  readonly #logs: TalkLogs;
  readonly #cast: TalkCast;
  readonly #notices: Notices;
  readonly people: People;
  /** Read when somebody first talks. */
  #talk: Talk | null = null;
  #remembered = newMemory();

  constructor({ talk, log, notices, quiz }: PollStorage, hub: PollHub) {
    const { door, ledger, gate } = hub;
    const sendAway = (socket: Socket, code: CloseCode) => hub.sendAway(socket, code);
    const publicNameOf = (voter: string) => ledger.publicNameOf(voter);
    this.#rows = talk;
    this.#names = new PublicNames(talk, door, publicNameOf);
    this.people = new People(talk, quiz, door, publicNameOf);
    this.#ledger = ledger;
    this.#gate = gate;
    this.#put = (ask) => hub.inbox.put(ask);
    this.#room = new TalkRoom(log, () => talk.talk());
    this.#logs = new TalkLogs(this.#room, publicNameOf);
    this.#cast = new TalkCast(door, this.#room, this.#logs, {
      setting: () => this.#setting(),
      sent: () => this.#notices.sent(),
      sendAway,
      isToldWithin: (ms, now) => hub.broadcast.isDueWithin(ms, now),
    });
    const changed = () => this.#cast.oweSent();
    this.#notices = new Notices(notices, door, { state: () => ledger.state, publicNameOf, sendAway, changed });
  }

  #setting(): Setting | null {
    const { state } = this.#ledger;
    return state && { epoch: state.epoch, settings: state.poll.talk };
  }

  /** As `listen` is answered, for who has no socket. */
  look({ key, ...caller }: Asker, since: Since | undefined, now: number): TalkLook | Refusal {
    const setting = this.#setting();
    if (!setting) return { refused: "no-such-poll" };
    const from = since?.epoch === setting.epoch ? since.rev : null;
    if (key !== undefined) {
      const opened = this.#ledger.openedWith(key);
      return "refused" in opened ? opened : this.#logs.look(setting, "host", from, { sent: this.#notices.sent() });
    }
    const who = this.#gate.who(caller);
    if ("refused" in who) return this.#logs.look(setting, "public", from, {});
    const { voter } = who;
    const mine = this.#room.minesOf([voter]).get(voter);
    return { ...this.#logs.look(setting, "public", from, { mine }), notices: this.#notices.of(voter, now) };
  }

  // ---- what sockets say ----

  /** A socket has said who it is, and has its snapshot. */
  hello(socket: Socket, now: number): void {
    this.#notices.hello(socket, now);
  }

  hear(socket: Socket, identity: Identity, message: TalkMessage, answer: (reply: Reply) => void, now: number): void {
    if (message.type === "listen") return this.#cast.listen(socket, identity, message.since, now);
    const { role, shown } = identity;
    if (message.type === "react") {
      const { state } = this.#ledger;
      if (state && (role !== "voter" || whyNot(state, shown) === null)) this.#cast.react(socket, message.emoji, now);
      return;
    }
    const { ref: _, ...body } = message;
    this.say(identity, role === "host", body, answer, socket);
  }

  /** By socket or by HTTP; `from` is the tab that said it and knows that it is theirs. */
  say({ voter, shown }: Who, host: boolean, body: TalkBody, answer: (reply: Reply) => void, from?: Socket): void {
    const by = { voter, ...(shown && { shown }) };
    const command: TalkCommand = body.type === "got" ? { ...body, voter } : { ...body, ...by, host };
    this.#put({
      command,
      answer: (reply) => {
        if ("status" in reply && reply.status !== "same" && body.type !== "got") this.#cast.owe(voter, from);
        answer(reply);
      },
    });
  }

  // ---- the turn ----

  /** Behind the poll's own commands, in the same transaction. Null where there is nothing to store; replies to what was said go into the turn's. */
  turn(turn: Turn, heard: readonly Heard[], now: number): TalkTurn | null {
    if (!heard.some(isTalk) && !turn.events.some(isTold)) return null; // a plain vote pays for two glances, and no more
    this.#talk ??= this.#rows.talk();
    const places = heard.flatMap((one, index) => (isTalk(one) ? [index] : []));
    const spoken = heard.filter(isTalk).map(({ command, at }) => ({ command: this.#addressed(command), at }));
    const commands = spoken.map(({ command }) => command);
    const facts = new KnownTalk(turn.state, this.#talk, commands, this.#rows, this.#remembered, this.#notices.turn(commands, now));
    const talk = takeTalkTurn(turn.state, this.#talk, turn.events, spoken, facts, this.#credits, now);
    for (const [index, place] of places.entries()) turn.replies[place] = talk.replies[index] ?? { refused: "busy" };
    if (talk.turn.events.length === 0) return null;
    turn.ballots.push(...talk.turn.upvotes);
    // Whoever talks keeps the poll alive.
    if (talk.turn.after.at > turn.state.at) turn.state = { ...turn.state, at: talk.turn.after.at };
    return talk.turn;
  }

  /** Who is meant by a public name. */
  #addressed(command: TalkCommand): TalkCommand {
    const name = command.type === "talk-host" ? personIn(command.command) : undefined;
    return command.type === "talk-host" && name !== undefined ? { ...command, voter: this.#names.voterOf(name) } : command;
  }

  /** It is stored: memory follows. Nobody has been told yet. */
  kept({ after, events }: TalkTurn): void {
    this.#talk = after;
    const applied = this.#room.apply(events);
    if (applied) this.#cast.heard(applied);
    this.#notices.kept(events, after.at);
  }

  /** What was decided is not stored, or nothing is any more: memory is made anew from what is. */
  forget(): void {
    this.#talk = null;
    this.#remembered = newMemory();
    this.#room.forget();
    this.#notices.forget();
  }

  isLoud(now: number): boolean {
    return this.#cast.isLoud(now);
  }

  /** These have just been told of votes. */
  along(sockets: readonly Socket[], now: number): void {
    this.#cast.along(sockets, now);
  }

  /** Whoever spoke has been answered; now those who listen. */
  speak(now: number): void {
    this.#cast.drive(now);
    this.#notices.drive(now);
  }
}

function newMemory(): Remembered {
  return { liveAsks: null, saidAt: new Map() };
}

function isTalk(heard: Heard): heard is Heard & { command: TalkCommand } {
  switch (heard.command.type) {
    case "say":
    case "ask":
    case "upvote":
    case "got":
    case "talk-host":
      return true;
    default:
      return false;
  }
}

/** Of these the system tells the room. */
function isTold({ type }: Event): boolean {
  return type === "reset" || type === "reset-undone";
}

/** The public name of whom a command is about. */
function personIn(command: TalkHostCommand): string | undefined {
  if (command.command === "person") return command.person;
  return command.command === "notice" && typeof command.to === "object" ? command.to.person : undefined;
}
