import { isSameClient } from '../../alerts/stories';
import type { Facts } from '../../alerts/facts';
import type { AlertLink, DeedLink, Link, Opening } from '../../correlation/link';
import { parseAddress } from '../../intel/address';
import { contains, parseNetwork } from '../../intel/network';

/** A way in. Of a script that lists keys, its own alert tells; of all others their deeds. */
export type Means = (DeedLink | AlertLink) & { readonly opening: Opening };

/** From a way in to damage. The entry may be the impact itself, where that tells of a newcomer. */
export interface Path {
  readonly means: Means;
  readonly entry: AlertLink;
  readonly impact: AlertLink;
}

/** Steps of a chain lie no further apart than this, ms. */
const LONGEST_PAUSE = 7 * 86_400_000;

/** All paths through a set of links. */
export function pathsIn(links: readonly Link[]): readonly Path[] {
  const alerts = links.filter((link) => link.kind === 'alert');
  const means = links.filter(isMeans);
  const impacts = alerts.filter(({ step }) => step === 'impact');
  const entries = [
    ...alerts.filter(({ step }) => step === 'entry'),
    ...impacts.filter(({ isNewcomer }) => isNewcomer),
  ];
  return means.flatMap((way) =>
    entries
      .filter((entry) => isAfter(way, entry) && letsIn(way.opening, entry.facts))
      .flatMap((entry) =>
        impacts
          .filter((impact) => impact.id === entry.id || isBy(impact, entry, way))
          .map((impact) => ({ means: way, entry, impact })),
      ),
  );
}

function isMeans(link: Link): link is Means {
  return link.opening !== null;
}

/**
 * True where some of the later link happened after some of the earlier one. The more is known of
 * either, the truer it is, so what comes late makes no chain untrue.
 */
function isAfter(earlier: Link, later: Link): boolean {
  return earlier.startTime <= later.endTime && later.startTime - earlier.endTime <= LONGEST_PAUSE;
}

/** Done after the way in was used, by who came in or by who made the way. */
function isBy(impact: AlertLink, entry: AlertLink, way: Means): boolean {
  if (!isAfter(entry, impact) || way.startTime > impact.endTime) return false;
  if (isSameClient(impact.facts, entry.facts) || isSameClient(impact.facts, way.facts)) return true;
  // A role was given to this identity, which may come from anywhere.
  return way.opening.kind === 'role' && letsIn(way.opening, impact.facts);
}

/** True where the access rests on what was opened, as far as the log tells. */
function letsIn(opening: Opening, { principals, addresses }: Facts): boolean {
  switch (opening.kind) {
    case 'keys': {
      const keys = principals.filter((principal) => principal.startsWith('key '));
      // The categories of the other APIs name nobody: there a key is the usual way in.
      if (keys.length === 0) return principals.length === 0;
      return !opening.readOnly || keys.some((key) => /readonly/i.test(key));
    }
    case 'role':
      return principals.includes(`entra ${opening.principal}`);
    case 'network':
      return addresses.some((address) => isLetIn(opening.ranges, address));
  }
}

function isLetIn(ranges: readonly string[] | null, text: string): boolean {
  if (ranges === null) return true;
  const address = parseAddress(text);
  if (address === null) return false;
  return ranges.some((range) => {
    const network = parseNetwork(range);
    return network !== null && contains(network, address);
  });
}
