/** A picture made small enough to be stored with a poll: scaled and written anew, which also leaves out where and with what it was taken. */
import { PICTURE_BYTES_MAX, PICTURE_SIDE_PX } from "../../protocol/limits.ts";

export interface Attempt {
  width: number;
  height: number;
  quality: number;
}

const QUALITIES = [0.85, 0.75, 0.65, 0.5, 0.35];
const SMALLER = 0.75;
const SIZES = 5;

/** The largest and best first. A picture is never made larger than it is. */
export function* attempts(width: number, height: number): Generator<Attempt> {
  let scale = Math.min(1, PICTURE_SIDE_PX / Math.max(width, height));
  for (let size = 0; size < SIZES; size++) {
    for (const quality of QUALITIES) {
      yield { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)), quality };
    }
    scale *= SMALLER;
  }
}

/** As a `data:` address of at most 100 KB; null where this browser sees no picture in it. */
export async function scaledPicture(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!bitmap) return null;
  try {
    for (const attempt of attempts(bitmap.width, bitmap.height)) {
      const drawn = await drawnAs(bitmap, attempt);
      if (drawn && drawn.size <= PICTURE_BYTES_MAX) return await dataUrlOf(drawn);
    }
    return null;
  } finally {
    bitmap.close();
  }
}

/** WebP, or JPEG from a browser that writes none. */
async function drawnAs(bitmap: ImageBitmap, { width, height, quality }: Attempt): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const webp = await blobOf(canvas, "image/webp", quality);
  if (webp?.type === "image/webp") return webp;
  // What is see-through would be black in a JPEG.
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  return blobOf(canvas, "image/jpeg", quality);
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}

function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
