/** Something for each voter in each round of each question: in maps of maps, since a key of all three would be written anew for every look. */
export class Places<Kept> {
  readonly #groups = new Map<string, Map<number, Map<string, Kept>>>();

  get(question: string, round: number, voter: string): Kept | undefined {
    return this.#groups.get(question)?.get(round)?.get(voter);
  }

  has(question: string, round: number, voter: string): boolean {
    return this.#groups.get(question)?.get(round)?.has(voter) ?? false;
  }

  set(question: string, round: number, voter: string, kept: Kept): void {
    const rounds = this.#groups.get(question) ?? new Map<number, Map<string, Kept>>();
    const voters = rounds.get(round) ?? new Map<string, Kept>();
    voters.set(voter, kept);
    if (voters.size > 1) return; // it stands where it belongs already
    rounds.set(round, voters);
    this.#groups.set(question, rounds);
  }

  *groups(): Iterable<{ question: string; round: number; voters: ReadonlyMap<string, Kept> }> {
    for (const [question, rounds] of this.#groups) for (const [round, voters] of rounds) yield { question, round, voters };
  }
}
