/** A name and its sums, as they are stored. */
export type StoredTally = readonly (readonly [name: string, ...sums: number[]])[];

/** Several sums for each of a bounded number of names. */
export class Tally {
  private readonly sums = new Map<string, number[]>();

  /** @param most names that are stored; the heaviest by their first sum stay */
  constructor(private readonly most: number) {}

  add(name: string, ...numbers: readonly number[]): void {
    const known = this.sums.get(name);
    if (known === undefined) this.sums.set(name, [...numbers]);
    else numbers.forEach((number, at) => (known[at] = (known[at] ?? 0) + number));
  }

  addAll(other: Iterable<readonly [name: string, ...sums: number[]]>): void {
    for (const [name, ...numbers] of other) this.add(name, ...numbers);
  }

  /** One sum of one name. */
  of(name: string, at = 0): number {
    return this.sums.get(name)?.[at] ?? 0;
  }

  /** One sum over all names that a condition holds for. */
  total(at = 0, holds: (name: string) => boolean = () => true): number {
    let total = 0;
    for (const [name, sums] of this.sums) if (holds(name)) total += sums[at] ?? 0;
    return total;
  }

  /** The heaviest first. */
  entries(): readonly (readonly [name: string, ...sums: number[]])[] {
    return [...this.sums]
      .sort(([a, x], [b, y]) => (y[0] ?? 0) - (x[0] ?? 0) || (a < b ? -1 : 1))
      .map(([name, sums]): [string, ...number[]] => [name, ...sums]);
  }

  toStored(): [string, ...number[]][] {
    return this.entries()
      .slice(0, this.most)
      .map(([name, ...sums]): [string, ...number[]] => [name, ...sums]);
  }
}
