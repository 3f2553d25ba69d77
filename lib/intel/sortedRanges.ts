import type { Words } from './address';

/**
 * Disjoint address ranges of one IP version, sorted, in typed arrays. Range `i` goes from the
 * `width` words at `i * width` of `starts` to those of `ends`, and carries label set `sets[i]`.
 */
export interface SortedRanges {
  /** Words per address: 1 for IPv4, 4 for IPv6. */
  readonly width: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly sets: Uint32Array;
}

/** Index of the range that holds an address, or -1. Binary search. */
export function findRange(ranges: SortedRanges, address: Words): number {
  const index = lastStartingAtOrBefore(ranges, address);
  return index >= 0 && compareAt(ranges.ends, index * ranges.width, address) >= 0 ? index : -1;
}

/** First index and end index (not included) of the ranges that share an address with first..last. */
export function overlappingRanges(
  ranges: SortedRanges,
  first: Words,
  last: Words,
): { readonly from: number; readonly to: number } {
  const before = lastStartingAtOrBefore(ranges, first);
  const reaches = before >= 0 && compareAt(ranges.ends, before * ranges.width, first) >= 0;
  return { from: reaches ? before : before + 1, to: lastStartingAtOrBefore(ranges, last) + 1 };
}

function lastStartingAtOrBefore(ranges: SortedRanges, address: Words): number {
  const { starts, width } = ranges;
  const [firstWord = 0] = address;
  let low = 0;
  let high = ranges.sets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    // Mostly the first word decides, and for IPv4 it is the only one.
    const difference = (starts[middle * width] ?? 0) - firstWord;
    if ((difference || compareAt(starts, middle * width, address)) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Below 0, 0 or above 0 as the address stored at `offset` is before, at or after the other. */
function compareAt(stored: Uint32Array, offset: number, address: Words): number {
  for (let word = 0; word < address.length; word++) {
    const difference = (stored[offset + word] ?? 0) - (address[word] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
