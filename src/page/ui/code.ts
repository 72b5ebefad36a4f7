/** A short code as people read it aloud: capitals in groups of three. */
export function spacedCode(code: string): string {
  return code.toUpperCase().replaceAll(/(.{3})(?=.)/g, "$1 ");
}

/** An address as people type it: without its protocol. */
export function spokenAddress(origin: string): string {
  return origin.replace(/^https?:\/\//, "");
}
