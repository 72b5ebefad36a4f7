/** The question is as large as the screen allows; when its words alone cannot give way, the options do, down to their smallest. */
const LARGEST = 1.12;
const SMALLEST = 0.47; // text of 1/30 of the height, which the back row can still read
const STEP = 0.05;

/** False where even the smallest is too much: then fewer options go on one page. */
export function fitTo(box: HTMLElement): boolean {
  for (const tight of [false, true]) {
    box.classList.toggle("scene-tight", tight);
    // The question keeps its full size for as long as tighter options are enough.
    for (let size = LARGEST; size > (tight ? SMALLEST : 0.99); size -= STEP) {
      box.style.setProperty("--fit", size.toFixed(2));
      if (box.scrollHeight <= box.clientHeight) return true;
    }
  }
  return false;
}
