/** Joining under a name: who may, as whom, and what a host can do about it. Chance and what is stored come in as data. */
import { JOIN_BURST_MAX, JOINS_PER_SECOND, LOBBY_LOCK_MS, NAME_POINTS_MAX } from "../../protocol/limits.ts";
import type { QuizDetail, QuizSettings } from "../../protocol/quiz.ts";
import { points, tidyText } from "../../protocol/text.ts";
import { lookOf } from "./lookalike.ts";
import type { Lobby, Player, QuizRefusal, Stretch } from "./quiz.ts";
import { isStretch } from "./score.ts";

/** Marks above and below a letter: one language needs two, a tower of them covers the neighbours. */
const TOWERS = /(\p{M}{2})\p{M}+/gu;
/** Without a shape of their own. Two of them are kept: they make one picture out of several. */
const SHAPELESS = /(?![\u200d\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

/** As it will be shown, or what is wrong with it. */
export function tidyName(typed: string): string | { wrong: Extract<QuizDetail, "name-empty" | "name-long"> } {
  const name = tidyText(typed.isWellFormed() ? typed : "")
    .replaceAll(SHAPELESS, "")
    .replaceAll(TOWERS, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(name)) return { wrong: "name-empty" };
  return points(name) > NAME_POINTS_MAX ? { wrong: "name-long" } : name;
}

/** Of names that the hub has drawn, the first that is free; behind the last one, numbers make it free. */
export function freeName(drawn: readonly string[], isTaken: (look: string) => boolean): string {
  const free = drawn.find((name) => !isTaken(lookOf(name)));
  return free ?? numbered(drawn[0] ?? "1", isTaken);
}

/** "Anna 2" where there is an Anna. Shorter in front where it would become too long. */
export function numbered(name: string, isTaken: (look: string) => boolean): string {
  for (let number = 2; ; number++) {
    const tail = ` ${number}`;
    const head = [...name]
      .slice(0, NAME_POINTS_MAX - tail.length)
      .join("")
      .trimEnd();
    if (!isTaken(lookOf(head + tail))) return head + tail;
  }
}

export interface Joining {
  voter: string;
  /** As typed; null asks for one. */
  name: string | null;
  /** Index of the team that was chosen; null for any. */
  team: number | null;
}

export interface JoinFacts {
  /** What is stored of this voter. */
  player: Player | undefined;
  /** Has another player of this poll, removed or not, a name that looks like this? */
  isTaken: (look: string) => boolean;
  /** Does the word filter know something in this name? */
  isFiltered: (name: string) => boolean;
  /** Names by chance, none of them filtered. */
  drawn: readonly string[];
  /** Players of each team. */
  members: readonly number[];
  now: number;
}

/** `same`: was in already and is back. `lobby` where it changed, also with a refusal: a burst locks it. */
export type Joined = ({ player: Player; same: boolean } | (QuizRefusal & { suggested?: string })) & { lobby?: Lobby };

/** Who is in comes back through every lock, under the name that they have: a reload is no second player. */
export function decideJoin(lobby: Lobby, settings: QuizSettings, joining: Joining, facts: JoinFacts): Joined {
  const { player, now } = facts;
  if (player?.removed) return { refused: "not-allowed", detail: "removed" };
  if (player) return { player, same: true };
  if (isLocked(lobby, now)) return { refused: "not-allowed", detail: "lobby-locked" };
  const named = nameFor(settings, joining, facts);
  if (typeof named !== "string") return named;
  const team = teamFor(settings, joining, facts);
  if (team === undefined) return { refused: "bad-message", detail: "no-such-team" };
  const counted = withNewcomer(lobby, now);
  if (counted.lock) return { refused: "not-allowed", detail: "lobby-locked", lobby: counted };
  return { player: { voter: joining.voter, name: named, team, stretch: 1, removed: false }, same: false, lobby: counted };
}

function nameFor(settings: QuizSettings, { name }: Joining, facts: JoinFacts): string | (QuizRefusal & { suggested?: string }) {
  if (settings.names === "given" || name === null) return freeName(facts.drawn, facts.isTaken);
  return checkedName(name, facts);
}

/** A taken name is refused with one that is free: one tap, and nobody is renamed without knowing. */
function checkedName(
  typed: string,
  { isFiltered, isTaken }: Pick<JoinFacts, "isFiltered" | "isTaken">,
): string | (QuizRefusal & { suggested?: string }) {
  const name = tidyName(typed);
  if (typeof name !== "string") return { refused: "bad-message", detail: name.wrong };
  if (isFiltered(name)) return { refused: "not-allowed", detail: "name-filtered" };
  if (isTaken(lookOf(name))) return { refused: "not-allowed", detail: "name-taken", suggested: numbered(name, isTaken) };
  return name;
}

/** The chosen team, else the smallest one; undefined where there is no such team. */
function teamFor({ teams }: QuizSettings, { team }: Joining, { members }: JoinFacts): number | null | undefined {
  if (teams.length === 0) return null;
  if (team !== null) return team in teams ? team : undefined;
  const sizes = teams.map((_, index) => members[index] ?? 0);
  return sizes.indexOf(Math.min(...sizes));
}

// ---- the lobby ----

export function isLocked({ lock }: Lobby, now: number): boolean {
  return lock !== null && (lock.until === null || now < lock.until);
}

/** By a host. Opening one that a burst had locked says that these people are expected. */
export function lockedBy(lobby: Lobby, isLocked: boolean): Lobby {
  if (isLocked) return { ...lobby, lock: { by: "host", until: null } };
  return { ...lobby, lock: null, guarded: lobby.guarded && lobby.lock?.by !== "burst" };
}

/** Room for newcomers grows with time; who finds none locks the lobby, for a minute, since the host may be looking elsewhere. */
function withNewcomer(lobby: Lobby, now: number): Lobby {
  const seconds = Math.max(0, now - lobby.at) / 1_000;
  const room = Math.min(JOIN_BURST_MAX, lobby.room + seconds * JOINS_PER_SECOND) - 1;
  if (room >= 0 || !lobby.guarded) return { ...lobby, lock: null, room: Math.max(0, room), at: now };
  return { ...lobby, lock: { by: "burst", until: now + LOBBY_LOCK_MS }, room: 0, at: now };
}

// ---- what a host does with a player ----

export type PlayerChange =
  /** Null gives a name by chance, for one that nobody wants to read. */
  { change: "rename"; name: string | null } | { change: "remove" | "readmit" } | { change: "stretch"; stretch: Stretch };

export function decideChange(
  player: Player,
  command: PlayerChange,
  facts: Pick<JoinFacts, "isFiltered" | "isTaken" | "drawn">,
): Player | (QuizRefusal & { suggested?: string }) {
  switch (command.change) {
    case "rename": {
      const isOther = (look: string) => look !== lookOf(player.name) && facts.isTaken(look);
      const name =
        command.name === null ? freeName(facts.drawn, facts.isTaken) : checkedName(command.name, { ...facts, isTaken: isOther });
      return typeof name === "string" ? { ...player, name } : name;
    }
    case "remove":
      return { ...player, removed: true };
    case "readmit":
      return { ...player, removed: false };
    case "stretch":
      return isStretch(command.stretch) ? { ...player, stretch: command.stretch } : { refused: "bad-message", detail: "stretch" };
  }
}
