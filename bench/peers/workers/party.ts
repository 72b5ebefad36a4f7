/** A server on partyserver, as its guide builds one: in memory, or with a row for each vote. */
import { env as vars } from "cloudflare:workers";
import { type Connection, routePartykitRequest, Server } from "partyserver";
import { meterRows, type RowMeter } from "../../workers/rows.ts";
import { type Ballot, type ClientMessage, Room } from "../room.ts";
import { ALL, KEEP, SHELF } from "../shelf.ts";

interface PartyEnv {
  HUB: DurableObjectNamespace<PartyHub>;
  TICK_MS: string;
  KEEPS: string;
}

export class PartyHub extends Server<PartyEnv> {
  // Not its default; what is only in memory would not outlive it.
  static options = { hibernate: Boolean((vars as PartyEnv).KEEPS) };
  readonly #meter: RowMeter;
  readonly #room: Room;

  constructor(ctx: DurableObjectState, env: PartyEnv) {
    super(ctx, env);
    this.#meter = meterRows(ctx.storage);
    const { sql } = ctx.storage;
    if (env.KEEPS) sql.exec(SHELF);
    this.#room = new Room({
      ...(env.KEEPS && {
        kept: sql.exec(ALL).toArray() as unknown as Ballot[],
        keep: ({ voter, option, n }: Ballot) => void sql.exec(KEEP, voter, option, n),
      }),
      tickMs: Number(env.TICK_MS),
      tell: (message) => this.broadcast(JSON.stringify(message)),
    });
  }

  rowsWritten(): number {
    return this.#meter.rows;
  }

  override onMessage(connection: Connection<string>, frame: string): void {
    const message = JSON.parse(frame) as ClientMessage;
    if (message.type === "hello") {
      connection.setState(message.voter);
      connection.send(JSON.stringify(this.#room.snapshot()));
    } else {
      connection.send(JSON.stringify(this.#room.vote(connection.state ?? "", message)));
      this.#room.voted();
    }
  }
}

export default {
  async fetch(request: Request, env: PartyEnv): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/bench/rows/")) return Response.json(await env.HUB.getByName("room").rowsWritten());
    if (request.method === "POST") return Response.json({ id: "hub/room" }, { status: 201 });
    return (await routePartykitRequest(request, env, { prefix: "ws" })) ?? new Response(null, { status: 404 });
  },
};
