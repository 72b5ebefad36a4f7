import { run as words } from "../../words/en.ts";

export function KeyHints({ paced }: { paced: boolean }) {
  return <KeyList keys={paced ? words.keys : words.keysOpen} />;
}

/** Where there is room, and most likely a keyboard. */
export function KeyList({ keys }: { keys: readonly (readonly [string, string])[] }) {
  return (
    <p class="host-keys">
      {keys.map(([key, does]) => (
        <span key={key}>
          <kbd>{key}</kbd> {does}
        </span>
      ))}
    </p>
  );
}
