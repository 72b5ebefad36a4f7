/** The frame of a player's page: the line to the hub above, the scene, what I have below. */
import type { QuestionView } from "../../protocol/server.ts";
import { product, vote, play as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { Chip } from "../ui/chip.tsx";
import { Hand } from "../ui/hand.tsx";
import { Ended } from "../vote/ended.tsx";
import { spoken } from "../vote/hear.ts";
import { online, slow, wasOpen } from "../vote/line.ts";
import { standingOf } from "../vote/standing.ts";
import { Question } from "./ask.tsx";
import { Finished } from "./end.tsx";
import { askedIn, type Game, gameOf, isPlayed, type Seated } from "./game.ts";
import { Join } from "./join.tsx";
import { Countdown, Lobby } from "./lobby.tsx";
import { Reveal } from "./reveal.tsx";
import { Strip } from "./strip.tsx";

export function App(seated: Seated) {
  const { room } = seated;
  const wire = room.wire.value;
  if (wire.state === "ended") return <Ended why={wire.ended} />;
  const game = gameOf(seated);
  return (
    <div class="vote play">
      <header class="vote-top">
        <span class="brand">
          <Hand />
          <span class="vote-title">{room.poll.value?.title || product.name}</span>
        </span>
        <LineChip room={room} />
      </header>
      {game ? <Scenes {...game} /> : <Notice {...vote.first} />}
      {game && isPlayed(game) && game.scene !== "lobby" && game.scene !== "removed" && <Strip {...game} />}
      <p class="visually-hidden" role="status">
        {spoken.value}
      </p>
    </div>
  );
}

/** Each has a key of its own, so that what is animated begins anew. */
function Scenes(game: Game) {
  const { scene, quiz } = game;
  if (scene === "removed") return <Notice {...words.removed} />;
  if (!isPlayed(game) || scene === "join") return <Join key="join" {...game} />;
  if (scene === "lobby") return <Lobby key={`lobby ${quiz.game}`} {...game} />;
  if (scene === "countdown") return <Countdown key="countdown" {...game} />;
  if (scene === "finished") return <Finished key={`end ${quiz.game}`} {...game} />;
  const asked = askedIn(game);
  if (!asked) return <Notice {...vote.first} />;
  const key = `${scene} ${quiz.game} ${asked.question.id}`;
  return scene === "question" ? <Question key={key} {...asked} /> : <Reveal key={key} {...asked} />;
}

function Notice({ title, line }: { title: string; line: string }) {
  return (
    <div class="notice">
      <Hand />
      <h1 tabIndex={-1}>{title}</h1>
      <p>{line}</p>
    </div>
  );
}

const ASKED = { phase: "open" } as QuestionView; // what the room is at is said by the scene; the chip speaks of the line only

function LineChip({ room }: { room: Room }) {
  const facts = { online: online.value, slow: slow.value, wasOpen: wasOpen.value };
  const standing = standingOf({ wire: room.wire.value, ...facts, question: ASKED, vote: undefined, answered: false });
  if (!standing) return null;
  return (
    <Chip mood={standing.mood} shape={standing.shape}>
      {standing.word}
    </Chip>
  );
}
