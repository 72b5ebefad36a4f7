/** `node bench/relay-heap.ts`: what the hub's heap holds of each phone behind a relay, once it has voted. The relays themselves are left out. */
import { RELAYED_PHONES_MAX } from "../src/protocol/limits.ts";
import { freePort, Inspector } from "./inspector.ts";
import { bundle, serve } from "./server.ts";
import { OURS } from "./subjects.ts";

const RELAYS = 10;
const PHONES = 10_000;
const HEAP_MB_MAX = 96; // of the 128 that an object may have, with room for what a turn makes

async function main(): Promise<void> {
  const port = await freePort();
  process.env.BENCH_INSPECT = `127.0.0.1:${port}`;
  const subject = { ...OURS, entry: "bench/workers/relayed.ts" };
  const server = await serve(subject, await bundle(subject));
  try {
    const body = JSON.stringify({ question: "Where to?", options: ["Pizza", "Sushi"] });
    const headers = { "content-type": "application/json" };
    const made = await fetch(`${server.url}/api/polls`, { method: "POST", headers, body });
    const { id } = (await made.json()) as { id: string };
    const inspector = await Inspector.attach(port);
    const empty = await inspector.usedMb();
    for (let relay = 0; relay < RELAYS; relay++) {
      const came = await fetch(`${server.url}/bench/come/${id}?relay=${relay}&phones=${PHONES / RELAYS}`);
      if (!came.ok) throw new Error(await came.text());
    }
    const kb = ((await inspector.usedMb()) - empty) * (1_000 / PHONES);
    const fullMb = empty + (kb * RELAYED_PHONES_MAX) / 1_000;
    console.log(
      `${kb.toFixed(2)} KB of the hub's heap for each of ${PHONES} phones behind relays; empty it holds ${empty.toFixed(1)} MB`,
    );
    console.log(
      `${fullMb <= HEAP_MB_MAX ? "ok  " : "OVER"} ${RELAYED_PHONES_MAX} phones: ${fullMb.toFixed(0)} MB, wanted at most ${HEAP_MB_MAX}`,
    );
    if (fullMb > HEAP_MB_MAX) process.exitCode = 1;
    inspector.leave();
  } finally {
    await server.kill();
  }
}

await main();
