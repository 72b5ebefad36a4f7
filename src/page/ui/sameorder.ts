/** Do two lists hold the same, in the same order? */
export function isSameOrder<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
