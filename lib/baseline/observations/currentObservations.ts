import { storedHourOf } from '../../activity/readHour';
import type { AnyActivityDocument } from '../../activity/version1';
import { HOUR } from '../../activity/windowPart';
import { activityOf, hourOf } from '../learning/ownHours';
import type { DocumentStore } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import type { Observations } from './observations';
import { readObservations } from './observationStore';

/** Hours that the learning timer has not come to are looked at, these many; it needs seven or eight. */
const RECENT_HOURS = 10;

/**
 * What was observed of an account, the hours among it that were not learned yet. Costs a read and a
 * query of at most ten hours.
 * @throws StorageError
 */
export async function currentObservations(
  documents: DocumentStore,
  account: AccountId,
  now: number,
): Promise<Observations> {
  const { observations } = await readObservations(documents, account);
  const first = Math.max(
    (observations.known.learnedThrough ?? -HOUR) + HOUR,
    hourOf(now) - (RECENT_HOURS - 1) * HOUR,
  );
  const recent = await documents.query<AnyActivityDocument>('activity', {
    partition: account,
    where: [{ field: 'hour', is: 'atLeast', value: first }],
  });
  const hours = new Map<number, AnyActivityDocument[]>();
  for (const document of recent) {
    // Clocks that run ahead write hours that have not begun.
    if (document.hour > now) continue;
    hours.set(document.hour, [...(hours.get(document.hour) ?? []), document]);
  }
  for (const [hour, stored] of [...hours].sort(([a], [b]) => a - b)) {
    observations.learn(activityOf(account, hour, storedHourOf(stored)));
  }
  return observations;
}
