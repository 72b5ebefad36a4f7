/** What things cost on this engine, each with where it was measured. One core of the machine of `docs/bench.json`; Cloudflare's are not slower. */

export const FLUSH_US = 35; // processor time to send something to one socket, 30 to 38 at 1,000 sockets: the engine's price, whatever the code does
