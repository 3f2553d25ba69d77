import type { Reputation } from '../intel/threatIntel';
import type { AccessEvent } from '../telemetry/event';
import type { DetectionContext } from './detector';

/**
 * What the threat lists say of the client of a request that got in; null for all other requests. A
 * refused client is noise, and the platform's own requests are no client's.
 */
export function listedClient(event: AccessEvent, context: DetectionContext): Reputation | null {
  if (event.outcome !== 'ok' || event.clientIp === '' || event.principal.kind === 'system') {
    return null;
  }
  return context.reputation(event.clientIp);
}
