import type { AlertType } from '../alerts/alertType';
import { alertId } from '../alerts/identity';
import type { AlertDocument } from '../alerts/document';
import { gatheredFrom } from '../alerts/gather';
import { SYSTEM, withEntry } from '../alerts/lifecycle/history';
import { minute } from '../alerts/phrases';
import { writeAlert } from '../alerts/write';
import { StorageError, type DocumentStore } from '../storage/documents';
import type { SilenceAlert } from './silence';
import type { PastSilence } from './silenceState';

const MOST_RACES = 20;

/**
 * Says in the alert on a silence that it is over: in its reason, its end and its history. That is no
 * material change, so nobody is told anew. Doing it again changes nothing.
 * @param now epoch ms
 * @throws StorageError
 */
export async function noteEnding(
  store: DocumentStore,
  { identity, detector }: SilenceAlert,
  over: Pick<PastSilence, 'end' | 'ending'>,
  now: number,
): Promise<void> {
  const id = alertId(identity);
  for (let race = 0; race < MOST_RACES; race += 1) {
    const known = await store.read<AlertDocument>('alerts', identity.account, id);
    if (known === null || known.document.internal.details[over.ending] !== undefined) return;
    const ended = withEnding(known.document, detector, over, now);
    if ((await store.replace('alerts', ended, known.etag)) !== null) return;
  }
  throw new StorageError('replace', 'alerts', new Error(`alert ${id} kept changing`));
}

function withEnding(
  alert: AlertDocument,
  detector: AlertType,
  { end, ending }: Pick<PastSilence, 'end' | 'ending'>,
  now: number,
): AlertDocument {
  const gathered = gatheredFrom(alert);
  const { order, related, chains } = alert.internal;
  const details = { ...gathered.details, [ending]: new Date(end).toISOString() };
  const endTime = Math.max(gathered.endTime, end);
  const written = writeAlert(detector, { ...gathered, details, endTime }, () => null, {
    ...alert,
    order,
    related,
    chains,
  });
  const what =
    ending === 'returned'
      ? `records come again, the first at ${minute(end)}`
      : `the account was deleted at ${minute(end)}`;
  return withEntry(written, what, { by: SYSTEM, at: now, comment: null });
}
