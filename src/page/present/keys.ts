/** The stage is run from the keyboard, or from a clicker, which sends arrows and page keys. */
export interface Keys {
  go(by: 1 | -1): void;
  toggleQr(): void;
  closeQr(): void;
  /** Only with the host's key. */
  toggleResults?: () => void;
  toggleOpen?: () => void;
}

export function listenToKeys(keys: Keys): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const act = actionFor(event, keys);
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}

function actionFor({ key, shiftKey }: KeyboardEvent, keys: Keys): (() => void) | undefined {
  switch (key.toLowerCase()) {
    case " ":
      return () => keys.go(shiftKey ? -1 : 1);
    case "arrowright":
    case "arrowdown":
    case "pagedown":
      return () => keys.go(1);
    case "arrowleft":
    case "arrowup":
    case "pageup":
      return () => keys.go(-1);
    case "q":
      return keys.toggleQr;
    case "escape":
      return keys.closeQr;
    case "f":
      return toggleFullScreen;
    case "h":
      return keys.toggleResults;
    case "o":
      return keys.toggleOpen;
    default:
      return undefined;
  }
}

function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.().catch(() => {});
}
