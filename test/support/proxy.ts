/** A network that can be cut: browsers' own offline switch leaves open WebSockets alone, this does not. */
import { connect, createServer, type Server, type Socket } from "node:net";

export interface Network {
  origin: string;
  /** Every line dies, new ones are refused. */
  cut(): void;
  heal(): void;
  /** Upgrades to WebSockets are dropped, as some company networks do; plain requests pass. */
  blockSockets(blocked: boolean): void;
  /** Lines stay open and carry nothing any more, as on a phone that walked out of the Wi-Fi. */
  freeze(frozen: boolean): void;
  close(): Promise<void>;
}

export async function startProxy(targetPort: number): Promise<Network> {
  const lines = new Set<Socket>();
  const rules = { isCut: false, isBlocked: false, isFrozen: false };
  const server: Server = createServer((client) => {
    if (rules.isCut) return void client.destroy();
    const upstream = connect(targetPort, "127.0.0.1");
    for (const line of [client, upstream]) {
      lines.add(line);
      line.on("error", () => {});
      line.on("close", () => {
        lines.delete(line);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (data) => {
      if (rules.isBlocked && /^upgrade: *websocket/im.test(data.toString("latin1"))) return void client.destroy();
      if (!rules.isFrozen) upstream.write(data);
    });
    upstream.on("data", (data) => {
      if (!rules.isFrozen) client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const drop = () => {
    for (const line of lines) line.destroy();
  };
  return {
    origin: `http://localhost:${port}`,
    cut() {
      rules.isCut = true;
      drop();
    },
    heal() {
      rules.isCut = false;
    },
    blockSockets(blocked) {
      rules.isBlocked = blocked;
      drop();
    },
    freeze(frozen) {
      rules.isFrozen = frozen;
    },
    close() {
      drop();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
