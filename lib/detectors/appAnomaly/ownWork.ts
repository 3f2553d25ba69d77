import type { Application } from '../../telemetry/event';
import type { DetectionContext } from '../detector';
import type { Unusual } from '../newcomer';
import { hasPeople, isNewOnlyIn, isPeoplesPlace } from '../people';

/** What developers bring. Tools for single requests are what intruders bring. */
const OF_DEVELOPERS: ReadonlySet<Application['kind']> = new Set<Application['kind']>([
  'sdk',
  'driver',
  'azure',
  'browser',
]);

/**
 * An SDK or driver, a service of Azure or the portal, in the hands of an Entra identity that the
 * account knows, on a network that it knows or at a place of people in a country that it knows:
 * rewritten, moved, or just a look. A key is held by many: there it takes an account that people use.
 */
export function isOwnWork({ newcomer }: Unusual, context: DetectionContext): boolean {
  const { event, novelties, baseline } = newcomer;
  const { principal, application, clientIp } = event;
  if (!OF_DEVELOPERS.has(application.kind)) return false;
  const isPerson = principal.kind === 'entra' && principal.id !== '';
  if (isPerson && novelties.every(({ facet }) => facet === 'application')) return true;
  return (
    (isPerson || (principal.kind === 'key' && hasPeople(baseline))) &&
    isNewOnlyIn('application', novelties) &&
    isPeoplesPlace(clientIp, context)
  );
}
