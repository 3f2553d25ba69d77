import type { Address } from './address';
import type { Network } from './network';
import { sweepRanges } from './rangeSweep';
import type { LabelledRange } from './rangeSweep';
import { findRange, overlappingRanges } from './sortedRanges';
import type { SortedRanges } from './sortedRanges';

/** A network and a short text about it, such as which list names it. */
export interface LabelledNetwork {
  readonly network: Network;
  readonly label: string;
}

const NO_LABELS: readonly string[] = [];

/** Immutable map from IP addresses to labels, built from networks that may overlap. */
export class RangeTable {
  constructor(
    readonly ipv4: SortedRanges,
    readonly ipv6: SortedRanges,
    /** The distinct sets of labels; ranges refer to them by index. */
    readonly labelSets: readonly (readonly string[])[],
  ) {}

  static build(networks: Iterable<LabelledNetwork>): RangeTable {
    const labels = new Interned<string>();
    const ranges: Record<4 | 6, LabelledRange[]> = { 4: [], 6: [] };
    for (const { network, label } of networks) {
      const { first, last, version } = network;
      ranges[version].push({ first, last, label: labels.numberOf(label, label) });
    }
    const sets = new Interned<readonly string[]>();
    const setNumber = (numbers: readonly number[]) =>
      sets.numberOf(
        numbers.join(),
        numbers.flatMap((number) => labels.values[number] ?? []),
      );
    const ipv4 = sweepRanges(1, ranges[4], setNumber);
    const ipv6 = sweepRanges(4, ranges[6], setNumber);
    return new RangeTable(ipv4, ipv6, sets.values);
  }

  /** Number of disjoint ranges. */
  get size(): number {
    return this.ipv4.sets.length + this.ipv6.sets.length;
  }

  /** Labels of all networks that hold the address; empty where there is none. */
  lookup(address: Address): readonly string[] {
    const ranges = address.version === 4 ? this.ipv4 : this.ipv6;
    return this.labelsAt(ranges, findRange(ranges, address.words));
  }

  /** Labels of all networks that share at least one address with this one. */
  overlapping(network: Network): ReadonlySet<string> {
    const ranges = network.version === 4 ? this.ipv4 : this.ipv6;
    const { from, to } = overlappingRanges(ranges, network.first, network.last);
    const found = new Set<string>();
    for (let index = from; index < to; index++) {
      for (const label of this.labelsAt(ranges, index)) found.add(label);
    }
    return found;
  }

  private labelsAt(ranges: SortedRanges, index: number): readonly string[] {
    return this.labelSets[ranges.sets[index] ?? -1] ?? NO_LABELS;
  }
}

/** Gives each distinct key a number, in order of appearance, and keeps its value. */
class Interned<Value> {
  readonly values: Value[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(key: string, value: Value): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}
