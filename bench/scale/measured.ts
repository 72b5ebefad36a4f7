/**
 * What things cost, each with where it was measured: microseconds of processor time on one core of two that were shared with other work, so
 * rather too dear. Times between machines of Cloudflare's were not measured: nothing here ran on its network.
 */

// Sockets.
export const FLUSH_US = 35; // something goes to one socket of many: 30 to 38 at 1,000 sockets, the engine's price, whatever the code does (`npm run bench`)
export const HEARD_US = 62; // a message from a socket wakes the handler and is parsed (`node bench/scale/measure.ts`)
export const ANSWERED_US = 70; // an answer to one socket that was idle (the same)

// Calls between objects, of which each side has half (the same).
export const CALL_US = 110; // with nothing in it
export const UP_US = 2.1; // each vote in it
export const DOWN_US = 1; // each answer in it
export const CROWD_US = 0.08; // each phone that one frame is meant for

// The hub, with 10,000 to 100,000 phones behind 20 relays (`node bench/scale/crowded.ts`).
export const VOTE_US = 45; // deciding, storing and answering one vote of many in a turn
export const HELLO_US = 70; // knowing somebody, and composing what they see
export const RELAYED_US = 2.4; // to come by one relayed phone in a broadcast
export const HUB_BYTES_PER_PHONE = 300; // of heap, for each phone behind a relay that has voted: 260 to 300
export const TURN_US = 400; // a turn and its commit, without the votes: a commit for each vote takes 350 to 520 µs with everything
export const HEAP_MB = 10; // with nobody there

// A relay.
export const RELAY_BYTES_PER_PHONE = 1_000; // of heap, for each socket of its own, with what the hub in the same heap keeps of it (`node bench/scale/crowded.ts`)

// Between machines. Not measured here.
export const HOP_MS = 20; // one way between a relay and its hub: objects of one continent
export const DURABLE_MS = 12; // until a commit is safe: 10 to 13 ms reported from production (lumenize.com, "what I got wrong about DO throughput")
