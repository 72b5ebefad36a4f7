/** In a quiz an option has a shape beside its letter and its colour: filled, on a grid of 24, told apart from the back of a room. */
const SHAPES = [
  "M12 3.2L22.2 21H1.8z", // triangle
  "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0z", // circle
  "M3.2 3.2h17.6v17.6H3.2z", // square
  "M12 1l8.8 11L12 23 3.2 12z", // diamond
  "M12.0 1.2L15.6 7.8L23.0 9.2L17.9 14.7L18.8 22.2L12.0 19.0L5.2 22.2L6.1 14.7L1.0 9.2L8.4 7.8z", // star
  "M7 1.5h10V7h5.5v10H17v5.5H7V17H1.5V7H7z", // cross
];

/** The path of an option's shape. A quiz has at most as many options as there are shapes. */
export function shapeOf(option: number): string {
  return SHAPES[option % SHAPES.length] ?? "";
}
