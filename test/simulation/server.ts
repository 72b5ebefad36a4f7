/** The machine that a hub runs on: starts it when somebody comes, lets it sleep, crashes it, and holds back what it says until its writes are durable. */
import { newHub } from "sim:hub";
import { parseCommand, parseJoin, parseTalk, parseVote } from "../../src/protocol/client.ts";
import { STATUS_OF } from "../../src/protocol/codes.ts";
import { Owner } from "./clock.ts";
import type { Disk } from "./disk.ts";
import type { Hub, Surrounding } from "./face.ts";
import { now } from "./globals.ts";
import type { HubSocket } from "./line.ts";

/** What a server tells to who watches. */
export interface Witness {
  /** A socket is told this; it may still be lost. */
  says(socket: HubSocket, text: string): void;
  /** After each event of the hub. */
  looks(hub: Hub): void;
  /** What was not durable is gone. */
  wentBack(): void;
  fails(words: string): void;
}

type Answer = (status: number, body: object) => void;

const DURABLE_WITHIN_MS = 12;

export class Server {
  readonly #disk: Disk;
  readonly #witness: Witness;
  #sockets: HubSocket[] = [];
  #hub: Hub | null = null;
  #owner: Owner | null = null;
  #accepting: HubSocket | null = null;
  #dying = false;
  /** Held back until what was written is durable. */
  #gate: (() => void)[] | null = null;
  #alarmAt: number | null = null;
  /** Requests without an answer. */
  readonly #open = new Set<Answer>();

  constructor(disk: Disk, witness: Witness) {
    this.#disk = disk;
    this.#witness = witness;
    const server = this;
    disk.process = {
      get isDying() {
        return server.#dying;
      },
      die: () => this.die(),
      wrote: () => this.#wrote(),
    };
  }

  // ---- what comes in ----

  run(work: (hub: Hub) => void): void {
    let hub = this.#hub;
    if (!this.#owner) {
      const owner: Owner = new Owner({
        done: () => this.#looked(owner),
        failed: (error) => this.#dying || this.#witness.fails(`the hub threw ${error instanceof Error ? error.stack : error}`),
      });
      this.#owner = owner;
    }
    now.clock.act(this.#owner, () => {
      hub ??= newHub(this.#surrounding());
      this.#hub = hub;
      work(hub);
    });
  }

  accept(socket: HubSocket): boolean {
    let status = 0;
    this.run((hub) => {
      this.#accepting = socket;
      status = hub.fetch({ headers: new Map() }).status;
    });
    return status === 101 && socket.listed;
  }

  /** What a `WebSocketPair` is made of. */
  newSockets(): object {
    return { 0: {}, 1: this.#accepting };
  }

  hear(socket: HubSocket, text: string): void {
    if (!socket.listed || socket.pingPong(text)) return;
    if (socket.readyState === 1) this.run((hub) => hub.webSocketMessage(socket, text));
  }

  left(socket: HubSocket, code: number): void {
    if (!socket.listed) return;
    this.#unlist(socket);
    this.run((hub) => hub.webSocketClose(socket, code, ""));
  }

  ask(path: string, authorization: string, content: string | null, respond: Answer): void {
    const answer: Answer = (status, body) => {
      if (this.#open.delete(answer)) this.leave(() => respond(status, body));
    };
    this.#open.add(answer);
    this.run((hub) => route(hub, path, authorization, content, answer));
  }

  // ---- what goes out ----

  /** Before that, nobody hears of what is not durable. */
  leave(go: () => void): void {
    if (this.#dying) return;
    if (this.#gate) this.#gate.push(go);
    else go();
  }

  says(socket: HubSocket, text: string): void {
    if (!this.#dying) this.#witness.says(socket, text);
  }

  // ---- life and death ----

  /** An object that waits for nothing may be put to sleep; its sockets stay. */
  sleep(): boolean {
    if (!this.#hub || !this.#owner || this.#owner.timers > 0 || this.#gate) return false;
    this.#end();
    return true;
  }

  /** At once, and with it all lines. */
  crash(): void {
    this.die();
    this.#fall();
  }

  /** From here on nothing counts that it does. */
  die(): void {
    this.#dying = true;
  }

  get hub(): Hub | null {
    return this.#hub;
  }

  /** While nothing that it knows could still be lost. */
  get durable(): Hub | null {
    return this.#gate ? null : this.#hub;
  }

  #looked(owner: Owner): void {
    if (owner !== this.#owner) return;
    if (this.#dying) return this.#fall();
    if (this.#hub) this.#witness.looks(this.#hub);
    this.#setAlarm();
  }

  #fall(): void {
    this.#end();
    // Whether what was written last was durable in time, nobody can say.
    if (this.#gate && now.chance() < 0.5) this.#disk.makeDurable();
    else this.#disk.goBack();
    this.#gate = null;
    this.#dying = false;
    this.#witness.wentBack();
    for (const socket of this.#sockets) {
      socket.listed = false;
      if (socket.line.state !== "dead") socket.line.cut();
    }
    this.#sockets = [];
    const open = [...this.#open];
    this.#open.clear();
    for (const answer of open) answer(503, { error: { code: "busy" } });
    this.#setAlarm();
  }

  #end(): void {
    if (this.#owner) this.#owner.alive = false;
    this.#owner = null;
    this.#hub = null;
  }

  #wrote(): void {
    if (this.#gate) return;
    const gate: (() => void)[] = [];
    this.#gate = gate;
    now.clock.after(now.chance() * DURABLE_WITHIN_MS, null, () => {
      if (this.#gate !== gate) return;
      this.#disk.makeDurable();
      this.#gate = null;
      for (const go of gate) go();
    });
  }

  #setAlarm(): void {
    const at = this.#disk.alarm;
    if (at === null || at === this.#alarmAt) return;
    this.#alarmAt = at;
    now.clock.after(at - now.clock.now, null, () => {
      if (this.#alarmAt !== at) return;
      this.#alarmAt = null;
      this.#disk.alarm = null;
      this.run((hub) => {
        hub.alarm().catch((failed) => hub === this.#hub && !this.#dying && this.#witness.fails(`the alarm failed: ${failed}`));
      });
    });
  }

  #unlist(socket: HubSocket): void {
    socket.listed = false;
    socket.readyState = 3;
    this.#sockets = this.#sockets.filter((other) => other !== socket);
  }

  #surrounding(): Surrounding {
    return {
      storage: this.#disk,
      acceptWebSocket: (socket) => {
        socket.listed = true;
        this.#sockets.push(socket as HubSocket);
      },
      getWebSockets: () => this.#sockets,
      setWebSocketAutoResponse: () => {},
      getWebSocketAutoResponseTimestamp: ({ pingedAt }) => (pingedAt === null ? null : new Date(pingedAt)),
      waitUntil: () => {},
      abort: () => this.die(),
    };
  }
}

/** As `src/http` does it: refuses what needs no hub, then asks. */
function route(hub: Hub, path: string, authorization: string, content: string | null, answer: Answer): void {
  const [, scheme, secret = ""] = /^(\w+) (.*)$/.exec(authorization) ?? [];
  const refuse = (code: keyof typeof STATUS_OF, detail?: string) => answer(STATUS_OF[code], { error: { code, detail } });
  const told = (reply: object) => {
    const { refused, detail } = reply as { refused?: keyof typeof STATUS_OF; detail?: string };
    if (refused) refuse(refused, detail);
    else answer(200, "status" in reply ? { type: "ack", ...reply } : reply);
  };
  const body: unknown = content === null ? null : JSON.parse(content);
  if (path.endsWith("/votes")) return ask(parseVote(body), (vote) => hub.vote({ voter: secret }, vote));
  if (path.endsWith("/players")) return ask(parseJoin(body), (join) => hub.join({ voter: secret }, join));
  if (path.endsWith("/commands")) return ask(parseCommand(body), (command) => hub.command(secret, command));
  const asker = scheme === "Bearer" ? { key: secret } : { voter: secret };
  if (path.endsWith("/talk") && body) return ask(parseTalk(body), (said) => hub.say({ voter: secret }, said));
  if (path.includes("/talk")) return told(hub.lookAtTalk(asker, undefined));
  const seen = hub.look(asker);
  if (!seen) return refuse("no-such-poll");
  if (seen === "not-host") return refuse("not-host");
  const { type: _type, role: _role, ...rest } = seen;
  answer(200, rest);

  function ask<Read extends object>(read: Read, put: (read: Exclude<Read, { unreadable: unknown }>) => Promise<object>): void {
    if ("unreadable" in read) refuse("bad-message");
    else put(read as Exclude<Read, { unreadable: unknown }>).then(told);
  }
}
