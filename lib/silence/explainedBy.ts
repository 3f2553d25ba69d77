import type { AlertId } from '../alerts/alert';
import type { AlertDocument } from '../alerts/document';
import type { DocumentStore } from '../storage/documents';
import type { OpenSilence } from './silenceState';

/** Type of the alerts on changes of an account's logging. */
const LOGGING_DISABLED = 'CosmosDB_LoggingDisabled';
/** Records of before the change may still come after it, ms. */
const BEFORE = 2 * 3_600_000;
/** Changes that stop all categories. */
const OF_ALL = /diagnostic setting deleted|allLogs|\baudit\b/i;

/**
 * Alerts that say that the logging of the account was changed so that it falls silent like this.
 * @throws StorageError
 */
export async function explainedBy(
  store: DocumentStore,
  { account, kind, since, foundAt }: OpenSilence,
): Promise<readonly AlertId[]> {
  const alerts = await store.query<AlertDocument>('alerts', {
    partition: account,
    where: [
      { field: 'alertType', is: 'equal', value: LOGGING_DISABLED },
      { field: 'internal.startTime', is: 'atMost', value: foundAt },
      { field: 'internal.endTime', is: 'atLeast', value: since - BEFORE },
    ],
  });
  return alerts
    .filter(({ internal, reason, severity }) => {
      // What nobody was told of explains nothing.
      if (severity === 'Informational') return false;
      const what = internal.details['what'] ?? reason;
      // An account falls silent as a whole when the only category that it reports in is off.
      return kind === 'account' || what.includes(kind) || OF_ALL.test(what);
    })
    .map(({ id }) => id)
    .sort();
}
