import { HAND } from "./mark.ts";

/** `waving` plays once; give it a new `key` to wave again. */
export function Hand({ waving = false }: { waving?: boolean }) {
  return (
    <svg class={waving ? "hand hand-waving" : "hand"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={HAND} />
    </svg>
  );
}
