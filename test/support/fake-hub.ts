/** The least a hub does, for tests of the page: it keeps the vote with the greatest `n` and answers as the contract says. */
import type { Code } from "../../src/protocol/codes.ts";
import type { MineView, Refused, Snapshot } from "../../src/protocol/server.ts";
import type { NoticeView, Reaction, TalkSettings } from "../../src/protocol/talk.ts";
import { type Asked, aSnapshot, type FakeBrowser, type FakeSocket } from "./fake-browser.ts";
import { FakeTalk } from "./fake-talk.ts";

type Saying = Record<string, unknown> & { type: string };

export interface Posted {
  question: string;
  choice: number[];
  n: number;
}

export class FakeHub {
  seq = 1;
  /** By voter and question. */
  readonly ballots = new Map<string, Posted>();
  /** What the next votes are refused with. */
  refuse: Code | null = null;
  /** Loses what it says: the vote counts, its ack never arrives. */
  mute = false;
  gone = false;

  readonly talk = new FakeTalk();
  settings: Partial<TalkSettings> = {};
  /** What is said next is refused with. */
  refuseTalk: Pick<Refused, "code" | "detail"> | null = null;
  /** By voter: not got yet. */
  readonly owed = new Map<string, NoticeView[]>();
  readonly got: { voter: string; notices: number[]; seen: boolean }[] = [];
  readonly reacted: Reaction[] = [];
  readonly #listening = new Set<FakeSocket>();

  /** To all who listen: what has changed. */
  tell(): void {
    for (const frame of this.talk.news()) for (const line of this.#listening) line.say(frame);
  }

  /** Lets this browser's sockets open, and its requests be answered. */
  serve(browser: FakeBrowser): void {
    this.serveSockets(browser);
    this.serveHttp(browser);
  }

  serveSockets(browser: FakeBrowser): void {
    browser.meets = (socket) => {
      let voter = "";
      socket.hub = (line, frame) => {
        if (frame.type === "hello") voter = String(frame.voter);
        queueMicrotask(() => this.#hear(line, voter, frame));
      };
      queueMicrotask(() => socket.state === "connecting" && socket.open());
    };
  }

  serveHttp(browser: FakeBrowser): void {
    browser.answers = (asked) => this.#http(asked);
  }

  snapshot(voter: string): Snapshot {
    const mine: MineView = {};
    for (const [name, { question, choice, n }] of this.ballots) {
      if (name.startsWith(`${voter} `) && choice.length > 0) mine[question] = { choice, n };
    }
    const snapshot = aSnapshot({ seq: this.seq, mine });
    return { ...snapshot, poll: { ...snapshot.poll, talk: { ...snapshot.poll.talk, ...this.settings } } };
  }

  counted(voter: string, question: string): number[] | undefined {
    return this.ballots.get(`${voter} ${question}`)?.choice;
  }

  #hear(line: FakeSocket, voter: string, frame: Record<string, unknown>): void {
    if (frame.type === "hello") {
      line.say(this.snapshot(voter));
      const notices = this.owed.get(voter) ?? [];
      if (notices.length > 0) line.say({ type: "notices", notices });
    }
    if (frame.type === "listen") {
      this.#listening.add(line);
      for (const told of this.talk.listen(voter, frame.since as { epoch: string; rev: number } | undefined)) line.say(told);
    }
    if (frame.type === "react") this.reacted.push(frame.emoji as Reaction);
    const said = this.#say(voter, frame as Saying);
    if (said && !this.mute && frame.ref !== undefined) line.say({ ref: frame.ref, ...said });
    if (frame.type === "command") line.say({ type: "ack", ref: frame.ref, status: "done", seq: this.seq });
    if (frame.type !== "vote") return;
    const answer = this.#vote(voter, frame as unknown as Posted);
    if (!this.mute) line.say({ ref: frame.ref, ...answer });
  }

  #say(voter: string, saying: Saying): object | undefined {
    const { type, text, name, n } = saying as { type: string; text: string; name?: string; n: number };
    if (type === "got") {
      const { notices, seen = false } = saying as unknown as { notices: number[]; seen?: boolean };
      this.got.push({ voter, notices, seen });
      this.owed.set(
        voter,
        (this.owed.get(voter) ?? []).filter(({ id }) => !notices.includes(id)),
      );
      return { type: "ack", status: "done", seq: this.seq };
    }
    if (type !== "say" && type !== "ask" && type !== "upvote") return undefined;
    if (this.refuseTalk) return { type: "refused", message: "No.", ...this.refuseTalk };
    const { ask, up } = saying as unknown as { ask: number; up: boolean };
    const done =
      type === "upvote" ? this.talk.upvote(voter, ask, up, n) : this.talk[type]({ voter, text, ...(name && { name }), n });
    return { type: "ack", seq: this.seq, ...done };
  }

  #vote(voter: string, { question, choice, n }: Posted) {
    const name = `${voter} ${question}`;
    const before = this.ballots.get(name);
    if (before && n <= before.n) return { type: "ack", status: "same", seq: this.seq };
    if (this.refuse) return { type: "refused", code: this.refuse, message: "No." };
    this.ballots.set(name, { question, choice, n });
    return { type: "ack", status: before ? "changed" : "counted", seq: ++this.seq };
  }

  #http({ path, authorization, body }: Asked): { status: number; body: unknown } {
    const voter = authorization.slice("Voter ".length);
    if (this.gone) return { status: 404, body: { error: { code: "no-such-poll", message: "Gone." } } };
    const talk = /\/talk(\?since=(\d+)&epoch=(.*))?$/.exec(path);
    if (talk && body) {
      const answer = this.#say(voter, body as Saying) as { type: string };
      return answer.type === "ack" ? { status: 200, body: answer } : { status: 409, body: { error: answer } };
    }
    if (talk) {
      const since = talk[1] ? { rev: Number(talk[2]), epoch: String(talk[3]) } : undefined;
      const [frame] = this.talk.listen(voter, since);
      return { status: 200, body: { ...frame, notices: this.owed.get(voter) ?? [] } };
    }
    if (path.endsWith("/commands")) return { status: 200, body: { status: "done", seq: this.seq } };
    if (!path.endsWith("/votes")) {
      const { type: _type, role: _role, ...seen } = this.snapshot(voter);
      return { status: 200, body: seen };
    }
    const answer = this.#vote(voter, body as Posted);
    return answer.type === "ack" ? { status: 200, body: answer } : { status: 409, body: { error: answer } };
  }
}
