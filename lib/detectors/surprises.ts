import type { ActorIdentity } from '../activity/hourActivity';
import type { AccountBaseline, Facet, Novelty } from '../baseline/baseline';
import type { DetectionContext } from './detector';
import { rarityIn } from './newcomer';

/** What is surprisingly new about any of these actors, each kind of thing once. */
export function surprisesOf(
  actors: readonly ActorIdentity[],
  baseline: AccountBaseline,
  context: DetectionContext,
): readonly Novelty[] {
  const isRare = rarityIn(context);
  const found = new Map<Facet, Novelty>();
  for (const actor of actors) {
    for (const novelty of strangeIn(actor, baseline)) {
      if (isRare(novelty)) found.set(novelty.facet, novelty);
    }
  }
  return [...found.values()];
}

/** True where something about the actor is surprisingly new. */
export function isStranger(
  actor: ActorIdentity,
  baseline: AccountBaseline,
  context: DetectionContext,
): boolean {
  return strangeIn(actor, baseline).some(rarityIn(context));
}

/** People work from other networks, and with other software of the account's, and are no strangers. */
const OF_PEOPLE: ReadonlySet<Facet> = new Set<Facet>(['network', 'asn', 'principalApplication']);
const NOTHING: readonly Novelty[] = [];

function strangeIn(actor: ActorIdentity, baseline: AccountBaseline): readonly Novelty[] {
  const novelties = baseline.novelties(actor);
  if (novelties.length === 0 || actor.principal.kind !== 'entra') return novelties;
  return novelties.every(({ facet }) => OF_PEOPLE.has(facet)) ? NOTHING : novelties;
}

/** What tells of the same: where somebody is, what he uses, who he is. */
const KINDS_OF_NEWS: readonly (readonly Facet[])[] = [
  ['network', 'asn', 'country', 'principalCountry'],
  ['application', 'principalApplication'],
  ['principal', 'authKind', 'keyHolder'],
];

/** How many of place, software and identity are news. */
export function newsOf(novelties: readonly Novelty[]): number {
  return KINDS_OF_NEWS.filter((facets) => novelties.some(({ facet }) => facets.includes(facet)))
    .length;
}

const FACET_NAMES: Readonly<Record<Facet, string>> = {
  principal: 'identity',
  application: 'application',
  network: 'network',
  asn: 'autonomous system',
  country: 'country',
  authKind: 'kind of access',
  principalCountry: 'country of this identity',
  principalApplication: 'application of this identity',
  keyHolder: 'kind of key here',
  scriptWriter: 'writer of scripts',
  containerDropper: 'dropper of containers',
  manager: 'identity for this',
  managerNetwork: 'network',
  managerCountry: 'country',
  managerTool: 'tool',
  managerHome: 'organisation',
  accountState: 'state',
};

/** `network, country FR, application postman`, for details and reasons. */
export function surpriseText(novelties: readonly Novelty[]): string {
  return novelties.map(({ facet, value }) => `${FACET_NAMES[facet]} ${value}`).join(', ');
}
