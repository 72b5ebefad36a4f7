/** The smallest honest pictures of each type, and how to make larger ones. */

export const PNG = bytesOf(
  "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63680000008200" +
    "8177cd72b60000000049454e44ae426082",
);
export const GIF = bytesOf("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b");
export const JPEG = bytesOf(
  `ffd8ffe000104a46494600010100000100010000ffdb004300${"03".repeat(64)}ffc0000b080001000101011100ffc4001400010000000000000000000000000000000` +
    "9ffc40014100100000000000000000000000000000000ffda0008010100003f0054ffd9",
);
export const WEBP_LOSSY = bytesOf("52494646240000005745425056503820180000003001009d012a0100010002003425a400037000fefbfd50000000");
export const WEBP_LOSSLESS = bytesOf("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700");

/** Other bytes behind the same header: another picture of this size, as far as anybody here looks. */
export function padded(image: Uint8Array<ArrayBuffer>, length: number, seed = 0): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length).fill(seed);
  larger.set(image);
  return larger;
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}
