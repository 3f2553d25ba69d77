import type { AlertLink, Link } from './link';
import { cameBy, cameByGrantee, isBy, type Means } from './ties';

/** From a way in to damage. The entry may be the impact itself, where that tells of a newcomer. */
export interface Path {
  readonly means: Means;
  readonly entry: AlertLink;
  readonly impact: AlertLink;
}

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
      .filter((entry) => cameBy(entry, way) || cameByGrantee(entry, way, means))
      .flatMap((entry) =>
        impacts
          .filter((impact) => impact.id === entry.id || isBy(impact, entry, way))
          .map((impact) => ({ means: way, entry, impact })),
      ),
  );
}

/** What is done here each week by the same pipeline is no way in of an attacker. */
function isMeans(link: Link): link is Means {
  return link.opening !== null && !(link.kind === 'deed' && link.doer === 'routine');
}
