/** Names that a document holds once, while its entries hold their numbers. */
export class NameList {
  private readonly numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(name, number);
    return number;
  }

  /** The names in the order of their numbers. */
  names(): readonly string[] {
    return [...this.numbers.keys()];
  }
}
