import type { AccountBaseline } from '../../baseline/baseline';
import type { ActorGroup } from '../actorGroups';

/** An hour of one client names so many containers; the others are told as one. */
const MOST_NAMED = 8;
/** Days since when a container has to be in use. */
const SETTLED_DAYS = 3;

/**
 * True where every container that was asked for is in use, and no database was looked into: machines
 * that start read the settings and partitions of the containers that they use.
 */
export function isOfOwnContainers({ actors }: ActorGroup, baseline: AccountBaseline): boolean {
  return actors.every(
    ({ containers, distinctContainers }) =>
      distinctContainers <= MOST_NAMED &&
      containers.every(({ container }) => container === '' || isOwn(container, baseline)),
  );
}

/** MongoDB names the database itself `$cmd`. */
function isOwn(container: string, baseline: AccountBaseline): boolean {
  if (!container.includes('/') || container.endsWith('/$cmd')) return false;
  return baseline.daysInUse(container) >= SETTLED_DAYS;
}
