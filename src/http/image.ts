/** What bytes are, judged by themselves: a name or a header says what somebody wants, and a picture is shown to a whole room. */
import { PICTURE_SIDE_MAX } from "../protocol/limits.ts";

export type ImageType = "image/png" | "image/jpeg" | "image/gif" | "image/webp";

interface Size {
  width: number;
  height: number;
}

/** Null for all that is not the beginning of a picture of sane size; SVG is a document with scripts, and never one. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  for (const [type, sizeOf] of KNOWN) {
    const size = sizeOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (size) return isSane(size) ? type : null;
  }
  return null;
}

const KNOWN: readonly [ImageType, (bytes: DataView) => Size | null][] = [
  ["image/png", sizeOfPng],
  ["image/jpeg", sizeOfJpeg],
  ["image/gif", sizeOfGif],
  ["image/webp", sizeOfWebp],
];

/** A few bytes can claim an area that takes a phone's whole memory to draw. */
function isSane({ width, height }: Size): boolean {
  return Math.min(width, height) >= 1 && Math.max(width, height) <= PICTURE_SIDE_MAX;
}

/** The signature, then the header chunk, always of 13 bytes. */
function sizeOfPng(bytes: DataView): Size | null {
  if (bytes.byteLength < 33 || textAt(bytes, 0, 8) !== "\u0089PNG\r\n\u001a\n") return null;
  if (bytes.getUint32(8) !== 13 || textAt(bytes, 12, 4) !== "IHDR") return null;
  return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
}

/** Segments, each with its length, until the one that begins a frame. */
function sizeOfJpeg(bytes: DataView): Size | null {
  if (bytes.byteLength < 4 || bytes.getUint16(0) !== 0xff_d8) return null;
  for (let at = 2; at + 9 <= bytes.byteLength; ) {
    if (bytes.getUint8(at) !== 0xff) return null;
    const marker = bytes.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // filling
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) };
    const isData = marker >= 0xd0 && marker <= 0xda;
    if (isData || marker <= 0x01) return null;
    at += 2 + bytes.getUint16(at + 2);
  }
  return null;
}

function sizeOfGif(bytes: DataView): Size | null {
  if (bytes.byteLength < 13 || !/^GIF8[79]a$/.test(textAt(bytes, 0, 6))) return null;
  return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) };
}

/** One container with three ways to say its size: lossy, lossless, and extended. */
function sizeOfWebp(bytes: DataView): Size | null {
  if (bytes.byteLength < 30 || textAt(bytes, 0, 4) !== "RIFF" || textAt(bytes, 8, 4) !== "WEBP") return null;
  switch (textAt(bytes, 12, 4)) {
    case "VP8 ":
      if (textAt(bytes, 23, 3) !== "\u009d\u0001\u002a") return null;
      return { width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      if (bytes.getUint8(20) !== 0x2f) return null;
      const packed = bytes.getUint32(21, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: 1 + threeBytes(bytes, 24), height: 1 + threeBytes(bytes, 27) };
    default:
      return null;
  }
}

function threeBytes(bytes: DataView, at: number): number {
  return bytes.getUint16(at, true) | (bytes.getUint8(at + 2) << 16);
}

function textAt(bytes: DataView, at: number, length: number): string {
  let text = "";
  for (let index = at; index < at + length; index++) text += String.fromCharCode(bytes.getUint8(index));
  return text;
}
