/** A tool of ours, found where npm put it; what it says goes through, or is kept for later. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Running {
  env?: Record<string, string>;
  output?: "inherit" | "pipe";
}

export function run(
  tool: string,
  args: readonly string[],
  { env = {}, output = "inherit" }: Running = {},
): Promise<{ status: number; said: string }> {
  const child = spawn(join(root, "node_modules/.bin", tool), args, {
    cwd: root,
    stdio: ["inherit", output, output],
    env: { ...process.env, CI: "true", ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => (said += part));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ status: code ?? 1, said }));
  });
}
