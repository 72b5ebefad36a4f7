/** Methods that only ask which option is preferred to which: Borda's points, and the strongest paths of Schulze. */

/** `pairs[a * options + b]`: ballots that prefer a to b. */
export type Pairs = readonly number[];

/** A point for every option below; options that a ballot leaves out share what is left, half a point for each pair of them. */
export function bordaPoints(options: number, pairs: Pairs, ballots: number): number[] {
  return Array.from({ length: options }, (_, a) => {
    let doubled = 0; // halves are exact this way
    for (let b = 0; b < options; b++) {
      if (a !== b) doubled += ballots + (pairs[a * options + b] ?? 0) - (pairs[b * options + a] ?? 0);
    }
    return doubled / 2;
  });
}

/** The option that beats every other one to one, where there is one. */
export function condorcetWinner(options: number, pairs: Pairs): number | null {
  for (let a = 0; a < options; a++) {
    let beats = 0;
    for (let b = 0; b < options; b++) if ((pairs[a * options + b] ?? 0) > (pairs[b * options + a] ?? 0)) beats += 1;
    if (beats === options - 1) return a;
  }
  return null;
}

/**
 * The strongest path from each option to each (Schulze 2011, with winning votes): a path is as strong as the weakest defeat on it.
 * In `paths[a * options + b]`, as in pairs.
 */
export function strongestPaths(options: number, pairs: Pairs): number[] {
  const at = (a: number, b: number) => a * options + b;
  const paths = pairs.map((votes, index) => {
    const [a, b] = [Math.floor(index / options), index % options];
    return votes > (pairs[at(b, a)] ?? 0) ? votes : 0;
  });
  for (let via = 0; via < options; via++) {
    for (let a = 0; a < options; a++) {
      if (a === via) continue;
      for (let b = 0; b < options; b++) {
        if (b === a || b === via) continue;
        const detour = Math.min(paths[at(a, via)] ?? 0, paths[at(via, b)] ?? 0);
        if (detour > (paths[at(a, b)] ?? 0)) paths[at(a, b)] = detour;
      }
    }
  }
  return paths;
}

/** Best first: of those that no option left beats by paths, the one that stands first by the rule for ties. */
export function schulzeOrder(options: number, paths: readonly number[], compare: (one: number, other: number) => number): number[] {
  const beats = (a: number, b: number) => (paths[a * options + b] ?? 0) > (paths[b * options + a] ?? 0);
  let left = Array.from({ length: options }, (_, option) => option);
  const order: number[] = [];
  while (left.length > 0) {
    const unbeaten = left.filter((option) => !left.some((other) => beats(other, option)));
    const [best] = unbeaten.sort(compare);
    if (best === undefined) throw new Error("beating by paths is transitive, so somebody is unbeaten");
    order.push(best);
    left = left.filter((option) => option !== best);
  }
  return order;
}
