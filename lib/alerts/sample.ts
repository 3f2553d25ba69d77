import type { Alert } from './alert';

/** Marks an alert in `extendedProperties`. */
const MARK = { sample: 'true' } as const;

/** Raised for made-up records: it teaches nothing, and belongs to no story but its own. */
export function isSample({ extendedProperties }: Pick<Alert, 'extendedProperties'>): boolean {
  return extendedProperties['sample'] === MARK.sample;
}

/** The alert, marked as raised for made-up records. */
export function markedAsSample<A extends Pick<Alert, 'extendedProperties'>>(alert: A): A {
  return { ...alert, extendedProperties: { ...alert.extendedProperties, ...MARK } };
}
