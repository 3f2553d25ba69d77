import type { DocumentStore, Versioned } from '../../storage/documents';
import { LOST, untilWon } from '../../storage/races';
import type { AlertDocument } from '../document';

/** There is no alert with this id. */
export class AlertMissingError extends Error {
  override readonly name = 'AlertMissingError';
  constructor(readonly alertId: string) {
    super(`There is no alert '${alertId}'`);
  }
}

/** The alert is no longer the one that the caller has seen. */
export class AlertChangedError extends Error {
  override readonly name = 'AlertChangedError';
  constructor(readonly alertId: string) {
    super(`Alert ${alertId} has changed meanwhile`);
  }
}

/**
 * Finds an alert by its id alone.
 * @throws AlertMissingError
 * @throws StorageError
 */
export async function findAlert(
  store: DocumentStore,
  id: string,
): Promise<Versioned<AlertDocument>> {
  const [found] = await store.query<AlertDocument>('alerts', {
    where: [{ field: 'id', is: 'equal', value: id }],
    limit: 1,
  });
  // A query gives no ETag.
  const alert = found && (await store.read<AlertDocument>('alerts', found.accountId, id));
  if (alert === undefined || alert === null) throw new AlertMissingError(id);
  return alert;
}

/**
 * Changes an alert. An alert grows while its attack goes on: without an expected version, a change
 * that loses against that is made anew.
 * @param isExpected whether the caller means this version, by its ETag; null where any will do
 * @param edit gives the alert itself where nothing is to change; may throw
 * @throws AlertMissingError
 * @throws AlertChangedError
 * @throws StorageError
 */
export function editAlert(
  store: DocumentStore,
  id: string,
  isExpected: ((etag: string) => boolean) | null,
  edit: (alert: AlertDocument) => AlertDocument,
): Promise<Versioned<AlertDocument>> {
  const race = { operation: 'replace', container: 'alerts', what: `alert ${id}` } as const;
  return untilWon(race, async () => {
    const known = await findAlert(store, id);
    if (isExpected?.(known.etag) === false) throw new AlertChangedError(id);
    const edited = edit(known.document);
    if (edited === known.document) return known;
    const written = await store.replace('alerts', edited, known.etag);
    return written ?? LOST;
  });
}
