import type { AlertStatus } from '../alert';
import type { AlertDocument } from '../document';
import { revised } from '../revision';
import { SYSTEM, withEntry, withEntryOfPerson, type Note } from './history';

/** What can be done to an alert's status, by the names of Defender's API. */
export const STATUS_ACTIONS = {
  activate: 'Active',
  inProgress: 'InProgress',
  resolve: 'Resolved',
  dismiss: 'Dismissed',
} as const satisfies Record<string, AlertStatus>;

/** The alert has the status already. */
export class SameStatusError extends Error {
  override readonly name = 'SameStatusError';
  constructor(
    readonly alertId: string,
    readonly status: AlertStatus,
  ) {
    super(`Alert ${alertId} is ${status} already`);
  }
}

/**
 * Gives an alert another status; every status may follow every other.
 * @throws SameStatusError
 * @throws HistoryFullError
 */
export function changeStatus(alert: AlertDocument, status: AlertStatus, note: Note): AlertDocument {
  if (alert.status === status) throw new SameStatusError(alert.id, status);
  return withEntryOfPerson(moved(alert, status, note.at), changeText(alert.status, status), note);
}

/** An attack that goes on opens a resolved alert again; a dismissed one only counts on. */
export function reopenIfResolved(alert: AlertDocument, now: number): AlertDocument {
  if (alert.status !== 'Resolved') return alert;
  const what = `${changeText('Resolved', 'Active')}: it goes on`;
  return withEntry(moved(alert, 'Active', now), what, { by: SYSTEM, at: now, comment: null });
}

function moved(alert: AlertDocument, status: AlertStatus, now: number): AlertDocument {
  return revised({ ...alert, status }, 1, now);
}

function changeText(from: AlertStatus, to: AlertStatus): string {
  return `status changed from ${from} to ${to}`;
}
