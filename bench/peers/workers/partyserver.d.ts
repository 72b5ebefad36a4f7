/** The little that is used of a library which is only there once the peers were measured. */
declare module "partyserver" {
  import { DurableObject } from "cloudflare:workers";

  export interface Connection<State> extends WebSocket {
    readonly state: State | null;
    setState(state: State): void;
  }

  export class Server<Env> extends DurableObject<Env> {
    broadcast(message: string): void;
    onMessage(connection: Connection<string>, message: string): void;
  }

  export function routePartykitRequest(request: Request, env: object, options: { prefix: string }): Promise<Response | null>;
}
