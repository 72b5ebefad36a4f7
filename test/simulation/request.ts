/** A page's request over the network of a world: lost, doubled, late, or without an answer. */
import type { Code } from "../../src/protocol/codes.ts";
import type { Owner } from "./clock.ts";
import { now } from "./globals.ts";
import type { Judge } from "./judge.ts";
import type { Server } from "./server.ts";
import type { Weather } from "./weather.ts";

interface Place {
  server: Server;
  weather: Weather;
  judge: Judge;
}

/** `answered` hears of what votes and talk are answered with, and whose they are. */
export function request(
  { server, weather, judge }: Place,
  owner: Owner,
  path: string,
  init: RequestInit,
  answered: (token: string, content: string, isAck: boolean, code?: Code) => void,
): Promise<Response> {
  const { authorization = "" } = init.headers as Record<string, string>;
  const content = (init.body as string | undefined) ?? null;
  return new Promise((resolve, reject) => {
    const until = (init.signal as unknown as { until: number }).until;
    const timeout = now.clock.after(until - now.clock.now, owner, () => reject(new TypeError("no answer")));
    const fate = weather.fate();
    if (fate.copies === 0 && now.chance() < 0.5) now.clock.after(5, owner, () => reject(new TypeError("no network")));
    const respond = (status: number, body: object) => {
      if (!fate.answered) return;
      const text = JSON.stringify(body);
      now.clock.after(weather.delayMs(), owner, () => {
        now.clock.cancel(timeout);
        const { seq, error } = JSON.parse(text) as { seq?: number; error?: { code: Code } };
        if (seq !== undefined) judge.told(seq);
        if (/\/(?:votes|talk)$/.test(path) && content) {
          answered(authorization.slice("Voter ".length), content, status === 200, error?.code);
        }
        resolve({ status, ok: status === 200, json: () => Promise.resolve(JSON.parse(text)) } as Response);
      });
    };
    for (let copy = 0; copy < fate.copies; copy++) {
      now.clock.after(weather.delayMs(), null, () => server.ask(path, authorization, content, respond));
    }
  });
}
