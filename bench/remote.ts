/** The crowd as the measuring process sees it: the same calls, in another process. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Crowd } from "./crowd.ts";

type Call = "enter" | "loop" | "watch" | "burst" | "pace" | "settle" | "alone" | "idle";

export interface Asked {
  call: Call;
  args: unknown;
}

export type Told = { result: unknown } | { failed: string };

export interface RemoteCrowd {
  ask<Name extends Call>(call: Name, args: Parameters<Crowd[Name]>[0]): Promise<Awaited<ReturnType<Crowd[Name]>>>;
  kill(): void;
}

export function startCrowd(): RemoteCrowd {
  const child = fork(fileURLToPath(new URL("load.ts", import.meta.url)), [], { serialization: "advanced" });
  return {
    ask: (call, args) =>
      new Promise((resolve, reject) => {
        const onExit = () => reject(new Error("the crowd's process ended"));
        child.once("exit", onExit);
        child.once("message", (told: Told) => {
          child.off("exit", onExit);
          if ("failed" in told) reject(new Error(told.failed));
          else resolve(told.result as never);
        });
        child.send({ call, args } satisfies Asked);
      }),
    kill: () => void child.kill("SIGKILL"),
  };
}
