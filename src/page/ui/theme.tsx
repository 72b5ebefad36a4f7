/** Light, dark, or as the system has it; kept on the device. */
import { signal } from "@preact/signals";
import { ui } from "../../words/en.ts";
import { HALF, Icon, MOON, SUN } from "./icons.tsx";

type Theme = "system" | "light" | "dark";

const KEY = "showhands:theme";
const SHAPES: Record<Theme, string> = { system: HALF, light: SUN, dark: MOON };
const AFTER: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

const theme = signal<Theme>("system");

/** Call first thing on a page: takes the theme that was chosen on this device. */
export function applyTheme(): void {
  setTheme(storedTheme());
}

export function ThemeSwitch() {
  const words = ui.theme[theme.value];
  return (
    <button
      type="button"
      class="button-quiet button-icon"
      aria-label={words}
      title={words}
      onClick={() => choose(AFTER[theme.value])}
    >
      <Icon shape={SHAPES[theme.value]} />
    </button>
  );
}

function choose(next: Theme): void {
  setTheme(next);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that denies storage keeps the theme for this visit.
  }
}

function setTheme(next: Theme): void {
  theme.value = next;
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}
