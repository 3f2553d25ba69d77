import type { Unusual } from '../newcomer';

/**
 * Software that developers bring: an SDK or driver, a service of Azure, the portal. An identity of
 * Entra that the account knows, on a network that it knows, is rewritten, moved or has a look. Tools
 * for single requests are what intruders bring, and a key is held by many.
 */
export function isOwnWork({ newcomer }: Unusual): boolean {
  const { event, novelties } = newcomer;
  const { principal, application } = event;
  if (principal.kind !== 'entra' || principal.id === '') return false;
  switch (application.kind) {
    case 'sdk':
    case 'driver':
    case 'azure':
    case 'browser':
      return novelties.every(({ facet }) => facet === 'application');
    case 'tool':
    case 'scanner':
    case 'unknown':
      return false;
  }
}
