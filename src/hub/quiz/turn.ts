/**
 * A turn of a quiz: answers, people joining and commands in the order in which they were heard, then time, once. Rows go to storage with the
 * state that they belong to, in the one commit of the turn.
 */
import type { Command } from "../../poll/command.ts";
import { decide } from "../../poll/decide.ts";
import type { Refusal } from "../../poll/decision.ts";
import { isNetworkFull, whyNot } from "../../poll/entry.ts";
import type { Event } from "../../poll/event.ts";
import { evolve } from "../../poll/evolve.ts";
import { kindOf } from "../../poll/kinds/index.ts";
import { decideAnswer, type Given } from "../../poll/quiz/answer.ts";
import { answered, begun, removed } from "../../poll/quiz/crowd.ts";
import { decideChange, decideJoin, isLocked, type JoinFacts, lockedBy, type PlayerChange } from "../../poll/quiz/names.ts";
import { decideQuiz, type QuizEvent } from "../../poll/quiz/phase.ts";
import { keyOf, planOf } from "../../poll/quiz/plan.ts";
import type { Answer, Player } from "../../poll/quiz/quiz.ts";
import { questionOf } from "../../poll/state.ts";
import type { PollCommand } from "../../protocol/client.ts";
import { type CastOf, JOINING, Networks } from "../entry/networks.ts";
import { assertSound, type Heard, type Reply, type Turn } from "../turn.ts";
import { QuizFacts } from "./facts.ts";
import type { QuizRoom, QuizState } from "./room.ts";
import type { QuizWrites } from "./rows.ts";

/** More than one game has phases that can follow each other within one moment. */
const TICKS_MAX = 100;

export function takeQuizTurn(state: QuizState, heard: readonly Heard[], room: QuizRoom, now: number, castOf: CastOf): Turn {
  const networks = new Networks(castOf);
  const turn = new QuizTurn(state, new QuizFacts(state, heard, room.rows), room, networks);
  const replies = heard.map(({ command, at }) => turn.take(command, at));
  turn.tick(now);
  const { pictures, events } = turn;
  return { state: turn.state, ballots: [], pictures, networks: networks.written(), events, replies, quiz: turn.writes() };
}

class QuizTurn {
  state: QuizState;
  readonly events: Event[] = [];
  readonly pictures: Turn["pictures"] = [];
  readonly #facts: QuizFacts;
  readonly #room: QuizRoom;
  readonly #networks: Networks;
  readonly #answers: Answer[] = [];
  readonly #players = new Map<string, Player>();
  readonly #playing = new Set<string>();

  constructor(state: QuizState, facts: QuizFacts, room: QuizRoom, networks: Networks) {
    this.state = state;
    this.#networks = networks;
    this.#facts = facts;
    this.#room = room;
  }

  writes(): QuizWrites {
    return { answers: this.#answers, players: [...this.#players.values()], playing: [...this.#playing] };
  }

  /** What breaks a rule of its own is refused and logged; the turn goes on without it. */
  take(command: Command, at: number): Reply {
    try {
      switch (command.type) {
        case "vote":
          return this.#answer(command, at);
        case "join":
          return this.#join(command, at);
        case "tick":
          return this.#done();
        case "host":
          return this.#host(command, command.command, at);
        default:
          return this.#decide(command, at);
      }
    } catch (broken) {
      console.error("a command was refused because it would break the quiz", command.type, broken);
      return { refused: "busy" };
    }
  }

  /** All that is due, for the room as it is behind everything heard. */
  tick(now: number): void {
    const { lobby } = this.state.quiz;
    if (lobby.lock && !isLocked(lobby, now)) this.#apply({ type: "lobby-changed", lobby: { ...lobby, lock: null } }, now);
    for (let ticks = 0; ticks < TICKS_MAX; ticks++) {
      const crowd = this.#room.factsOf(this.state, now);
      const due = decideQuiz(this.state.quiz, { type: "tick" }, { plan: planOf(this.state.poll), crowd, now });
      if ("refused" in due || due.length === 0) return;
      for (const event of due) this.#moved(event, now);
    }
    console.error("a quiz does not come to rest", this.state.quiz.stage);
  }

  #answer(vote: Extract<Command, { type: "vote" }>, at: number): Reply {
    const { poll, quiz } = this.state;
    const question = questionOf(poll, vote.question);
    if (!question) return { refused: "no-such-question" };
    // Who was let in plays on, but a ticket can be revoked.
    const shut = poll.entry.level === "tickets" ? whyNot(this.state, vote.shown) : null;
    if (shut) return shut;
    const { voter, n, round = quiz.game, creditMs = 0 } = vote;
    const choice = vote.choice.length === 0 ? null : kindOf(question).check(question, vote.choice);
    const given: Given = { voter, question: question.id, choice, n, round, at, creditMs };
    const facts = { player: this.#player(voter), ...this.#facts.ofAnswer(this.state, given), key: keyOf(question) };
    const decided = decideAnswer(quiz, planOf(poll), given, facts);
    if (decided === "same") return { status: "same", seq: this.state.seq };
    if ("refused" in decided) return decided;
    this.#apply({ type: "voted", ballot: decided, before: [] }, at);
    this.#answers.push(decided);
    this.#facts.answered(decided);
    answered(this.#room.crowdOf(this.state, at), voter);
    return { status: "counted", seq: this.state.seq };
  }

  #join(joining: Extract<Command, { type: "join" }>, at: number): Reply {
    const { quiz } = this.state;
    const known = this.#player(joining.voter);
    const shut = whyNot(this.state, joining.shown) ?? (known ? null : this.#crowded(joining.network));
    if (shut) return shut;
    const joined = decideJoin(quiz.lobby, quiz.settings, joining, { ...this.#names(joining.voter, at), player: known });
    if ("refused" in joined) {
      if (joined.lobby) this.#apply({ type: "lobby-changed", lobby: joined.lobby }, at);
      const { lobby: _, ...refusal } = joined;
      return refusal;
    }
    if (joined.same) return this.#back(joined.player, joining, at);
    this.#put(joined.player);
    if (this.state.poll.entry.networkMax !== null) this.#networks.add(JOINING, quiz.game, joining.network);
    this.#apply({ type: "joined", player: joined.player, lobby: joined.lobby ?? quiz.lobby }, at);
    this.#arrives(joined.player, at);
    return this.#done();
  }

  #crowded(network: string | undefined): Refusal | null {
    const { poll, quiz } = this.state;
    const isFull = poll.entry.networkMax !== null && isNetworkFull(poll.entry, this.#networks.cast(JOINING, quiz.game, network));
    return isFull ? { refused: "not-allowed", detail: "network-full" } : null;
  }

  /** Who is in may still think better of their name while nothing has begun. */
  #back(player: Player, { name }: Extract<Command, { type: "join" }>, at: number): Reply {
    const { settings, stage } = this.state.quiz;
    const isRenamed = name !== null && name !== player.name && settings.names === "own" && stage.phase === "not-started";
    if (isRenamed) {
      const reply = this.#change(player, { change: "rename", name }, at);
      if ("refused" in reply) return reply;
    }
    this.#playing.add(player.voter);
    this.#room.forgetBoard();
    this.#arrives(this.#player(player.voter) ?? player, at);
    return this.#done();
  }

  #host(command: Command, said: PollCommand, at: number): Reply {
    if (said.command === "lobby") {
      this.#apply({ type: "lobby-changed", lobby: lockedBy(this.state.quiz.lobby, said.locked) }, at);
      return this.#done();
    }
    if (said.command === "revoke-ticket" && command.type === "host") return this.#revoke(command, at);
    if (said.command !== "player") return this.#decide(command, at);
    const voter = this.#room.voterOf(said.player);
    const player = voter === null ? undefined : this.#player(voter);
    return player ? this.#change(player, said, at) : { refused: "not-allowed", detail: "no-such-player" };
  }

  /** Who came in with it is out; given back, it lets them in again. */
  #revoke(command: Extract<Command, { type: "host" }>, at: number): Reply {
    const reply = this.#decide(command, at);
    const player = command.voter === undefined ? undefined : this.#player(command.voter);
    if ("refused" in reply || !player || command.command.command !== "revoke-ticket") return reply;
    return this.#change(player, { change: command.command.revoked ? "remove" : "readmit" }, at);
  }

  #change(player: Player, change: PlayerChange, at: number): Reply {
    const changed = decideChange(player, change, this.#names(player.voter, at));
    if ("refused" in changed) return changed;
    this.#put(changed);
    this.#apply({ type: "player-changed", player: changed }, at);
    if (changed.removed) removed(this.#room.crowdOf(this.state, at), player.voter);
    else this.#arrives(changed, at);
    return this.#done();
  }

  #decide(command: Command, at: number): Reply {
    const decision = decide(this.state, command, { crowd: this.#room.factsOf(this.state, at) }, at);
    if ("refused" in decision) return decision;
    for (const event of decision.events) {
      if (event.type === "quiz-moved") this.#moved(event.event, at);
      else this.#apply(event, at);
      if (event.type === "picture-kept") this.pictures.push(event.picture);
    }
    return { status: decision.status, seq: this.state.seq };
  }

  #moved(event: QuizEvent, now: number): void {
    this.#apply({ type: "quiz-moved", event }, now);
    const crowd = this.#room.crowdOf(this.state, now);
    if (event.type === "question-begun" || event.type === "game-begun") begun(crowd);
    if (event.type === "game-begun") for (const voter of crowd.here.keys()) this.#playing.add(voter);
    if (event.type === "quiz-set" && event.settings.teams) this.#dealAgain(event.settings.teams.length);
  }

  /** Other teams: who is in none, or in one that is no more, comes to the smallest. */
  #dealAgain(teams: number): void {
    for (const player of this.#facts.dealtAgain(teams)) this.#put(player);
  }

  #apply(event: Event, at: number): void {
    const next = evolve(this.state, event, at) as QuizState;
    if (event.type === "voted") assertSound(next, event.ballot.question);
    this.state = next;
    this.events.push(event);
  }

  #put(player: Player): void {
    this.#players.set(player.voter, player);
    this.#facts.put(player);
    this.#room.forgetBoard();
  }

  #player(voter: string): Player | undefined {
    return this.#facts.player(voter);
  }

  #names(voter: string, at: number): Omit<JoinFacts, "player"> {
    return this.#facts.ofNames(voter, this.state.quiz.settings.teams.length, at);
  }

  #arrives(player: Player, at: number): void {
    if (this.#room.isHere(player.voter)) this.#room.came(this.state, player, at);
  }

  #done(): Reply {
    return { status: "done", seq: this.state.seq };
  }
}
