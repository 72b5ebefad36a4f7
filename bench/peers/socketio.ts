/** A hub on socket.io, as its guide broadcasts: in memory, or with a disk. */
import { Server } from "socket.io";
import { listen, openDisk, tickMs } from "./node.ts";
import { type ClientMessage, Room } from "./room.ts";

const io = new Server(listen(), { transports: ["websocket"] });
const room = new Room({ ...openDisk(), tickMs, tell: (message) => void io.emit("frame", message) });

io.on("connection", (socket) => {
  let voter = "";
  socket.on("frame", (message: ClientMessage) => {
    if (message.type === "hello") {
      voter = message.voter;
      socket.emit("frame", room.snapshot());
    } else {
      socket.emit("frame", room.vote(voter, message));
      room.voted();
    }
  });
});
