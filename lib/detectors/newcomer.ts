import { hostOf } from '../intel/hosting';
import { addressIn, knownNetwork, softwareIn } from '../baseline/profile/facets';
import type { AccountBaseline, Facet, Novelty } from '../baseline/baseline';
import type { AccessEvent } from '../telemetry/event';
import type { DetectionContext } from './detector';
import { isColleague, isManagersCountry, isPeoplesPlace } from './people';

/** What is new about the client of a request, as far as that is unusual on its account. */
export interface Newcomer {
  readonly event: AccessEvent;
  readonly baseline: AccountBaseline;
  /** Everything new about the client, usual as it may be. */
  readonly novelties: readonly Novelty[];
  /** Novelties of facets in which new things appear rarely enough here. */
  readonly rare: ReadonlyMap<Facet, Novelty>;
}

/** A client of which one thing is unusual. */
export interface Unusual {
  readonly newcomer: Newcomer;
  readonly novelty: Novelty;
}

/**
 * The client of a request where what it is in one facet is unusual on its account, else null: also
 * where an alert told of it already, and nothing about the client is more unusual than then.
 */
export function unusualIn(
  facet: Facet,
  event: AccessEvent,
  context: DetectionContext,
): Unusual | null {
  // Most newcomers are new in another facet.
  if (!context.novelties(event).some((novelty) => novelty.facet === facet)) return null;
  const newcomer = newcomerOf(event, context);
  const novelty = newcomer?.rare.get(facet);
  if (newcomer === null || novelty === undefined) return null;
  const isElsewhere =
    (isOfManyHands(facet, event) &&
      !newcomer.baseline.wasReported('network', knownNetwork(event.clientIp))) ||
    (facet === 'application' && isInOtherHands(newcomer, context));
  return novelty.reported && !isElsewhere && isOldNews(newcomer) ? null : { newcomer, novelty };
}

/**
 * A key is held by many, and so are the tools that come with it: on another network it may well be
 * another one who has them.
 */
function isOfManyHands(facet: Facet, { principal, application }: AccessEvent): boolean {
  const isTool = application.kind === 'tool' || application.kind === 'scanner';
  return facet === 'authKind' || (facet === 'application' && principal.kind === 'key' && isTool);
}

/** Software that nobody signs in with, at a place of people in a country that no alert named with it. */
function isInOtherHands({ event, baseline }: Newcomer, context: DetectionContext): boolean {
  const { principal, application, clientIp } = event;
  if (principal.kind !== 'key' && principal.kind !== 'unknown') return false;
  const country = context.country(clientIp);
  if (country === null || !isPeoplesPlace(clientIp, context)) return false;
  return !baseline.wasReported('application', softwareIn(application.family, country));
}

/** True where alerts have told of everything that is unusual about the client. */
export function isOldNews({ rare }: Newcomer): boolean {
  return [...rare.values()].every(({ facet, reported }) => reported || facet === 'asn');
}

/** Null where the account is too new, or the record is none of a client's requests. */
export function newcomerOf(event: AccessEvent, context: DetectionContext): Newcomer | null {
  const baseline = context.baseline(event.account);
  if (baseline === null || baseline.stage === 'new' || !isRequest(event)) return null;
  const novelties = withFirstCountry(context.novelties(event));
  const isRare = rarityIn(context);
  const rare = new Map(
    novelties.filter(isRare).map((novelty): [Facet, Novelty] => [novelty.facet, novelty]),
  );
  if (isColleague(event, novelties, baseline, context)) {
    const { surprise = 0 } = rare.get('principal') ?? {};
    if ((1 - surprise) * COLLEAGUE_TIMES > 1 / context.thresholds.newcomerDays) {
      rare.delete('principal');
    }
    // New colleagues begin with the portal.
  } else if (event.application.kind !== 'browser') {
    for (const novelty of rareTogether(novelties, rare, context)) rare.set(novelty.facet, novelty);
  }
  const country = rare.get('country')?.value;
  if (country !== undefined) {
    const isOwn = isManagersCountry(country, baseline) || isOwnCloud(event, context, novelties);
    if (isOwn) rare.delete('country');
  }
  return { event, baseline, novelties, rare };
}

/**
 * How often new countries appear is not known where all was private until now; how often new
 * networks do is.
 */
function withFirstCountry(novelties: readonly Novelty[]): readonly Novelty[] {
  const network = novelties.find(({ facet }) => facet === 'network');
  if (network === undefined) return novelties;
  return novelties.map((novelty) =>
    novelty.facet === 'country' && novelty.knownValues === 0
      ? { ...novelty, surprise: network.surprise }
      : novelty,
  );
}

/** New colleagues have to be so many times rarer than other new things to be reported. */
const COLLEAGUE_TIMES = 2;
/** New things of such kinds appear on at most every second day. */
const SELDOM = 0.5;

/**
 * A new identity where some come now and then, on a network that is new as well: each by itself may
 * be no news, and both at once are.
 */
function rareTogether(
  novelties: readonly Novelty[],
  rare: ReadonlyMap<Facet, Novelty>,
  { thresholds }: DetectionContext,
): readonly Novelty[] {
  const principal = novelties.find(({ facet }) => facet === 'principal');
  const network = novelties.find(({ facet }) => facet === 'network');
  if (principal === undefined || network === undefined || rare.has('principal')) return [];
  const [one, other] = [1 - principal.surprise, 1 - network.surprise];
  const isRare = Math.max(one, other) <= SELDOM && one * other <= 1 / thresholds.newcomerDays;
  return isRare ? [principal] : [];
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
