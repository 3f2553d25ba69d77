import type { Alert } from '../../lib/alerts/alert';
import type { Facet } from '../../lib/alerts/facts';

/** Values that the alert names of a kind; at most 20 of each are kept. */
export function evidenceOf({ supportingEvidence }: Alert, facet: Facet): readonly string[] {
  const values = supportingEvidence[facet];
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

/** A figure among the details of an alert; null where it has none. */
export function figureOf({ extendedProperties }: Alert, name: string): number | null {
  const text = extendedProperties[name];
  const value = text === undefined || text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Ids of alerts of the same story. */
export function relatedIds({ extendedProperties }: Alert): readonly string[] {
  return (extendedProperties['relatedAlerts'] ?? '').match(/[0-9a-f]{32}/g) ?? [];
}
