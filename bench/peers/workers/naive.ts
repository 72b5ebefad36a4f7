/** The Durable Object that one writes first: hibernating sockets, a row and a broadcast for each vote. */
import { DurableObject } from "cloudflare:workers";
import { meterRows, type RowMeter } from "../../workers/rows.ts";
import { type Ballot, type ClientMessage, Room } from "../room.ts";
import { ALL, KEEP, SHELF } from "../shelf.ts";

interface NaiveEnv {
  HUB: DurableObjectNamespace<NaiveHub>;
  TICK_MS: string;
}

export class NaiveHub extends DurableObject<NaiveEnv> {
  readonly #meter: RowMeter;
  readonly #room: Room;

  constructor(ctx: DurableObjectState, env: NaiveEnv) {
    super(ctx, env);
    this.#meter = meterRows(ctx.storage);
    const { sql } = ctx.storage;
    sql.exec(SHELF);
    this.#room = new Room({
      tickMs: Number(env.TICK_MS),
      kept: sql.exec(ALL).toArray() as unknown as Ballot[],
      keep: ({ voter, option, n }) => void sql.exec(KEEP, voter, option, n),
      tell(message) {
        const frame = JSON.stringify(message);
        for (const socket of ctx.getWebSockets()) socket.send(frame);
      },
    });
  }

  rowsWritten(): number {
    return this.#meter.rows;
  }

  override fetch(): Response {
    const { 0: theirs, 1: ours } = new WebSocketPair();
    this.ctx.acceptWebSocket(ours);
    return new Response(null, { status: 101, webSocket: theirs });
  }

  override webSocketMessage(socket: WebSocket, frame: string): void {
    const message = JSON.parse(frame) as ClientMessage;
    if (message.type === "hello") {
      socket.serializeAttachment(message.voter);
      socket.send(JSON.stringify(this.#room.snapshot()));
    } else {
      socket.send(JSON.stringify(this.#room.vote(socket.deserializeAttachment(), message)));
      this.#room.voted();
    }
  }
}

export default {
  async fetch(request: Request, env: NaiveEnv): Promise<Response> {
    const { pathname } = new URL(request.url);
    const hub = env.HUB.getByName("naive");
    if (pathname.startsWith("/bench/rows/")) return Response.json(await hub.rowsWritten());
    return pathname.startsWith("/ws/") ? hub.fetch(request) : Response.json({ id: "naive" }, { status: 201 });
  },
};
