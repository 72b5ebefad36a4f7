/** Close codes, in two ranges: those from 4000 say "do not come back as you are", but for one; the others "come back". */
export const CLOSE = {
  normal: 1000,
  restarted: 1012,
  fellBehind: 1013,
  badMessages: 4400,
  wrongKey: 4401,
  noSuchPoll: 4404,
  noHello: 4408,
  deleted: 4410,
  tooManyMessages: 4429,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** May a client with this close code open a new socket just like the last one? */
export function mayComeBack(code: number): boolean {
  return code < 4000 || code === CLOSE.noHello; // its hello may have been stuck in a network
}
