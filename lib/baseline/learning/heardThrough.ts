import type { PartitionDocument } from '../../ingestion/partitionState';
import { HOUR } from '../../activity/windowPart';

/** A partition that was read within this time tells how far the hub was read, ms. */
const RECENT = HOUR;
/** One whose messages lay longer in the hub before they were read has a backlog, ms. */
const BACKLOG = HOUR / 4;

/**
 * Until when all has come that will come, but for single late records, epoch ms. After the app stood
 * still the hub holds hours of messages; an hour that were learned before they are read would teach
 * that nothing happened. -Infinity where no partition was read lately, so that nothing is known.
 */
export function heardThrough(
  partitions: readonly Pick<PartitionDocument, 'processedAt' | 'enqueuedTime'>[],
  now: number,
): number {
  const recent = partitions.filter(({ processedAt }) => now - processedAt < RECENT);
  if (recent.length === 0) return -Infinity;
  return Math.min(
    ...recent.map(({ processedAt, enqueuedTime }) =>
      processedAt - enqueuedTime > BACKLOG ? enqueuedTime : now,
    ),
  );
}
