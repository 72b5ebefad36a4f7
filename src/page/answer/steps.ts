const ONE_ROW_MAX = 6; // of at least 40 px on a phone of 320 px

/** As many columns as fit; a longer scale stands in two rows on a phone. */
export function stepsClass(steps: number): string {
  return steps > ONE_ROW_MAX ? `rating-${steps} rating-long` : `rating-${steps}`;
}
