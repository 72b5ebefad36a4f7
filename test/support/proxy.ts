/** A network that can be cut: browsers' own offline switch leaves open WebSockets alone, this does not. Its weather can be bad, too. */
import { connect, createServer, type Server, type Socket } from "node:net";
import { Passage } from "./passage.ts";

export interface Weather {
  chance: () => number;
  /** Share of the lines that die within their first seconds: refused, reset, or half-open. */
  dropped: number;
  /** Of each piece of data, whose order is kept. */
  delayMsMax: number;
  /** Share of the posts that arrive once more, later, and perhaps behind a newer one. */
  doubled: number;
}

export interface Network {
  origin: string;
  /** What the weather has done so far. */
  done: { lines: number; dropped: number; doubled: number };
  /** Every line dies, new ones are refused. */
  cut(): void;
  heal(): void;
  /** null is fine weather: what was held back arrives; a line that was half-open stays dead. */
  weather(weather: Weather | null): void;
  /** Upgrades to WebSockets are dropped, as some company networks do; plain requests pass. */
  blockSockets(blocked: boolean): void;
  /** Lines stay open and carry nothing any more, as on a phone that walked out of the Wi-Fi. */
  freeze(frozen: boolean): void;
  /** The server has moved. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

const DIES_WITHIN_MS = 5_000;

export async function startProxy(targetPort: number): Promise<Network> {
  const lines = new Set<Socket>();
  const passages = new Set<Passage>();
  const rules = { isCut: false, isBlocked: false, isFrozen: false, port: targetPort, weather: null as Weather | null };
  const done = { lines: 0, dropped: 0, doubled: 0 };
  const server: Server = createServer((client) => {
    done.lines++;
    if (rules.isCut) return void client.destroy();
    const upstream = connect(rules.port, "127.0.0.1");
    const state = { isHalfOpen: false };
    const held = () => (rules.weather ? rules.weather.chance() * rules.weather.delayMsMax : 0);
    const carries = () => !state.isHalfOpen && !rules.isFrozen;
    const there = new Passage(upstream, held, carries);
    const back = new Passage(client, held, carries);
    for (const passage of [there, back]) passages.add(passage);
    for (const line of [client, upstream]) {
      lines.add(line);
      line.setNoDelay(true);
      line.on("error", () => {});
      line.on("close", () => {
        lines.delete(line);
        for (const passage of [there, back]) passages.delete(passage);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (data) => {
      if (rules.isBlocked && /^upgrade: *websocket/im.test(data.toString("latin1"))) return void client.destroy();
      there.carry(data);
      if (data.subarray(0, 5).toString("latin1") === "POST ") double(data);
    });
    upstream.on("data", (data) => back.carry(data));
    age(client, state);
  });
  /** What becomes of a new line in this weather. */
  function age(client: Socket, state: { isHalfOpen: boolean }): void {
    const { weather } = rules;
    if (!weather || weather.chance() >= weather.dropped) return;
    done.dropped++;
    const ends = [() => client.destroy(), () => client.resetAndDestroy(), () => (state.isHalfOpen = true)];
    const end = ends[Math.floor(weather.chance() * ends.length)];
    setTimeout(() => rules.weather === weather && end?.(), weather.chance() * DIES_WITHIN_MS);
  }
  /** Nobody hears the answer to the second one. Small posts come in one piece. */
  function double(data: Buffer): void {
    const { weather } = rules;
    if (!weather || weather.chance() >= weather.doubled) return;
    done.doubled++;
    setTimeout(() => {
      const again = connect(rules.port, "127.0.0.1", () => again.write(data));
      lines.add(again);
      again.on("data", () => again.destroy());
      again.on("error", () => {});
      again.on("close", () => lines.delete(again));
    }, weather.chance() * weather.delayMsMax);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const drop = () => {
    for (const line of lines) line.destroy();
  };
  return {
    origin: `http://localhost:${port}`,
    done,
    cut() {
      rules.isCut = true;
      drop();
    },
    heal() {
      rules.isCut = false;
    },
    weather(weather) {
      rules.weather = weather;
      for (const passage of passages) passage.flush();
    },
    blockSockets(blocked) {
      rules.isBlocked = blocked;
      drop();
    },
    freeze(frozen) {
      rules.isFrozen = frozen;
    },
    leadTo(moved) {
      rules.port = moved;
    },
    close() {
      drop();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
