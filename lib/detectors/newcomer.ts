import { hostOf } from '../intel/hosting';
import type { AccountBaseline, Facet, Novelty } from '../baseline/baseline';
import type { AccessEvent } from '../telemetry/event';
import type { DetectionContext } from './detector';

/** What is new about the client of a request, as far as that is unusual on its account. */
export interface Newcomer {
  readonly event: AccessEvent;
  readonly baseline: AccountBaseline;
  /** Novelties of facets in which new things appear rarely enough here. */
  readonly rare: ReadonlyMap<Facet, Novelty>;
}

/** Null where the account is too new, or the record is none of a client's requests. */
export function newcomerOf(event: AccessEvent, context: DetectionContext): Newcomer | null {
  const baseline = context.baseline(event.account);
  if (baseline === null || baseline.stage === 'new' || !isRequest(event)) return null;
  const novelties = context.novelties(event);
  const isRare = rarityIn(context);
  const rare = new Map(
    novelties.filter(isRare).map((novelty): [Facet, Novelty] => [novelty.facet, novelty]),
  );
  if (rare.has('country') && isOwnCloud(event, context, novelties)) rare.delete('country');
  return { event, baseline, rare };
}

/** Tells novelties of kinds that appear on the account seldom enough to be worth an alert. */
export function rarityIn({ thresholds }: DetectionContext): (novelty: Novelty) => boolean {
  return ({ surprise }) => 1 - surprise <= 1 / thresholds.newcomerDays;
}

/** Management and query records name no client of the data. */
function isRequest({ category }: AccessEvent): boolean {
  switch (category) {
    case 'QueryRuntimeStatistics':
    case 'ControlPlaneRequests':
    case 'ActivityLog':
      return false;
    case 'DataPlaneRequests':
    case 'DataPlaneRequests5M':
    case 'DataPlaneRequests15M':
    case 'MongoRequests':
    case 'CassandraRequests':
    case 'GremlinRequests':
    case 'TableApiRequests':
      return true;
  }
}

/**
 * Another region of the cloud that the account is used from, with an identity and an application
 * that it knows: its networks are anywhere, and their country tells nothing.
 */
function isOwnCloud(
  { clientIp }: AccessEvent,
  { placeOf }: DetectionContext,
  novelties: readonly Novelty[],
): boolean {
  const host = hostOf(clientIp, placeOf(clientIp)?.asn ?? null);
  if (host === null) return false;
  let network: Novelty | null = null;
  for (const novelty of novelties) {
    if (novelty.facet === 'principal' || novelty.facet === 'authKind') return false;
    if (novelty.facet === 'application' || novelty.facet === 'principalApplication') return false;
    if (novelty.facet === 'network') network = novelty;
  }
  return network === null || network.usual.some((usual) => hostOf(addressIn(usual)) === host);
}

/** First address of a network such as `192.0.2.0/24`. */
function addressIn(network: string): string {
  return network.split('/', 1)[0] ?? '';
}
