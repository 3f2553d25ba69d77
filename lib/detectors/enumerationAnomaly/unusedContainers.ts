import type { Actor } from '../../activity/actor';
import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline, Novelty } from '../../baseline/baseline';
import { actorsOf, byClient, clientKey, type ActorGroup } from '../actorGroups';
import type { DetectionContext } from '../detector';
import { surprisesOf } from '../surprises';

/** Hours that are looked at together: who looks around slowly asks for a few an hour. */
const HOURS = 3;
/** Containers that nobody uses: of somebody known, and of a stranger. */
const MANY = 4;
const MANY_OF_STRANGER = 3;
/** Containers of the platform and of databases themselves. */
const OF_SYSTEM = /^(system|admin|local|config)/;

/** Containers that one client asked for, and that nobody uses. */
export interface Unused {
  readonly client: ActorGroup;
  readonly containers: readonly string[];
  readonly surprises: readonly Novelty[];
}

/**
 * Clients that asked for several containers of which nobody used any in weeks. A new part of an
 * application brings one or two; who looks around takes what there is.
 */
export function unusedIn(
  window: ActivityWindow,
  baseline: AccountBaseline,
  context: DetectionContext,
): readonly Unused[] {
  // Nearly all windows end here; what the hours before tell alone was told then.
  const looking = window.actors.filter((actor) => hasUnused(actor, baseline));
  if (looking.length === 0) return [];
  const keys = new Set(looking.map(clientKey));
  const found: Unused[] = [];
  for (const [key, client] of byClient(actorsOf(window, HOURS))) {
    if (!keys.has(key)) continue;
    const names = client.actors.flatMap((actor) => actor.containers.map((one) => one.container));
    const containers = [...new Set(unusedOf(names, baseline))].sort();
    if (containers.length < MANY_OF_STRANGER * context.share) continue;
    const surprises = surprisesOf(client.actors, baseline, context);
    const least = surprises.length > 0 ? MANY_OF_STRANGER : MANY;
    if (containers.length >= least * context.share) found.push({ client, containers, surprises });
  }
  return found;
}

function hasUnused(actor: Actor, baseline: AccountBaseline): boolean {
  return unusedOf(actor.containerPaths(), baseline).length > 0;
}

function unusedOf(paths: Iterable<string>, baseline: AccountBaseline): readonly string[] {
  return baseline
    .unusedContainers(paths)
    .filter((path) => path.includes('/') && !OF_SYSTEM.test(path));
}
