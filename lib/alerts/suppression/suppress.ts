import type { AlertDocument } from '../document';
import { SYSTEM, withEntry } from '../lifecycle/history';
import { revised } from '../revision';
import { covers } from './covers';
import type { SuppressionRule } from './rule';

/**
 * Marks an alert that was created, or has grown, with the rule that covers it, and takes the mark
 * off an alert that has outgrown its rule: that is as material as its creation.
 * @param rules those in force
 * @param now epoch ms
 */
export function suppress(
  alert: AlertDocument,
  rules: readonly SuppressionRule[],
  now: number,
): AlertDocument {
  const { suppressedBy: before } = alert;
  const covering = rules.filter((rule) => covers(rule, alert)).map(({ id }) => id);
  // Of several rules the one that hid it before goes on doing so.
  const suppressedBy = covering.find((id) => id === before) ?? [...covering].sort().at(0) ?? null;
  if (suppressedBy === before) return alert;
  const note = { by: SYSTEM, at: now, comment: null };
  if (suppressedBy !== null) {
    return withEntry(
      { ...alert, suppressedBy },
      `hidden by suppression rule ${suppressedBy}`,
      note,
    );
  }
  return withEntry(
    revised({ ...alert, suppressedBy }, 1, now),
    `no longer covered by suppression rule ${before ?? ''}`,
    note,
  );
}
