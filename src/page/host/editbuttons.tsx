import { host as words } from "../../words/en.ts";

/** Below what is being written. */
export function EditButtons({ yes, onCancel }: { yes: string; onCancel(): void }) {
  return (
    <div class="edit-buttons">
      <button type="button" class="button-quiet" onClick={onCancel}>
        {words.cancel}
      </button>
      <button type="submit" class="button">
        {yes}
      </button>
    </div>
  );
}
