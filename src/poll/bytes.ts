/** Bytes of UTF-8, counted by hand: the core has no encoder of the platform. */

export function bytesIn(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // Half a pair is two bytes of the four that the pair takes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** As JSON. */
export function bytesOf(value: unknown): number {
  return bytesIn(JSON.stringify(value));
}
