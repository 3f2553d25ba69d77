import type { HistoryEntry } from '../alert';
import type { AlertDocument } from '../document';

/** Who did what no person did. */
export const SYSTEM = 'cosmos-warden';
/** Entries of an alert up to which people may add more: a document has to stay below 2 MB. */
export const MOST_ENTRIES = 200;

/** Who did something, when (epoch ms), and what they say of it. */
export interface Note {
  readonly by: string;
  readonly at: number;
  readonly comment: string | null;
}

/** The history of an alert is full; the app's own entries still find room. */
export class HistoryFullError extends Error {
  override readonly name = 'HistoryFullError';
  constructor(readonly alertId: string) {
    super(`Alert ${alertId} has ${MOST_ENTRIES} entries in its history, which is the most`);
  }
}

/** The alert with one more entry; entries are never changed or taken away. */
export function withEntry(alert: AlertDocument, what: string, note: Note): AlertDocument {
  const { by, comment } = note;
  const entry: HistoryEntry = { at: new Date(note.at).toISOString(), by, what, comment };
  return { ...alert, history: [...alert.history, entry] };
}

/** As `withEntry`, for what a person did. @throws HistoryFullError */
export function withEntryOfPerson(alert: AlertDocument, what: string, note: Note): AlertDocument {
  if (alert.history.length >= MOST_ENTRIES) throw new HistoryFullError(alert.id);
  return withEntry(alert, what, note);
}
