/** Who has heard what is not for them: recordings of all that each of several people received, searched for what few may know. */

export interface Secret {
  what: string;
  /** As it would stand in a frame. */
  text: string | RegExp;
  /** People whose recordings may have it. */
  knownTo: readonly string[];
}

/** By person: frames and answers, as they came. */
export type Recordings = Readonly<Record<string, readonly string[]>>;

export function leaksIn(recordings: Recordings, secrets: readonly Secret[]): string[] {
  return Object.entries(recordings).flatMap(([person, texts]) =>
    secrets
      .filter(({ knownTo }) => !knownTo.includes(person))
      .filter(({ text }) => texts.some((heard) => (typeof text === "string" ? heard.includes(text) : text.test(heard))))
      .map(({ what }) => `${person}: ${what}`),
  );
}

/** Nobody may hear it; it is what tokens, keys and the hub's names of people look like. */
export const UNGUESSABLE: Secret = { what: "something unguessable", text: /[A-Za-z0-9_-]{20,}/, knownTo: [] };
