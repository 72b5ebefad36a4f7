/** A hub on `ws`, as its guide broadcasts: in memory, or with a disk; told at each vote, or at each tick. */
import { WebSocket, WebSocketServer } from "ws";
import { listen, openDisk, tickMs, turnMs } from "./node.ts";
import { type ClientMessage, Room, type Vote } from "./room.ts";

const server = new WebSocketServer({ server: listen() });
const disk = openDisk();
const room = new Room({
  ...disk,
  tickMs,
  tell(message) {
    const frame = JSON.stringify(message);
    for (const client of server.clients) if (client.readyState === WebSocket.OPEN) client.send(frame);
  },
});

let turn: { socket: WebSocket; voter: string; vote: Vote }[] = [];

server.on("connection", (socket) => {
  let voter = "";
  socket.on("message", (data) => {
    const message = JSON.parse(data.toString()) as ClientMessage;
    if (message.type === "hello") {
      voter = message.voter;
      socket.send(JSON.stringify(room.snapshot()));
    } else if (disk && turnMs > 0) {
      if (turn.length === 0) setTimeout(takeTurn, turnMs);
      turn.push({ socket, voter, vote: message });
    } else {
      socket.send(JSON.stringify(room.vote(voter, message)));
      room.voted();
    }
  });
});

/** As the product does: one commit for the votes of some milliseconds, and their answers behind it. */
function takeTurn(): void {
  const votes = turn;
  turn = [];
  disk?.begin();
  const answers = votes.map(({ socket, voter, vote }) => ({ socket, answer: room.vote(voter, vote) }));
  disk?.commit();
  for (const { socket, answer } of answers) socket.send(JSON.stringify(answer));
  room.voted();
}
