/** A phone without a phone: sockets, requests, storage and lifecycle events that a test drives by hand. */

import type { Browser } from "../../src/page/browser.ts";
import type { Shelf } from "../../src/page/device.ts";
import { ENTRY_DEFAULTS } from "../../src/protocol/entry.ts";
import type { Snapshot } from "../../src/protocol/server.ts";
import { TALK_DEFAULTS } from "../../src/protocol/talk.ts";

type Frame = Record<string, unknown> & { type: string };

export class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  state: "connecting" | "open" | "closed" = "connecting";
  readonly frames: Frame[] = [];
  pings = 0;
  /** Hears what the page sends. */
  hub: ((socket: FakeSocket, frame: Frame) => void) | null = null;
  /** A dead line takes everything and answers nothing. */
  dead = false;

  send(text: string): void {
    if (this.state !== "open") throw new Error("send on a socket that is not open");
    if (text === "ping") {
      this.pings++;
      if (!this.dead) queueMicrotask(() => this.say("pong"));
      return;
    }
    const frame = JSON.parse(text) as Frame;
    this.frames.push(frame);
    if (!this.dead) this.hub?.(this, frame);
  }

  /** The page's goodbye; no close event follows, as on a dead line. */
  close(): void {
    this.state = "closed";
  }

  open(): void {
    this.state = "open";
    this.onopen?.();
  }

  say(message: object | string): void {
    if (this.state === "open") this.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }

  cut(code = 1006): void {
    this.state = "closed";
    this.onclose?.({ code });
  }
}

export class FakeShelf implements Shelf {
  readonly kept = new Map<string, string>();

  get(key: string): string | null {
    return this.kept.get(key) ?? null;
  }

  set(key: string, value: string | null): void {
    if (value === null) this.kept.delete(key);
    else this.kept.set(key, value);
  }
}

export interface Asked {
  path: string;
  authorization: string;
  body: unknown;
  keepalive: boolean;
}

export class FakeBrowser implements Browser {
  readonly sockets: FakeSocket[] = [];
  readonly asked: Asked[] = [];
  readonly shelf: Shelf;
  isHidden = false;
  luck = 0.5;
  /** What a new socket meets. */
  meets: (socket: FakeSocket) => void = () => {};
  /** What HTTP answers; nothing means no network. */
  answers: (asked: Asked) => { status: number; body: unknown } | undefined = () => undefined;
  readonly #listeners = new Map<string, Set<(event: Event) => void>>();

  constructor(shelf: Shelf = new FakeShelf()) {
    this.shelf = shelf;
  }

  socket = (): WebSocket => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    this.meets(socket);
    return socket as unknown as WebSocket;
  };

  fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const { authorization = "" } = init.headers as Record<string, string>;
    const asked = {
      path,
      authorization,
      body: init.body ? JSON.parse(init.body as string) : undefined,
      keepalive: !!init.keepalive,
    };
    this.asked.push(asked);
    const answer = this.answers(asked);
    if (!answer) throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  };

  chance = (): number => this.luck;
  hidden = (): boolean => this.isHidden;

  listen = (type: string, heard: (event: Event) => void): (() => void) => {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(heard));
    return () => listeners.delete(heard);
  };

  happens(type: string, detail: object = {}): void {
    for (const heard of this.#listeners.get(type) ?? []) heard({ type, ...detail } as unknown as Event);
  }

  show(): void {
    this.isHidden = false;
    this.happens("visibilitychange");
  }

  hide(): void {
    this.isHidden = true;
    this.happens("visibilitychange");
  }

  /** The newest socket. */
  get line(): FakeSocket {
    const line = this.sockets.at(-1);
    if (!line) throw new Error("no socket yet");
    return line;
  }

  /** What the page said on all its sockets, one type of it. */
  said(type: string): Frame[] {
    return this.sockets.flatMap(({ frames }) => frames.filter((frame) => frame.type === type));
  }

  requests(ending: string): Asked[] {
    return this.asked.filter(({ path }) => path.endsWith(ending));
  }
}

export function aSnapshot(changes: Partial<Snapshot> = {}, question: object = {}): Snapshot {
  const [first, second] = ["q1", "q2"].map((id) => ({
    id,
    kind: "choice" as const,
    text: "Where to?",
    options: ["Pizza", "Sushi", "Soup"],
    min: 1,
    max: 1,
    open: true,
    phase: "open" as const,
    round: 1,
    shown: null,
    other: false,
    look: "bars" as const,
    seconds: null,
    endsAt: null,
    ...(id === "q1" && question),
  }));
  return {
    type: "snapshot",
    epoch: "k3f9",
    seq: 1,
    role: "voter",
    poll: {
      id: "abc",
      title: "Friday",
      pace: "open",
      results: "always",
      revote: true,
      oneTap: false,
      sharedDevice: false,
      keepDays: 30,
      showFrom: 0,
      talk: TALK_DEFAULTS,
      entry: ENTRY_DEFAULTS,
      current: null,
      endsAt: null,
      quiz: null,
      code: null,
      questions: first && second ? [first, second] : [],
    },
    tallies: { q1: { ballots: 0, counts: [0, 0, 0] }, q2: { ballots: 0, counts: [0, 0, 0] } },
    present: 1,
    ...changes,
  };
}
