/** What the page's logic takes from a browser, made of Node's: real sockets and real requests, a new connection for each. */
import { request } from "node:http";
import { WebSocket as Socket } from "ws";
import type { Browser } from "../../src/page/browser.ts";
import type { Shelf } from "../../src/page/device.ts";
import { FakeShelf } from "./fake-browser.ts";

export class NodeBrowser implements Browser {
  readonly shelf: Shelf = new FakeShelf();
  readonly chance: () => number;
  readonly #origin: string;
  readonly #window = new EventTarget();
  #socket: Socket | null = null;
  /** When each attempt to open a socket began, by `performance.now()`. */
  readonly attempts: number[] = [];
  /** Sees each frame and each body that the page says, behind its sending. */
  said: (frame: string) => void = () => {};
  /** What the page hears instead of this frame. */
  hears: (frame: string) => string = (frame) => frame;

  constructor(origin: string, chance: () => number) {
    this.#origin = origin;
    this.chance = chance;
  }

  hidden = (): boolean => false;

  socket = (path: string): WebSocket => {
    this.attempts.push(performance.now());
    const socket = new Socket(this.#origin.replace("http", "ws") + path, { perMessageDeflate: false });
    this.#socket = socket;
    const page = {
      onopen: null as (() => void) | null,
      onmessage: null as ((event: { data: string }) => void) | null,
      onclose: null as ((event: { code: number }) => void) | null,
      send: (frame: string) => {
        // As in a browser, where who speaks on a socket that closes is not heard, and is told so by its close event.
        if (socket.readyState === Socket.OPEN) socket.send(frame);
        this.said(frame);
      },
      close: () => socket.close(),
    };
    socket.on("open", () => page.onopen?.());
    socket.on("message", (frame) => page.onmessage?.({ data: this.hears(String(frame)) }));
    socket.on("close", (code) => page.onclose?.({ code }));
    socket.on("error", () => {});
    return page as unknown as WebSocket;
  };

  fetch = (path: string, { method = "GET", headers, body, signal }: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const asked = request(
        this.#origin + path,
        { method, headers: headers as Record<string, string>, agent: false, ...(signal && { signal }) },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("error", reject);
          answer.on("end", () => resolve(new Response(Buffer.concat(parts), { status: answer.statusCode ?? 0 })));
        },
      );
      asked.on("error", reject);
      asked.end(body as string | undefined);
      if (body) this.said(body as string);
    });

  listen = (type: string, heard: (event: Event) => void): (() => void) => {
    this.#window.addEventListener(type, heard);
    return () => this.#window.removeEventListener(type, heard);
  };

  happens(type: string): void {
    this.#window.dispatchEvent(new Event(type));
  }

  /** The line is gone, on both sides. */
  cut(): void {
    this.#socket?.terminate();
  }
}
