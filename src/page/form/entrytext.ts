/** Who may vote, in the readable form: lines at the top, of a quiz as well. */
import { ENTRY_DEFAULTS, ENTRY_LEVELS, type EntrySettings } from "../../protocol/entry.ts";
import { NETWORK_BALLOTS_MAX } from "../../protocol/limits.ts";
import { kept, yes } from "./textfields.ts";

/** Only what is not as usual. */
export function entryLines({ level, networkMax }: EntrySettings): string[] {
  return kept([level !== ENTRY_DEFAULTS.level && `! entry: ${level}`, networkMax !== null && `! votes per network: ${networkMax}`]);
}

type Change = Partial<EntrySettings>;

/** undefined where the value means nothing. */
export const ENTRY_NAMES: Record<string, (value: string) => Change | undefined> = {
  entry: (value) => {
    const level = ENTRY_LEVELS.find((one) => one === value.toLowerCase());
    return level && { level };
  },
  "votes per network": (value) => {
    if (yes(value) === false) return { networkMax: null };
    const networkMax = /^\d{1,6}$/.test(value) ? Number(value) : 0;
    return networkMax >= 1 && networkMax <= NETWORK_BALLOTS_MAX ? { networkMax } : undefined;
  },
};
