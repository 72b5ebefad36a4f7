/** The site key of Cloudflare's check, where it is set up and this page may load it. Written into the page by the Worker. */
export function siteKey(): string | null {
  const written = JSON.parse(document.getElementById("facts")?.textContent || "{}") as { check?: string };
  return written.check ?? null;
}
