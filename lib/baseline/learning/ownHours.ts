import { compactHour } from '../../activity/compactHour';
import { ActivityDocumentError, readHour, type StoredHour } from '../../activity/readHour';
import { windowOf, hourActivityOf } from '../../activity/window';
import type { HourActivity } from '../../activity/hourActivity';
import { HOUR } from '../../activity/windowPart';
import type { DocumentStore, StoredDocument } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';

/** Activity is kept for so long. */
const KEPT = 45 * 24 * HOUR;

/** An hour of our own activity as it was read. */
export interface OwnHour {
  readonly activity: HourActivity;
  readonly stored: StoredHour;
}

/** Start of the first hour of which activity is still kept, epoch ms. */
export function firstKeptHour(now: number): number {
  return hourOf(now - KEPT) + HOUR;
}

export function hourOf(time: number): number {
  return Math.floor(time / HOUR) * HOUR;
}

/**
 * The hours from `first` to `last` of which there is activity, in order. What lies idle between them
 * costs two requests, however long it is.
 * @throws StorageError
 */
export async function* ownHours(
  documents: DocumentStore,
  account: AccountId,
  first: number,
  last: number,
): AsyncGenerator<OwnHour> {
  let hour: number | null = first;
  while (hour !== null && hour <= last) {
    const own = await ownHour(documents, account, hour);
    if (own !== null) yield own;
    hour = own === null ? await nextOwnHour(documents, account, hour + HOUR, last) : hour + HOUR;
  }
}

/** One hour, or null where there is nothing of it. @throws StorageError */
export async function ownHour(
  documents: DocumentStore,
  account: AccountId,
  hour: number,
): Promise<OwnHour | null> {
  const stored = await readHour(documents, account, hour);
  const { parts, covered, compacted, unreadable } = stored;
  if (parts.length + covered.length + unreadable.length === 0 && compacted === null) return null;
  return { activity: activityOf(account, hour, stored), stored };
}

/** What a profile learns of an hour, from what is stored of it. */
export function activityOf(
  account: AccountId,
  hour: number,
  { parts, compacted }: StoredHour,
): HourActivity {
  const counts = [...(compacted === null ? [] : [compacted]), ...parts].map((part) => part.counts);
  return hourActivityOf(windowOf(account, hour, counts));
}

/** Start of the first hour from `first` to `last` of which there is activity; null for none. */
export async function nextOwnHour(
  documents: DocumentStore,
  account: AccountId,
  first: number,
  last: number,
): Promise<number | null> {
  if (first > last) return null;
  const [next] = await documents.query<StoredDocument & { readonly hour: number }>('activity', {
    partition: account,
    where: [
      { field: 'hour', is: 'atLeast', value: first },
      { field: 'hour', is: 'atMost', value: last },
    ],
    orderBy: { field: 'hour', descending: false },
    limit: 1,
  });
  // A damaged document may name any time.
  return next === undefined ? null : hourOf(next.hour);
}

/**
 * Puts the documents of an hour together where there are several.
 * @returns what could not be read and was left as it is
 * @throws StorageError
 */
export async function compactOwn(
  documents: DocumentStore,
  { activity: { account, hour }, stored }: OwnHour,
): Promise<readonly ActivityDocumentError[]> {
  const { parts, covered, compacted, unreadable } = stored;
  if (parts.length + covered.length + (compacted === null ? 0 : 1) < 2) return unreadable;
  try {
    await compactHour(documents, account, hour);
    return unreadable;
  } catch (error) {
    if (!(error instanceof ActivityDocumentError)) throw error;
    return [...unreadable, error];
  }
}
