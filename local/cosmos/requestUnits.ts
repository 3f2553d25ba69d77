/**
 * Request units, estimated: no promise about what Azure charges, but the same shape.
 * Documented for indexed items at session consistency: a point read costs 1 RU for 1 KB and 10 RU for
 * 100 KB, a write 5 RU and 50 RU (https://learn.microsoft.com/azure/cosmos-db/optimize-cost-reads-writes).
 * Between and beyond these sizes the estimate is linear.
 */
const bySize = (atOneKb: number, atHundredKb: number) => (bytes: number) =>
  atOneKb + ((atHundredKb - atOneKb) / 99) * Math.max(0, bytes / 1024 - 1);

export const estimatedReadUnits = bySize(1, 10);

export const estimatedWriteUnits = bySize(5, 50);

/** The smallest charge seen for a query; Microsoft documents no figure, only that a query costs more than a point read. */
const QUERY_BASE_UNITS = 2.3;

/** A query page: the base, and the documents it returns by size at the slope of point reads. */
export function estimatedQueryUnits(bytes: number): number {
  return QUERY_BASE_UNITS + (9 / 99) * (bytes / 1024);
}

/** What a refused operation (404, 409, 412) is counted as: one look at the index. */
export const ESTIMATED_REFUSAL_UNITS = 1;
