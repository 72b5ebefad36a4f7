/** What is read by HTTP where a frame has no room for it. */
import type { Exported } from "../protocol/server.ts";

/** Everything that a reader may see, whole. */
export function exportedOf(poll: string, key: string | null): Promise<Exported | null> {
  return readOf(poll, "results", key);
}

/** Null where it cannot be had just now. `key` is the host's, to read as a host. */
export async function readOf<Body>(poll: string, path: string, key: string | null): Promise<Body | null> {
  try {
    const headers: HeadersInit = key ? { authorization: `Bearer ${key}` } : {};
    const response = await fetch(`/api/polls/${poll}/${path}`, { headers, cache: "no-store" });
    return response.ok ? ((await response.json()) as Body) : null;
  } catch {
    return null;
  }
}
