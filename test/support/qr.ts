/** Reads a QR code off the page as a phone would: from what is seen, not from what was meant. */
import type { Locator } from "playwright-core";
import { decodeQR } from "qr/decode.js";

export async function textInQr(code: Locator): Promise<string> {
  await code.locator("path[d]").waitFor({ state: "attached" }); // its encoder comes later than the page
  const picture = (await code.screenshot()).toString("base64");
  const blank = await code.page().context().newPage();
  const { width, height, pixels } = await blank.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas?.drawImage(image, 0, 0);
    const bytes = canvas?.getImageData(0, 0, width, height).data ?? [];
    return { width, height, pixels: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
  }, picture);
  await blank.close();
  return decodeQR({ width, height, data: Buffer.from(pixels, "base64") }, { timeLimit: 2_000 });
}
