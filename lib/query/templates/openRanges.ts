import { comparisons, type Side } from './comparedProperties';
import type { OpenPlace } from './placeBreak';

const OTHER_END: ReadonlyMap<Side, Side> = new Map([
  ['least', 'most'],
  ['most', 'least'],
]);

/** Which properties a container compares from one side only. */
export class OpenRanges {
  private readonly open = new Set<string>();

  add(tokens: readonly string[]): void {
    const compared = [...comparisons(tokens)];
    for (const { property, side } of compared) {
      const other = OTHER_END.get(side);
      if (other === undefined) continue;
      if (!compared.some((one) => one.property === property && one.side === other)) {
        this.open.add(property);
      }
    }
  }

  /** Whether a text that ends behind a literal loses the other end of a range that always has one. */
  isCut({ tokens: known, at }: OpenPlace): boolean {
    const compared = [...comparisons(known)];
    const last = compared.findLast((one) => one.at < at);
    if (last === undefined || this.open.has(last.property) || at - last.at > 2) return false;
    const other = OTHER_END.get(last.side);
    return compared.some(
      (one) => one.at > at && one.property === last.property && one.side === other,
    );
  }
}
