import { StorageError, type DocumentStore, type Versioned } from '../../storage/documents';
import type { AlertDocument } from '../document';

/** Lost races against the pipeline before an edit gives up. */
const MOST_RACES = 20;

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
export async function editAlert(
  store: DocumentStore,
  id: string,
  isExpected: ((etag: string) => boolean) | null,
  edit: (alert: AlertDocument) => AlertDocument,
): Promise<Versioned<AlertDocument>> {
  for (let race = 0; race < MOST_RACES; race += 1) {
    const known = await findAlert(store, id);
    if (isExpected?.(known.etag) === false) throw new AlertChangedError(id);
    const edited = edit(known.document);
    if (edited === known.document) return known;
    const written = await store.replace('alerts', edited, known.etag);
    if (written !== null) return written;
  }
  throw new StorageError('replace', 'alerts', new Error(`alert ${id} kept changing`));
}
