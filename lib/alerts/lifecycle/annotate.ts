import type { AlertDocument } from '../document';
import { withEntryOfPerson, type Note } from './history';

/**
 * Assigns an alert to somebody, or to nobody with null, and keeps a comment. Neither is a material
 * change, so the revision stays. What changes nothing leaves no entry.
 * @param assignedTo undefined leaves it as it is
 * @throws HistoryFullError
 */
export function annotate(
  alert: AlertDocument,
  assignedTo: string | null | undefined,
  note: Note,
): AlertDocument {
  if (assignedTo === undefined || assignedTo === alert.assignedTo) {
    return note.comment === null ? alert : withEntryOfPerson(alert, 'commented', note);
  }
  const what = assignedTo === null ? 'assigned to nobody' : `assigned to ${assignedTo}`;
  return withEntryOfPerson({ ...alert, assignedTo }, what, note);
}
