/** The stage is run from the keyboard, or from a clicker, which sends page keys and a full stop or B. */

export type Action = keyof typeof KEYS;

/** Every key, under what it does; a key alone, or with Shift where it says so. */
const KEYS = {
  step: [" ", "enter"],
  next: ["arrowright", "pagedown"],
  back: ["arrowleft", "pageup", "shift+ "],
  pageDown: ["arrowdown"],
  pageUp: ["arrowup"],
  results: ["h", "b", "."],
  open: ["o"],
  again: ["a"],
  time: ["t"],
  timeOff: ["shift+t"],
  walk: ["r"],
  lobby: ["l"],
  sound: ["s"],
  asks: ["w"],
  code: ["q"],
  full: ["f"],
  help: ["?", "shift+?"],
  leave: ["escape"],
} as const;

const ACTIONS = new Map<string, Action>(
  Object.entries(KEYS).flatMap(([action, keys]) => keys.map((key) => [key, action as Action] as const)),
);

/** `act` says whether the key meant something; what meant nothing is the browser's. */
export function listenToKeys(act: (action: Action) => boolean): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isAnswer(event)) return;
    const key = event.key.toLowerCase();
    const action = ACTIONS.get(event.shiftKey ? `shift+${key}` : key) ?? ACTIONS.get(key);
    if (action && act(action)) event.preventDefault();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}

/** Space and Enter on a button press the button. */
function isAnswer({ key, target }: KeyboardEvent): boolean {
  return (key === " " || key === "Enter") && target instanceof HTMLButtonElement;
}

export function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.().catch(() => {});
}
