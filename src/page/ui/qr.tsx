/** A QR code as one path in an SVG. The encoder loads when the first one is shown. */
import { useEffect, useState } from "preact/hooks";

interface Drawing {
  size: number;
  path: string;
}

/** `label` says in words where the code leads. */
export function Qr({ text, label }: { text: string; label: string }) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => {
    let current = true;
    void draw(text).then((drawn) => current && setDrawing(drawn));
    return () => {
      current = false;
    };
  }, [text]);
  const size = drawing?.size ?? 1;
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={drawing?.path} fill="currentColor" />
    </svg>
  );
}

const QUIET_ZONE = 4; // modules, from the standard; less fails on a bright projector

async function draw(text: string): Promise<Drawing> {
  const { encode } = await import("uqr");
  const { size, data } = encode(text, { ecc: "M", border: QUIET_ZONE });
  let path = "";
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; x++) {
      const start = x;
      while (row[x]) x++;
      if (x > start) path += `M${start} ${y}h${x - start}v1H${start}z`;
    }
  }
  return { size, path };
}
