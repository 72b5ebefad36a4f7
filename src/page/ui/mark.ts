/** The mark, a raised hand, as thick strokes on a grid of 24: plain text, since the Worker draws it too. */
export const HAND = "M6.2 8.6v6.2M10 4.6v9M13.8 4.2v9M17.6 7v8M6.2 13l-.1 1.8a5.8 5.8 0 0 0 11.5.2V12.5L13 11.5zM6.2 16.5L3.4 13.2";
