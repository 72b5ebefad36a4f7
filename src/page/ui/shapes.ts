/** In a quiz an option has a shape beside its letter and its colour: filled, on a grid of 24, told apart from the back of a room. */
const SHAPES = [
  "M12 3.2L22.2 21H1.8z", // triangle
  "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0z", // circle
  "M3.2 3.2h17.6v17.6H3.2z", // square
  "M12 1l8.8 11L12 23 3.2 12z", // diamond
  "M12 1.2l3.3 7.2 7.7.9-5.7 5.4 1.5 7.8L12 18.7l-6.8 3.8 1.5-7.8L1 9.3l7.7-.9z", // star
  "M8.2 2h7.6v6.2H22v7.6h-6.2V22H8.2v-6.2H2V8.2h6.2z", // cross
];

/** The path of an option's shape. A quiz has at most as many options as there are shapes. */
export function shapeOf(option: number): string {
  return SHAPES[option % SHAPES.length] ?? "";
}
