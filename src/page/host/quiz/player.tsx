/** What a host does with one player: another name, more time, out and in again. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { NAME_POINTS_MAX } from "../../../protocol/limits.ts";
import type { PlayerRow } from "../../../protocol/server.ts";
import { points } from "../../../protocol/text.ts";
import { quizHost as words } from "../../../words/en.ts";
import { Line, Picker } from "../../form/controls.tsx";
import type { Room } from "../../room.ts";
import { CROSS, Icon, PLUS, WAND } from "../../ui/icons.tsx";
import { toast } from "../../ui/toast.tsx";
import { attempt } from "../run.ts";

type Stretch = PlayerRow["stretch"];
const STRETCHES: readonly Stretch[] = [1, 1.5, 2, 3, 10, "none"];

interface PlayerDialogProps {
  room: Room;
  player: PlayerRow;
  changed(): void;
  onClose(): void;
}

export function PlayerDialog({ room, player, changed, onClose }: PlayerDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useSignal(player.name);
  const wrong = useSignal<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    name.value = player.name;
  }, [player.name]);
  const about = { command: "player" as const, player: player.player };
  const give = async (change: Parameters<Room["command"]>[0], said: string): Promise<void> => {
    wrong.value = await attempt(room, change);
    if (wrong.value !== null) return;
    dialog.current?.close();
    toast(said);
    changed();
  };
  const rename = (to: string | null) => give({ ...about, change: "rename", name: to }, words.renamed);
  const save = (event: Event) => {
    event.preventDefault();
    if (points(name.value) <= NAME_POINTS_MAX) void rename(name.value);
  };
  const offered = STRETCHES.includes(player.stretch) ? STRETCHES : [...STRETCHES, player.stretch];
  return (
    <dialog ref={dialog} class="sheet playerdialog" aria-labelledby="player-title" onClose={onClose}>
      <div class="facehead">
        <h2 id="player-title">
          <bdi>{player.name}</bdi>
        </h2>
        <button type="button" class="button-quiet button-icon" aria-label={words.close} onClick={() => dialog.current?.close()}>
          <Icon shape={CROSS} />
        </button>
      </div>
      <form class="playername" onSubmit={save} noValidate>
        <Line
          id="player-name"
          label={words.name}
          value={name.value}
          message={wrong.value}
          onType={(typed) => {
            name.value = typed;
            wrong.value = points(typed) > NAME_POINTS_MAX ? words.nameLong : null;
          }}
        />
        <div class="share-buttons">
          <button type="submit" class="button-quiet">
            {words.rename}
          </button>
          <button type="button" class="button-quiet" onClick={() => void rename(null)}>
            <Icon shape={WAND} /> {words.anotherName}
          </button>
        </div>
      </form>
      <Picker
        id="player-stretch"
        label={words.stretch}
        values={offered}
        value={player.stretch}
        name={words.stretchName}
        hint={words.stretchHint}
        onPick={(stretch) => void give({ ...about, change: "stretch", stretch }, words.stretched)}
      />
      <OutOrIn
        isOut={player.removed}
        onOut={() => void give({ ...about, change: "remove" }, words.removed)}
        onIn={() => void give({ ...about, change: "readmit" }, words.readmitted)}
      />
    </dialog>
  );
}

function OutOrIn({ isOut, onOut, onIn }: { isOut: boolean; onOut(): void; onIn(): void }) {
  if (!isOut) {
    return (
      <button type="button" class="button-danger" onClick={onOut}>
        <Icon shape={CROSS} /> {words.remove}
      </button>
    );
  }
  return (
    <button type="button" class="button-quiet" onClick={onIn}>
      <Icon shape={PLUS} /> {words.readmit}
    </button>
  );
}
