/** A few shapes on a grid of 24, one stroke. A page bundles only those that it names. */

export const CHECK = "M5 12.5l4.5 4.5L19 7.5";
export const ARROW_UP = "M12 19V5M6 11l6-6 6 6";
export const CLOCK = "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0";
export const LOCK = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
export const CYCLE = "M20 12a8 8 0 0 1-14 5.3M4 12a8 8 0 0 1 14-5.3M18 3v4h-4M6 21v-4h4";
export const NO_LINE = "M4 4l16 16M5 12a10 10 0 0 1 3.5-2.3M12 8.5a10 10 0 0 1 7 3.5M8.5 15.5a5 5 0 0 1 5-1M12 19h.01";
export const EYE_OFF =
  "M4 4l16 16M9.5 5.8A10 10 0 0 1 21 12a13 13 0 0 1-2 2.7M6.5 7.5A13 13 0 0 0 3 12c2.5 5 8 7.5 13 5.200M10 10a3 3 0 0 0 4 4";
export const EYE = "M3 12c4-8 14-8 18 0-4 8-14 8-18 0M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0";
export const BACK = "M15 5l-7 7 7 7";
export const NEXT = "M9 5l7 7-7 7";
export const ALERT = "M12 4L2.5 20h19zM12 10v4.5M12 17.5h.01";
export const CROSS = "M6 6l12 12M18 6L6 18";
export const PEOPLE =
  "M12 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M2 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.800a3.5 3.5 0 0 1 0 6.400M18 14.5c2.5.8 4 2.7 4 5.5";
export const PLUS = "M12 5v14M5 12h14";
export const TRASH = "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5";
export const COPY = "M9 9h11v11H9zM5 15H4V4h11v1";
export const SCREEN = "M3 4h18v12H3zM8 20h8M12 16v4";
export const SHARE = "M12 14V3M8 7l4-4 4 4M6 11H5v9h14v-9h-1";
export const DOWNLOAD = "M12 3v12M7.5 11l4.5 4 4.5-4M5 20h14";
export const PLAY = "M7 4.5v15L19 12z";
export const PAUSE = "M8 5v14M16 5v14";
export const DOTS = "M12 5.5h.01M12 12h.01M12 18.5h.01";
export const UNLOCK = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.800-1.200";
export const STOP = "M6 6h12v12H6z";
export const UP = "M5 15l7-7 7 7";
export const DOWN = "M5 9l7 7 7-7";
export const KEY = "M14.5 9.5L21 3M18 6l2 2M15.5 14.5a5 5 0 1 1-10 0 5 5 0 0 1 10 0";
export const SUN =
  "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M19 5l-1.5 1.5M6.5 17.5L5 19";
export const MOON = "M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5";
export const HALF = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 3v18M12 8h7.5M12 12h9M12 16h7.5";
export const LIST = "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01";
export const MERGE = "M6 4v4c0 4 6 4 6 8v4M18 4v4c0 4-6 4-6 8";
export const UNMERGE = "M12 4v4c0 4-6 4-6 8v4M12 8c0 4 6 4 6 8v4M3 17l3 3 3-3M15 17l3 3 3-3";
export const BROOM = "M14 10L20 4M9 9l6 6M9 9c-2 3-4 4-6 4 1 4 4 7 8 8 0-2 1-4 4-6";
export const WAND = "M5 19L15 9M17 3v4M15 5h4M20 11v2M19 12h2M9 4v2M8 5h2";
export const SORT = "M8 20V4M4 8l4-4 4 4M16 4v16M12 16l4 4 4-4";
export const PIN = "M9 4h6l-1 6 3.500 3.500H6.500L10 10zM12 13.500V20";
export const SEND = "M4 12L20 4l-5 16-3.500-6.500zM11.500 13.500L20 4";
export const PICTURE = "M4 5h16v14H4zM4 16l5-5 4 4 2.500-2.500L20 16.500M15.500 9h.01";
export const SMILE = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M9 10h.01M15 10h.01M8.500 14.500c2 2.300 5 2.300 7 0";

/** How people answer, by the kind of question. */
export const KIND_SHAPES = {
  choice: "M4 12.5l3 3L12.500 9M15 7h6M15 12h6M15 17h6",
  rating: "M12 3.5l2.600 5.400 5.900.8-4.300 4.100 1 5.900L12 16.900l-5.200 2.800 1-5.900L3.500 9.700l5.900-.8z",
  ranking: "M4 6h1.500v5M4 11h3M4 15h3l-3 4h3M11 7h9M11 12h6M11 17h3",
  text: "M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12.500h5",
  number: "M9 4L7 20M17 4l-2 16M4 9h16M4 15h16",
};

/** Always beside words, or in a button that has a name: hidden from screen readers. */
export function Icon({ shape }: { shape: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shape} />
    </svg>
  );
}
