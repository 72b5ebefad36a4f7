/** The little that is used of libraries which are only there once the peers were measured. */

declare module "socket.io" {
  import type { Server as HttpServer } from "node:http";

  interface Socket {
    on(event: "frame", hear: (message: never) => void): this;
    emit(event: "frame", message: object): boolean;
  }

  export class Server {
    constructor(server: HttpServer, options: { transports: ["websocket"] });
    on(event: "connection", enter: (socket: Socket) => void): this;
    emit(event: "frame", message: object): boolean;
  }
}
