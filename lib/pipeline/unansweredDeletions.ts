import type { AlertDocument } from '../alerts/document';
import { metadata as loggingDisabled } from '../detectors/loggingDisabled/metadata';
import { unansweredIn, WRITTEN_AGAIN_WITHIN } from '../detectors/loggingDisabled/redeployment';
import type { ManagementJoin } from '../ingestion/managementJoin';
import type { ManagementOperation } from '../management/operation';
import type { DocumentStore } from '../storage/documents';

/** A deletion is looked after for so long, ms. */
const LOOKED_AFTER = 86_400_000;

/**
 * Deletions of diagnostic settings that looked like replacements, and are none: of the quiet alerts of
 * the last day, those whose setting was not written again in time.
 * @param at event time until which records have come, epoch ms
 * @throws StorageError
 */
export async function unansweredDeletions(
  store: DocumentStore,
  management: ManagementJoin,
  at: number,
): Promise<readonly ManagementOperation[]> {
  const quiet = await store.query<AlertDocument>('alerts', {
    where: [
      { field: 'alertType', is: 'equal', value: loggingDisabled.id },
      { field: 'severity', is: 'equal', value: 'Informational' },
      { field: 'internal.endTime', is: 'atLeast', value: at - LOOKED_AFTER },
      { field: 'internal.startTime', is: 'atMost', value: at - WRITTEN_AGAIN_WITHIN },
    ],
  });
  const unanswered: ManagementOperation[] = [];
  for (const account of new Set(quiet.map(({ accountId }) => accountId))) {
    const operations = unansweredIn(await management.operationsOf(account), at);
    unanswered.push(...operations.filter(({ event }) => event.time >= at - LOOKED_AFTER));
  }
  return unanswered;
}
