import { isPublicNetwork } from '../profile/facets';
import type { Knowledge } from '../profile/knowledge';

/** What cannot be judged on an account, and why, in sentences. */
export function blindSpots(knowledge: Readonly<Knowledge>): readonly string[] {
  const { facets, volumes, skippedHours, refused } = knowledge;
  if (volumes === null) return ['Nothing was learned yet.'];
  const networks = [...facets.network.things.values()];
  const isPublic = networks.some(({ value }) => isPublicNetwork(value));
  const hours = knowledge.lastHour + 1 - volumes.account.firstHour;
  const hasDocuments = volumes.account
    .read('distinctDocuments', volumes.account.firstHour, hours)
    .some((figure) => figure > 0);
  const displaced = volumes.actors.displaced + volumes.containers.displaced;
  const spots: readonly (readonly [boolean, string])[] = [
    [
      facets.authKind.things.size === 0,
      'The logs name no identity (those of the MongoDB, Cassandra, Gremlin and Table APIs never do), so a new one is not noticed.',
    ],
    [
      facets.authKind.things.size > 0 && facets.principal.things.size === 0,
      'Only account keys were used: who holds a key is not logged.',
    ],
    [
      networks.length === 0,
      'The logs name no client address, so neither new networks nor new countries are noticed.',
    ],
    [networks.length > 0 && !isPublic, 'All addresses are private: their country is not known.'],
    [
      isPublic && facets.country.things.size === 0,
      'No database tells the country of these addresses.',
    ],
    [
      isPublic && facets.asn.things.size === 0,
      'No database tells the autonomous system of these addresses.',
    ],
    [facets.application.things.size === 0, 'The logs name no application.'],
    [!hasDocuments, 'The logs name no documents, so only the volume of what is read is judged.'],
    [
      displaced > 0,
      `${displaced} times an actor or a container was too light for a series of its own: it is compared with its peers.`,
    ],
    [
      skippedHours.size > 0,
      `${skippedHours.size} of the last 1,008 hours taught nothing, because an alert is about them.`,
    ],
    [
      refused > 0,
      `${refused} hours or actors had impossible times or figures and were passed over.`,
    ],
  ];
  return spots.flatMap(([holds, sentence]) => (holds ? [sentence] : []));
}
