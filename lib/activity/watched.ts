import type { AccessEvent } from '../telemetry/event';

/** Kinds of operations that are kept as sets, because a number of them decides an alert. */
export const WATCHED = ['refused', 'deleted', 'dropped'] as const;
export type Watched = (typeof WATCHED)[number];

/** Which of them an event is, or null. */
export function watchedKindOf(event: AccessEvent): Watched | null {
  if (event.outcome === 'denied') return 'refused';
  if (event.operation !== 'delete' || event.outcome !== 'ok') return null;
  if (event.resourceType === 'document') return 'deleted';
  return event.resourceType === 'container' || event.resourceType === 'database' ? 'dropped' : null;
}
