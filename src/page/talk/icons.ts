/** Shapes that only the talk needs; see `ui/icons.tsx`. */
export const ASK =
  "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M9.500 9.500a2.500 2.500 0 1 1 3.800 2.100c-.8.5-1.300 1-1.300 1.900M12 16.800h.01";
export const BELL = "M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 21h4";
