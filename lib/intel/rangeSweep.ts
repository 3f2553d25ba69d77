import type { Words } from './address';
import type { SortedRanges } from './sortedRanges';

/** A range with the number of its label; ranges may overlap, repeat and come in any order. */
export interface LabelledRange {
  readonly first: Words;
  readonly last: Words;
  readonly label: number;
}

/** Gives equal label sets one number. */
export type SetNumber = (labels: readonly number[]) => number;

interface Boundary {
  readonly at: Words;
  readonly label: number;
  readonly change: 1 | -1;
}

/**
 * Cuts overlapping ranges into disjoint ones, each with the set of all labels that cover it.
 * A sweep over the sorted starts and ends: n log n in the number of ranges.
 */
export function sweepRanges(
  width: number,
  ranges: readonly LabelledRange[],
  setNumber: SetNumber,
): SortedRanges {
  const boundaries = sortedBoundaries(ranges);
  const output = new RangeOutput();
  const covering = new Map<number, number>();
  for (let index = 0; index < boundaries.length; index++) {
    const boundary = boundaries[index];
    if (boundary === undefined) break;
    const count = (covering.get(boundary.label) ?? 0) + boundary.change;
    if (count === 0) covering.delete(boundary.label);
    else covering.set(boundary.label, count);

    const next = boundaries[index + 1]?.at;
    if (covering.size === 0 || (next !== undefined && compare(boundary.at, next) === 0)) continue;
    const labels = [...covering.keys()].sort((a, b) => a - b);
    // Without a next boundary, a range reaches the very last address.
    const end = next === undefined ? boundary.at.map(() => 0xffffffff) : previousOf(next);
    output.add(boundary.at, end, setNumber(labels));
  }
  return output.toRanges(width);
}

function sortedBoundaries(ranges: readonly LabelledRange[]): Boundary[] {
  const boundaries: Boundary[] = [];
  for (const { first, last, label } of ranges) {
    boundaries.push({ at: first, label, change: 1 });
    const after = nextOf(last);
    if (after !== null) boundaries.push({ at: after, label, change: -1 });
  }
  return boundaries.sort((a, b) => compare(a.at, b.at));
}

/** Collects disjoint ranges in order and joins neighbours that carry the same labels. */
class RangeOutput {
  private readonly starts: number[] = [];
  private readonly sets: number[] = [];
  private readonly ends: number[] = [];
  private lastEnd: Words = [];

  add(start: Words, end: Words, set: number): void {
    const touches = this.sets.at(-1) === set && compare(nextOf(this.lastEnd) ?? [], start) === 0;
    if (touches) {
      this.ends.length -= end.length;
    } else {
      this.starts.push(...start);
      this.sets.push(set);
    }
    this.ends.push(...end);
    this.lastEnd = end;
  }

  toRanges(width: number): SortedRanges {
    return {
      width,
      starts: Uint32Array.from(this.starts),
      ends: Uint32Array.from(this.ends),
      sets: Uint32Array.from(this.sets),
    };
  }
}

function compare(a: Words, b: Words): number {
  for (let word = 0; word < b.length; word++) {
    const difference = (a[word] ?? -1) - (b[word] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The address after this one, or null after the very last. */
function nextOf(address: Words): Words | null {
  const next = [...address];
  for (let word = next.length - 1; word >= 0; word--) {
    const value = next[word] ?? 0;
    next[word] = value === 0xffffffff ? 0 : value + 1;
    if (value !== 0xffffffff) return next;
  }
  return null;
}

/** The address before this one, which is not the very first. */
function previousOf(address: Words): Words {
  const previous = [...address];
  for (let word = previous.length - 1; word >= 0; word--) {
    const value = previous[word] ?? 0;
    previous[word] = value === 0 ? 0xffffffff : value - 1;
    if (value !== 0) break;
  }
  return previous;
}
