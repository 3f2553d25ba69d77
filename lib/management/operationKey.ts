import type { AccessEvent } from '../telemetry/event';

/**
 * What the records of one operation have in common within their log: start and end of it, and each
 * time that it is told of. The correlation id alone does not do, since all operations of a deployment
 * share it.
 */
export function operationKeyOf(event: AccessEvent): string {
  const { management, operationName, activityId, resource } = event;
  const id = management?.source === 'activityLog' ? management.correlationId : activityId;
  if (management === null || id === '') {
    return `record ${event.keyHigh} ${event.keyLow}`;
  }
  const name = operationName.toLowerCase().replace(/(start|complete)$/, '');
  return `${management.source} ${event.account} ${id} ${name} ${resource}`.toLowerCase();
}
