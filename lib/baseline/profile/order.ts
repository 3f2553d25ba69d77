/** Order statistics of plain lists of numbers. */

/** The middle one, or the mean of the two in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** The smallest value at or below which the share `q` of the values lies; 0 of none. */
export function percentile(values: readonly number[], q: number): number {
  const sorted = ascending(values);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
}

function ascending(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}
