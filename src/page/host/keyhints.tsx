import { run as words } from "../../words/en.ts";

/** Where there is room, and most likely a keyboard. */
export function KeyHints({ paced }: { paced: boolean }) {
  return (
    <p class="host-keys">
      {(paced ? words.keys : words.keysOpen).map(([key, does]) => (
        <span key={key}>
          <kbd>{key}</kbd> {does}
        </span>
      ))}
    </p>
  );
}
