/** The question is as large as the screen allows: from 1.3 of its size downwards until nothing is cut off. */
const LARGEST = 1.3;
const SMALLEST = 0.47; // text of 1/30 of the height, which the back row can still read
const STEP = 0.05;

export function fit(box: HTMLElement): void {
  for (let size = LARGEST; size > SMALLEST; size -= STEP) {
    box.style.setProperty("--fit", size.toFixed(2));
    if (box.scrollHeight <= box.clientHeight) return;
  }
}
