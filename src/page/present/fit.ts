/** The question is as large as the screen allows; when its words alone cannot give way, the options do, down to their smallest. */
const LARGEST = 1.12;
const SMALLEST = 0.47; // text of 1/30 of the height, which the back row can still read
const STEP = 0.05;

/** Ways to set it, the roomiest first. */
const WAYS = ["scene-roomy", "scene-thin", "scene-split", "scene-tight"] as const;

/** False where even the smallest is too much: then fewer options go on one page. */
export function fitTo(box: HTMLElement): boolean {
  for (const way of WAYS) {
    for (const other of WAYS) box.classList.toggle(other, other === way);
    // The question keeps its full size for as long as tighter options are enough.
    const least = way === "scene-tight" ? SMALLEST : 0.99;
    for (let size = LARGEST; size > least; size -= STEP) {
      box.style.setProperty("--fit", size.toFixed(2));
      if (box.scrollHeight <= box.clientHeight) return true;
    }
  }
  return false;
}
