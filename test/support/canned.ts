/** A page on a line to a hub that says what a test tells it to say: any state of a room at once, and no server. */
import type { Page, WebSocketRoute } from "playwright-core";
import type { Snapshot } from "../../src/protocol/server.ts";

export interface CannedHub {
  /** What the page has said, oldest first. */
  said: Record<string, unknown>[];
  say(message: object): void;
  /** The line breaks; the page comes back by itself. */
  cut(): Promise<void>;
  /** Answers messages of the page; by default none. */
  answer: (message: Record<string, unknown>) => object | undefined;
}

interface Canned {
  poll: string;
  url: string;
  /** The HTML, and what the server would have written into it. */
  shell: string;
  facts: object;
  /** Answers each `hello`. */
  greet(): Snapshot;
}

export async function enterCanned(page: Page, { poll, url, shell, facts, greet }: Canned): Promise<CannedHub> {
  let line: WebSocketRoute | undefined;
  const hub: CannedHub = {
    said: [],
    say: (message) => line?.send(JSON.stringify(message)),
    cut: async () => line?.close({ code: 1012 }),
    answer: () => undefined,
  };
  await page.routeWebSocket(`**/ws/${poll}`, (route) => {
    line = route;
    route.onMessage((frame) => {
      if (frame === "ping") return route.send("pong");
      const message = JSON.parse(String(frame));
      hub.said.push(message);
      if (message.type === "hello") hub.say(greet());
      if (message.type === "time") hub.say({ type: "time", sent: message.sent, now: Date.now() });
      const answer = hub.answer(message);
      if (answer) hub.say(answer);
    });
  });
  const written = `<script type="application/json" id="facts">${JSON.stringify(facts)}</script></head>`;
  await page.route(url, (route) => route.fulfill({ contentType: "text/html", body: shell.replace("</head>", written) }));
  await page.goto(url);
  return hub;
}
