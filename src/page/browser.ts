/** What the page's logic takes from the browser, in one place, so that tests give their own. Timers and `Date` are the global ones. */
import { deviceShelf, type Shelf } from "./device.ts";

export interface Browser {
  socket(path: string): WebSocket;
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** 0 to 1, for jitter. */
  chance(): number;
  hidden(): boolean;
  /** Listens on the window; the answer stops it. */
  listen(type: string, heard: (event: Event) => void): () => void;
  shelf: Shelf;
}

export const thisBrowser: Browser = {
  socket: (path) => new WebSocket(location.origin.replace("http", "ws") + path),
  fetch: (path, init) => fetch(path, init),
  chance: Math.random,
  hidden: () => document.hidden,
  listen(type, heard) {
    addEventListener(type, heard);
    return () => removeEventListener(type, heard);
  },
  shelf: deviceShelf,
};
