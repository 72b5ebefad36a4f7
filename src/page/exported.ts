/** Everything that a reader may see, whole, which a frame has no room for. */
import type { Exported } from "../protocol/server.ts";

/** Null where it cannot be had just now. */
export async function exportedOf(poll: string, key: string | null): Promise<Exported | null> {
  try {
    const headers: HeadersInit = key ? { authorization: `Bearer ${key}` } : {};
    const response = await fetch(`/api/polls/${poll}/results`, { headers, cache: "no-store" });
    return response.ok ? ((await response.json()) as Exported) : null;
  } catch {
    return null;
  }
}
