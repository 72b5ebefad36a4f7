/** Ticks for the last seconds and a gong for the answer, made here: silent until somebody at this screen asks for them. */
import { signal } from "@preact/signals";

const sounds = signal(false);

let context: AudioContext | null = null;

/** Is it on now? A key was pressed, so the browser allows it. */
export function toggleSound(): boolean {
  if (typeof AudioContext === "undefined") return false;
  context ??= new AudioContext();
  void context.resume();
  sounds.value = !sounds.value;
  if (sounds.value) tick();
  return sounds.value;
}

export function tick(): void {
  strike([1_320], 0.06, 0.12);
}

/** Three partials of a bell that is not quite in tune with itself. */
export function gong(): void {
  strike([196, 294.5, 523], 1.6, 0.16);
}

function strike(frequencies: readonly number[], seconds: number, loudness: number): void {
  if (!context || !sounds.value) return;
  const now = context.currentTime;
  for (const frequency of frequencies) {
    const tone = new OscillatorNode(context, { frequency });
    const level = new GainNode(context, { gain: 0 });
    level.gain.linearRampToValueAtTime(loudness, now + 0.008);
    level.gain.exponentialRampToValueAtTime(0.000_1, now + seconds);
    tone.connect(level).connect(context.destination);
    tone.start(now);
    tone.stop(now + seconds);
  }
}
