/** The engine's own inspector, on plain `workerd`: what the heap holds, and where time goes. */
import { createServer } from "node:net";
import { WebSocket } from "ws";

const SAMPLE_EVERY_US = 200;

export class Inspector {
  readonly #socket: WebSocket;
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async attach(port: number): Promise<Inspector> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { webSocketDebuggerUrl: string }[];
    const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? "");
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return new Inspector(socket);
  }

  async usedMb(): Promise<number> {
    await this.#call("HeapProfiler.enable");
    await this.#call("HeapProfiler.takeHeapSnapshot"); // collects first; workerd leaves a bare `collectGarbage` unanswered
    const { usedSize } = (await this.#call("Runtime.getHeapUsage")) as { usedSize: number };
    return usedSize / 1e6;
  }

  async startProfile(): Promise<void> {
    await this.#call("Profiler.enable");
    await this.#call("Profiler.setSamplingInterval", { interval: SAMPLE_EVERY_US });
    await this.#call("Profiler.start");
  }

  async stopProfile(): Promise<Profile> {
    const { profile } = (await this.#call("Profiler.stop")) as { profile: Profile };
    return profile;
  }

  leave(): void {
    this.#socket.terminate();
  }

  #call(method: string, params: object = {}): Promise<unknown> {
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve, reject) => {
      const onMessage = (data: unknown) => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: { message: string } };
        if (answer.id !== id) return;
        this.#socket.off("message", onMessage);
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
        else resolve(answer.result);
      };
      this.#socket.on("message", onMessage);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

export interface Profile {
  nodes: { id: number; callFrame: { functionName: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
